/** What is trained over which horizon, and on which rules the two gradients are measured. */
import type { Scale } from '../harness/experiment.ts';
import type { GradientMetaTraining } from '../supervised/gradient-meta-train.ts';
import { evolutionPlan, type MetaTraining } from '../supervised/meta-train.ts';
import type { SupervisedInput } from '../supervised/supervised-setting.ts';

/** Examples of a lifetime; each is two ticks, one forward and one backward. */
export const lengths: Record<Scale, readonly number[]> = {
  quick: [10, 40],
  full: [10, 25, 60, 160],
};

/** How a rule's gradient is found: through the lifetime, or from what perturbed rules are worth. */
export const methods = ['gradient', 'evolution'] as const;
export type Method = (typeof methods)[number];
export const methodNames: Record<Method, string> = { gradient: 'backpropagation', evolution: 'evolution' };

/** Rules at which both gradients are measured. */
export const rules = ['untrained', 'half-trained'] as const;
export type RuleName = (typeof rules)[number];

/** One gradient measured, or one rule trained. */
export type Part = 'signal' | Method;
export const parts: readonly Part[] = ['signal', ...methods];

export interface HorizonCase {
  readonly key: string;
  readonly seed: number;
  readonly scale: Scale;
  readonly part: Part;
  readonly examples: number;
}

export const INPUTS = 8;
export const CLASSES = 3;

/** Clusters met for so many examples. */
export function settingOf(examples: number): SupervisedInput {
  return {
    stream: 'GaussianClusters-v0',
    streamOptions: { inputs: INPUTS, classes: CLASSES },
    steps: examples,
    learner: { kind: 'vsml', stateSize: 8, messageSize: 4, gateOffset: 2 },
  };
}

/** Lifetimes from which each gradient is measured: many for evolution, whose noise is large and whose lifetimes are cheap. */
export const signalLifetimes: Record<Scale, Record<Method, number>> = {
  quick: { gradient: 128, evolution: 2048 },
  full: { gradient: 384, evolution: 4096 },
};
/** Lifetimes for which both are stated. */
export const STATED_LIFETIMES = 256;
/** Deviation of the perturbations, as in the middle of an evolution. */
export const SIGMA = 0.1;
/** Lifetimes differentiated together; the mean of their derivatives is one sample. */
export const CHUNK = 32;
/** Examples of a segment: a lifetime of 160 takes a quarter of the memory, at the price of a forward sweep. */
export const SEGMENT = 40;
/** Lifetimes that a trained rule is tested on. */
export const testLifetimes: Record<Scale, number> = { quick: 100, full: 500 };

/** Adam's steps, the same for every horizon. */
export const steps: Record<Scale, number> = { quick: 20, full: 30 };
/** Steps of 64 lifetimes that take as long as so many generations of 256, on two cores. */
export const GENERATIONS_A_STEP = 7;
export const LEARNING_RATE = 0.03;
/** The rule that is half-trained has taken so many steps over lifetimes of so many examples. */
export const HALF_TRAINED = { steps: 24, examples: 20 } as const;

export function gradientTrainingOf(seed: number, examples: number, count: number): GradientMetaTraining {
  const segmentExamples = Math.min(examples, SEGMENT);
  return {
    tasks: [{ setting: settingOf(examples), lifetimes: 2 * CHUNK, chunkLearners: CHUNK, segmentExamples }],
    learningRate: LEARNING_RATE,
    steps: count,
    seed,
  };
}

export function evolutionTrainingOf(seed: number, examples: number, count: number): MetaTraining {
  const generations = GENERATIONS_A_STEP * count;
  return {
    settings: [settingOf(examples)],
    evolution: evolutionPlan(generations),
    generations,
    tasksPerGeneration: 4,
    seed,
  };
}
