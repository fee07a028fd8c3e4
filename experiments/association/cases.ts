/** Who is asked what, in the experiment on association: short streams met again, and the change that one example makes. */
import type { Scale } from '../harness/experiment.ts';
import { clusterRuleLearner } from '../supervised/cluster-rule.ts';
import type { LearnerInput } from '../supervised/learner-configuration.ts';
import type { RandomPairsOptions } from '../supervised/random-pairs.ts';

export interface AssociationCase {
  readonly key: string;
  readonly seed: number;
  readonly scale: Scale;
}

export const learners = ['rule', 'SGD', 'Adam'] as const;
export type LearnerName = (typeof learners)[number];

/** The network is as large as one of those that the rule was trained in. */
export const SIZE = { inputs: 16, classes: 4 } as const;

/** Short streams by name: the same few examples again, or others of the same classes. */
export const meetingTasks: ReadonlyMap<string, RandomPairsOptions> = new Map([
  ['4 examples', { ...SIZE, pairs: 4, noise: 0 }],
  ['8 examples', { ...SIZE, pairs: 8, noise: 0 }],
  ['16 examples', { ...SIZE, pairs: 16, noise: 0 }],
  ['4 classes', { ...SIZE, pairs: 4, noise: 1 }],
]);

/** How often each example, or class, is met. */
export const ROUNDS = 4;

/** Examples of a whole life, and those (from 0) whose change of the effective map is looked at. */
export const LIFE = 80;
export const moments: readonly number[] = [0, 1, 3, 7, 15, 31, 63];

/** The error of an example is made this much larger or smaller, to see what the rule makes of it. */
export const doses: readonly number[] = [0.25, 0.5, 1, 2];

/** Lifetimes that a figure is a mean of. */
export const lifetimes: Record<Scale, number> = { quick: 100, full: 400 };

/** Learning rates to choose from; a rule has none. */
export const learningRates: Record<LearnerName, readonly (number | null)[]> = {
  rule: [null],
  SGD: [0.01, 0.03, 0.1, 0.3, 1, 3],
  Adam: [0.003, 0.01, 0.03, 0.1, 0.3, 1],
};

export function learnerOf(name: LearnerName, learningRate: number | null): LearnerInput {
  if (name === 'rule') return clusterRuleLearner;
  return { kind: 'baseline', name: name === 'SGD' ? 'sgd' : 'adam', options: { learningRate } };
}
