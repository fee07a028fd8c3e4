/** Who starts where, what is trained on, and what is tested. */
import type { Rule } from '../../src/vsml/rule.ts';
import { CLONE_TICKS, cloneShape } from '../cloning/clone-weights.ts';
import type { Scale } from '../harness/experiment.ts';
import type { GradientMetaTraining } from '../supervised/gradient-meta-train.ts';
import type { LearnerInput } from '../supervised/learner-configuration.ts';
import { cloneBirth } from './clone-birth.ts';

/** The clone as it is, the clone trained on, a rule of its size trained from random numbers, and what was cloned. */
export const starts = ['clone', 'continued', 'scratch', 'sgd'] as const;
export type Start = (typeof starts)[number];
export const startNames: Record<Start, string> = {
  clone: 'clone',
  continued: 'clone, meta-learning continued',
  scratch: 'scratch',
  sgd: 'SGD, best rate',
};

export interface FromCloneCase {
  readonly key: string;
  readonly seed: number;
  readonly scale: Scale;
  readonly start: Start;
}

export const IMAGE_SIZE = 8;
/** The first is trained on, by other images; no image of the others ever is. */
export const sets = ['mnist', 'kmnist', 'digits'] as const;

/** Images met in a life of training and of testing; test lives of each set. */
export const TRAINING_IMAGES = 100;
export const TEST_IMAGES = 500;
export const testLives: Record<Scale, number> = { quick: 4, full: 16 };

/** Adam's steps, and lifetimes in each. */
export const steps: Record<Scale, number> = { quick: 10, full: 36 };
export const LIFETIMES = 4;
/** Adam's rates: a clone is not to be thrown far from what it is. */
export const learningRates = { continued: 0.006, scratch: 0.02 } as const;

/** Rates that SGD may choose from, for each figure by the figure itself. */
export const sgdRates = [0.01, 0.03, 0.1, 0.3] as const;

/** The network of a start: clones live as they were trained, rules from scratch as the experiment `from-scratch` has them. */
export function learnerOf(start: Exclude<Start, 'sgd'>): LearnerInput {
  const { stateSize, messageSize, gateOffset } = cloneShape;
  const network = { kind: 'vsml' as const, stateSize, messageSize };
  if (start === 'scratch') return { ...network, gateOffset: 2, options: { ticks: CLONE_TICKS } };
  return { ...network, gateOffset, options: { ticks: CLONE_TICKS, reduction: 'sum' } };
}

/** How a rule is trained, from a clone or from random numbers. */
export function trainingOf(
  { scale, seed }: FromCloneCase,
  start: 'continued' | 'scratch',
  clone: Rule | undefined,
): GradientMetaTraining {
  const setting = {
    stream: 'Images-v0',
    streamOptions: { set: sets[0], split: 'train', size: IMAGE_SIZE },
    steps: TRAINING_IMAGES,
    learner: learnerOf(start),
  };
  return {
    tasks: [{ setting, lifetimes: LIFETIMES, chunkLearners: LIFETIMES / 2, segmentExamples: 10 }],
    learningRate: learningRates[start],
    steps: steps[scale],
    seed,
    ...(clone && {
      initialParameters: clone.parameters,
      birth: { name: 'clone', cells: cloneBirth },
    }),
  };
}
