/** What is trained and what it is tested on, in the experiment on strict sharing. */
import type { Scale } from '../harness/experiment.ts';
import type { LearnerInput } from '../supervised/learner-configuration.ts';
import { evolutionPlan, type MetaTraining } from '../supervised/meta-train.ts';
import type { SupervisedInput } from '../supervised/supervised-setting.ts';

/**
 * How a rule of several types is found: from random numbers, or by splitting the trained rule of one type and going
 * on; the rule of one type then goes on as it is.
 */
export const starts = ['scratch', 'split'] as const;
export type Start = (typeof starts)[number];

/** Clusters are alike under any change of places; in images every place has a meaning of its own. */
export const families = ['clusters', 'images'] as const;
export type Family = (typeof families)[number];

export interface SharingCase {
  readonly key: string;
  readonly seed: number;
  readonly scale: Scale;
  readonly family: Family;
  readonly start: Start;
  readonly types: number;
  /** State size N; messages are half of it. */
  readonly stateSize: number;
}

type Task = Omit<SupervisedInput, 'learner'>;

const STEPS = 40;

const clusters = (inputs: number, classes: number): Task => ({
  stream: 'GaussianClusters-v0',
  streamOptions: { inputs, classes },
  steps: STEPS,
});

const images = (set: string, split: 'train' | 'test', size: number): Task => ({
  stream: 'Images-v0',
  streamOptions: { set, split, size, augment: [{ kind: 'class-subset', classes: [0, 1, 2] }] },
  steps: STEPS,
});

export const trainingTasks: Record<Family, Task> = {
  clusters: clusters(8, 4),
  images: images('mnist', 'train', 3),
};

/** Held-out tasks by name: what a rule was trained for comes first. */
export const testTasks: Record<Family, ReadonlyMap<string, Task>> = {
  clusters: new Map([
    ['clusters 8 x 4', clusters(8, 4)],
    ['clusters 32 x 4', clusters(32, 4)],
    ['clusters 16 x 8', clusters(16, 8)],
    [
      'linear teacher 8 x 4',
      { stream: 'LinearTeacher-v0', streamOptions: { inputs: 8, outputs: 4 }, steps: STEPS },
    ],
  ]),
  images: new Map([
    ['MNIST 9 x 3', images('mnist', 'test', 3)],
    ['MNIST 25 x 3', images('mnist', 'test', 5)],
    ['KMNIST 9 x 3', images('kmnist', 'test', 3)],
    ['clusters 9 x 3', clusters(9, 3)],
  ]),
};

export const testLifetimes: Record<Scale, number> = { quick: 100, full: 400 };

const generations: Record<Scale, Record<Family, number>> = {
  quick: { clusters: 60, images: 40 },
  full: { clusters: 200, images: 220 },
};

/** Degrees of specialisation. */
const degrees: Record<Scale, readonly number[]> = { quick: [1, 4], full: [1, 2, 4, 8] };

const STATE_SIZE = 8;
/** One shared rule of this state size has about as many parameters as four types of `STATE_SIZE`: 2,384 and 2,464. */
const WIDE_STATE_SIZE = 16;

function caseOf(
  { family, seed, scale }: Pick<SharingCase, 'family' | 'seed' | 'scale'>,
  start: Start,
  types: number,
  stateSize = STATE_SIZE,
): SharingCase {
  const key = `${family}-${start}-${types}-of-${stateSize}-${seed}`;
  return { key, seed, scale, family, start, types, stateSize };
}

/** Conditions of a seed; the wide rule stands beside images, where types may have something to tell apart. */
export function casesOf(scale: Scale, seed: number): SharingCase[] {
  return families.flatMap((family) => {
    const own = { family, seed, scale };
    const narrow = starts.flatMap((start) => degrees[scale].map((types) => caseOf(own, start, types)));
    const wide = scale === 'full' && family === 'images';
    return wide ? [...narrow, caseOf(own, 'scratch', 1, WIDE_STATE_SIZE)] : narrow;
  });
}

/** The case whose rule of one type a split starts from. */
export function sharedCase(work: SharingCase): SharingCase {
  return caseOf(work, 'scratch', 1);
}

export function isWide({ stateSize }: SharingCase): boolean {
  return stateSize === WIDE_STATE_SIZE;
}

export function learnerOf({ stateSize }: SharingCase, types: number): LearnerInput {
  return {
    kind: 'vsml',
    stateSize,
    messageSize: stateSize / 2,
    gateOffset: 2,
    options: { ruleTypes: types },
  };
}

/** A whole training from random numbers. */
export function scratchTraining(work: SharingCase): MetaTraining {
  const count = generations[work.scale][work.family];
  return trainingOf(work, work.types, count, {});
}

/** What follows a split: half as many generations, with the smaller steps of a rule that works already. */
export function splitTraining(work: SharingCase, shared: Float32Array): MetaTraining {
  const initialParameters = new Float32Array(work.types * shared.length);
  for (let type = 0; type < work.types; type++) initialParameters.set(shared, type * shared.length);
  const steps = { sigma: 0.08, finalSigma: 0.05, learningRate: 0.015, finalLearningRate: 0.004 };
  return {
    ...trainingOf(work, work.types, generations[work.scale][work.family] / 2, steps),
    initialParameters,
  };
}

function trainingOf(
  work: SharingCase,
  types: number,
  count: number,
  steps: Parameters<typeof evolutionPlan>[1],
): MetaTraining {
  return {
    settings: [{ ...trainingTasks[work.family], learner: learnerOf(work, types) }],
    evolution: evolutionPlan(count, steps),
    generations: count,
    tasksPerGeneration: 2,
    seed: work.seed,
  };
}
