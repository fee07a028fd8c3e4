/** What is asked of whom in the experiment on memory: how many pairs fit, what a lesion takes and what comes back. */
import type { Scale } from '../harness/experiment.ts';
import { clusterRuleLearner } from '../supervised/cluster-rule.ts';
import type { LearnerInput } from '../supervised/learner-configuration.ts';
import { evolutionPlan, type MetaTraining } from '../supervised/meta-train.ts';

export interface MemoryCase {
  readonly key: string;
  readonly seed: number;
  readonly scale: Scale;
}

export const learners = ['rule', 'rule for pairs', 'SGD'] as const;
export type LearnerName = (typeof learners)[number];

export const CLASSES = 4;

/** Networks of several sizes: inputs; there are `inputs x CLASSES` synapses. */
export const capacitySizes: readonly number[] = [4, 8, 16, 32, 64];

/** How many pairs are to be kept. */
export const pairCounts: readonly number[] = [2, 4, 8, 16, 32, 64, 128, 256];

/** How often each pair is met before it is asked for. */
export const ROUNDS = 4;

/** A memory is full where it knows this share of its pairs, halfway or more between chance and all. */
export const RECALLED = 0.75;

/** Where lesions are made. */
export const LESION_INPUTS = 16;
export const LESION_PAIRS = 8;

/** A life on clusters, the examples before the lesion, and those of an examination. */
export const LIFE = 160;
export const LESION_AT = 80;
export const EXAMINED = 40;

/** Shares of all sites that are destroyed. */
export const shares: readonly number[] = [0, 0.1, 0.25, 0.5, 0.75, 1];

/** Lifetimes that a figure is a mean of. */
export const lifetimes: Record<Scale, { readonly capacity: number; readonly lesions: number }> = {
  quick: { capacity: 8, lesions: 60 },
  full: { capacity: 24, lesions: 200 },
};

/** Learning rates to choose from; a rule has none. */
export const learningRates: Record<LearnerName, readonly (number | null)[]> = {
  rule: [null],
  'rule for pairs': [null],
  SGD: [0.03, 0.1, 0.3, 1],
};

export function learnerOf(name: LearnerName, learningRate: number | null): LearnerInput {
  if (name !== 'SGD') return clusterRuleLearner;
  return { kind: 'baseline', name: 'sgd', options: { learningRate } };
}

const generations: Record<Scale, number> = { quick: 20, full: 120 };

/** How a rule goes on from where it was, to keep pairs: random images met again and again. */
export function pairTraining(scale: Scale, seed: number, initialParameters: Float32Array): MetaTraining {
  return {
    settings: [8, 24].map((images) => ({
      stream: 'RandomImages-v0',
      streamOptions: { inputs: 16, classes: CLASSES, images },
      learner: clusterRuleLearner,
      steps: 4 * images,
    })),
    evolution: evolutionPlan(generations[scale], {
      sigma: 0.1,
      learningRate: 0.03,
      finalLearningRate: 0.01,
    }),
    generations: generations[scale],
    tasksPerGeneration: 4,
    seed,
    initialParameters,
  };
}

export const pairTrainingMethod = `*Rule for pairs* is the same rule after ${generations.full} more generations (${generations.quick} with \`--quick\`) on 8 and 24 random examples of 16 inputs met four times.`;
