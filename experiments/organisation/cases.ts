/** What goes wrong, how much, and for whom, in the experiment on organisation. */
import type { Scale } from '../harness/experiment.ts';
import { clusterRuleLearner, clusterRuleTraining } from '../supervised/cluster-rule.ts';
import { evolutionPlan, type MetaTraining } from '../supervised/meta-train.ts';
import type { DisturbanceInput } from './disturbance.ts';

export interface OrganisationCase {
  readonly key: string;
  readonly seed: number;
  readonly scale: Scale;
}

/** One rule from a calm childhood, gone on with twice: as before, and with disturbances. */
export const rules = ['calm', 'rough'] as const;
export type RuleName = (typeof rules)[number];

export const SIZE = { inputs: 16, classes: 4 } as const;

/** Examples of a life; in the second half it is seen what was made of the first. */
export const LIFE = 160;
export const MIDDLE = 80;

const doses = [0.1, 0.25, 0.5, 0.75];
const all =
  (name: Exclude<keyof DisturbanceInput, 'randomOrder'>) =>
  (dose: number): DisturbanceInput => ({ [name]: dose });

export interface Trouble {
  readonly doses: readonly number[];
  /** The dose that the verdict speaks of. */
  readonly moderate: number;
  readonly disturbance: (dose: number) => DisturbanceInput;
}

/** Disturbances that last a whole life. */
export const troubles: ReadonlyMap<string, Trouble> = new Map([
  ['asleep for a tick', { doses, moderate: 0.25, disturbance: all('asleepForTick') }],
  ['asleep for an example', { doses, moderate: 0.25, disturbance: all('asleepForExample') }],
  ['silent for an example', { doses, moderate: 0.25, disturbance: all('silentForExample') }],
  ['small inputs silent', { doses, moderate: 0.25, disturbance: all('sparse') }],
  ['inputs lost', { doses, moderate: 0.25, disturbance: all('lostInputs') }],
  ['errors lost', { doses, moderate: 0.25, disturbance: all('lostErrors') }],
  ['contributions lost', { doses, moderate: 0.25, disturbance: all('lostContributions') }],
  ['random order', { doses: [1], moderate: 1, disturbance: () => ({ randomOrder: true }) }],
  ['born anew', { doses: [0.003, 0.01, 0.03, 0.1], moderate: 0.01, disturbance: all('reborn') }],
]);

/** Shares of the synapses that die in mid-life, and the example at which they are born anew. */
export const killed: readonly number[] = [0.25, 0.5, 0.75];
export const REGROWN_AT = 120;

/** Inputs that are there from the beginning where the others join in mid-life. */
export const EARLY_INPUTS = 8;

/** Lifetimes that a figure is a mean of. */
export const lifetimes: Record<Scale, number> = { quick: 60, full: 100 };

const generations: Record<Scale, number> = { quick: 12, full: 80 };

/** What a rough childhood knows: each task one of these, a calm one among them. */
const childhood: readonly DisturbanceInput[] = [
  {},
  { asleepForTick: 0.3 },
  { asleepForExample: 0.3, reborn: 0.01 },
  { lostInputs: 0.2, lostErrors: 0.2, lostContributions: 0.2 },
  { randomOrder: true },
];

/** How the cluster rule is gone on with. */
export function childhoodOf(
  rule: RuleName,
  scale: Scale,
  seed: number,
  initialParameters: Float32Array,
): MetaTraining {
  const { settings } = clusterRuleTraining(scale, seed);
  return {
    settings,
    evolution: evolutionPlan(generations[scale], {
      sigma: 0.1,
      learningRate: 0.03,
      finalLearningRate: 0.01,
    }),
    generations: generations[scale],
    tasksPerGeneration: 4,
    seed,
    initialParameters,
    evaluator: {
      url: new URL('./disturbed-evaluator.ts', import.meta.url).href,
      exportName: 'createDisturbedEvaluator',
      specification: { settings, disturbances: rule === 'calm' ? [{}] : childhood },
    },
  };
}

export const childhoodMethod = `The rule is then gone on with for ${generations.full} generations (${generations.quick} with \`--quick\`), once as before (*calm*), and once with disturbances (*rough*: in each lifetime none, 30 % asleep for a tick, 30 % asleep for an example with 1 % born anew, 20 % of all messages lost, or random order).`;

export const learner = clusterRuleLearner;
