/**
 * A learning rule that several experiments share: found by evolution on small cluster tasks of two sizes, once for a
 * seed, and kept beside the experiments' results (`<store>/experiments/cluster-rule/<scale>`) for whoever asks next.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { NUMERICS_VERSION } from '../../src/numerics/numerics-version.ts';
import type { CaseContext, Scale } from '../harness/experiment.ts';
import type { LearnerInput } from './learner-configuration.ts';
import { evolutionPlan, type MetaTrained, type MetaTraining, metaTrain } from './meta-train.ts';

/** The learner that runs the rule: 616 parameters, one layer, a backward pass. */
export const clusterRuleLearner = {
  kind: 'vsml',
  stateSize: 8,
  messageSize: 4,
  gateOffset: 2,
} as const satisfies LearnerInput;

const generations: Record<Scale, number> = { quick: 120, full: 400 };

/** How the rule of a seed is found: 64 members, 4 fresh lifetimes of 80 examples a generation. */
export function clusterRuleTraining(scale: Scale, seed: number): MetaTraining {
  const sizes = [
    [16, 4],
    [8, 10],
  ];
  return {
    settings: sizes.map(([inputs, classes]) => ({
      stream: 'GaussianClusters-v0',
      streamOptions: { inputs, classes },
      learner: clusterRuleLearner,
      steps: 80,
    })),
    evolution: evolutionPlan(generations[scale]),
    generations: generations[scale],
    tasksPerGeneration: 4,
    seed,
  };
}

/** A sentence for the method of an experiment that uses the rule. */
export const clusterRuleMethod = `The rule (N = 8, M = 4, 616 parameters, backward pass, one tick) is trained by OpenAI-ES on Gaussian clusters with fresh means in each lifetime, 16 inputs x 4 classes and 8 x 10, 80 examples each: 64 members, 4 lifetimes a generation, ${generations.full} generations (${generations.quick} with \`--quick\`). It is then frozen, and shared with the other experiments on cluster rules.`;

/** Names the run by all that decides its outcome, so that a rule of another configuration is never taken for this one. */
export function runKey(training: MetaTraining): string {
  const text = JSON.stringify({ numericsVersion: NUMERICS_VERSION, ...training });
  return `${training.seed}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}

/**
 * The rule of a seed: trained, gone on with, or taken from the store.
 * @param context of a case; its directory is `<store>/experiments/<experiment>/<scale>/runs`
 * @throws StoreError `locked` while another process trains the same rule
 */
export async function clusterRule(
  scale: Scale,
  seed: number,
  context: CaseContext,
  training: MetaTraining = clusterRuleTraining(scale, seed),
): Promise<MetaTrained> {
  const directory = join(context.directory, '..', '..', '..', 'cluster-rule', scale);
  return metaTrain(training, { key: runKey(training), seed }, { ...context, directory });
}
