/** Which two tasks meet in which network, and who lives there, in the experiment on modules. */
import type { Scale } from '../harness/experiment.ts';
import { clusterRuleLearner, clusterRuleTraining } from '../supervised/cluster-rule.ts';
import { evolutionPlan, type MetaTraining } from '../supervised/meta-train.ts';
import type { Alternation } from './alternating-tasks.ts';

export interface ModulesCase {
  readonly key: string;
  readonly seed: number;
  readonly scale: Scale;
}

export const learners = ['rule', 'rule for turns', 'SGD'] as const;
export type LearnerName = (typeof learners)[number];

const base = { inputs: 16, classes: 4, block: 40, visits: 6 };

export interface Condition {
  readonly alternation: Alternation;
  /** Whether the synapses of silent inputs sleep and are silent too. */
  readonly gated: boolean;
}

/** How much two tasks have in common, by name. */
export const conditions: ReadonlyMap<string, Condition> = new Map([
  ['same inputs', { alternation: { ...base, shared: 16 }, gated: false }],
  ['half shared', { alternation: { ...base, shared: 8 }, gated: false }],
  ['own inputs', { alternation: { ...base, shared: 0 }, gated: false }],
  ['own inputs, gated', { alternation: { ...base, shared: 0 }, gated: true }],
]);

/** Share of the inputs that is silent where no input is shared. */
export const GATED = 0.5;

/** Examples of each task in an examination. */
export const EXAMINED = 40;

/** Examples after the beginning of a visit in which it is seen what is still there. */
export const EARLY = 10;

/** Lifetimes that a figure is a mean of. */
export const lifetimes: Record<Scale, number> = { quick: 30, full: 120 };

/** Learning rates to choose from; a rule has none. */
export const learningRates: Record<LearnerName, readonly (number | null)[]> = {
  rule: [null],
  'rule for turns': [null],
  SGD: [0.03, 0.1, 0.3],
};

export const configuration = clusterRuleLearner;

const generations: Record<Scale, number> = { quick: 12, full: 100 };

/** How a rule goes on from where it was, in lives of alternating tasks that share all, half or none of their inputs. */
export function turnsTraining(scale: Scale, seed: number, initialParameters: Float32Array): MetaTraining {
  const alternations = [16, 8, 0].map((shared) => ({ ...base, shared, block: 20 }));
  return {
    settings: clusterRuleTraining(scale, seed).settings,
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
      url: new URL('./alternating-evaluator.ts', import.meta.url).href,
      exportName: 'createAlternatingEvaluator',
      specification: { learner: configuration, alternations },
    },
  };
}

export const turnsTrainingMethod = `*Rule for turns* is the same rule after ${generations.full} more generations (${generations.quick} with \`--quick\`) in lives of two alternating tasks, six blocks of 20 examples, that share all, half or none of their inputs.`;
