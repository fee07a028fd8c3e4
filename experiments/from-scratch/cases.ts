/** What is trained and what it is tested on, in the experiment on learning rules found from random numbers. */
import type { Scale } from '../harness/experiment.ts';
import { imageRuleTasks } from '../supervised/image-rule.ts';
import type { LearnerInput } from '../supervised/learner-configuration.ts';
import { evolutionPlan, type MetaTraining } from '../supervised/meta-train.ts';
import type { SupervisedInput } from '../supervised/supervised-setting.ts';

/** Clusters are points drawn about fresh means; images are real ones of 8 x 8 points. */
export const parts = ['clusters', 'images'] as const;
export type Part = (typeof parts)[number];
export type Method = 'vsml' | 'meta-rnn' | 'sgd' | 'adam';
/** Who is trained and tested where: a Meta RNN has one size for life, which the cluster tasks do not. */
export const methods: Record<Part, readonly Method[]> = {
  clusters: ['vsml', 'sgd', 'adam'],
  images: ['vsml', 'meta-rnn', 'sgd', 'adam'],
};

export const methodNames: Record<Method, string> = {
  vsml: 'rule',
  'meta-rnn': 'Meta RNN',
  sgd: 'SGD',
  adam: 'Adam',
};

export function isMetaLearned(method: Method): method is 'vsml' | 'meta-rnn' {
  return method === 'vsml' || method === 'meta-rnn';
}

export interface FromScratchCase {
  readonly key: string;
  readonly seed: number;
  readonly scale: Scale;
  readonly part: Part;
  readonly method: Method;
}

type Task = Omit<SupervisedInput, 'learner'>;

const clusters = (inputs: number, classes: number, steps: number): Task => ({
  stream: 'GaussianClusters-v0',
  streamOptions: { inputs, classes },
  steps,
});

const IMAGE_SIZE = 8;

const images = (set: string, split: 'train' | 'test', steps: number, augment: object[] = []): Task => ({
  stream: 'Images-v0',
  streamOptions: { set, split, size: IMAGE_SIZE, augment },
  steps,
});

/** Every lifetime sees its images through a random linear map of its own. */
const projected = images('mnist', 'train', 100, [{ kind: 'random-projection', count: 'endless' }]);

/** Task distributions. Rules take networks of any size, so images may be mixed with cheap small tasks; a Meta RNN cannot. */
const trainingTasks: Record<Part, Record<'vsml' | 'meta-rnn', readonly Task[]>> = {
  clusters: { vsml: [clusters(16, 4, 40)], 'meta-rnn': [] },
  images: { vsml: imageRuleTasks, 'meta-rnn': [projected] },
};

/** Held-out tasks by name, in the order of the tables. */
export const testTasks: Record<Part, ReadonlyMap<string, Task>> = {
  clusters: new Map(
    [
      [16, 4],
      [8, 4],
      [16, 2],
      [16, 8],
      [32, 4],
      [64, 4],
      [64, 10],
    ].map(([inputs, classes]) => [`${inputs} x ${classes}`, clusters(inputs, classes, 40)]),
  ),
  images: new Map(['mnist', 'kmnist', 'digits'].map((set) => [set, images(set, 'test', 500)])),
};

/** Held-out lifetimes that a measurement takes. */
export const testLifetimes: Record<Scale, Record<Part, number>> = {
  quick: { clusters: 200, images: 10 },
  full: { clusters: 1000, images: 100 },
};

/** Learning rates that gradient descent may choose from, for each task by its own results: the most favourable tuning. */
export const learningRates: Record<'sgd' | 'adam', readonly number[]> = {
  sgd: [0.01, 0.03, 0.1, 0.3, 1],
  adam: [0.003, 0.01, 0.03, 0.1, 0.3],
};

/** Generations by scale, the same for the rule and for its rival; a population of 64 meets 4 tasks in each. */
const generations: Record<Scale, Record<Part, number>> = {
  quick: { clusters: 150, images: 30 },
  full: { clusters: 800, images: 400 },
};

export function learnerOf(method: Method, learningRate?: number): LearnerInput {
  if (method === 'vsml') return { kind: 'vsml', stateSize: 8, messageSize: 4, gateOffset: 2 };
  if (method === 'meta-rnn') return { kind: 'baseline', name: 'meta-rnn', options: { hiddenSize: 32 } };
  return { kind: 'baseline', name: method, options: { learningRate } };
}

/** How a meta-learner is trained. */
export function trainingOf(
  { scale, part, seed }: FromScratchCase,
  method: 'vsml' | 'meta-rnn',
): MetaTraining {
  const learner = learnerOf(method);
  const count = generations[scale][part];
  return {
    settings: trainingTasks[part][method].map((task) => ({ ...task, learner })),
    evolution: evolutionPlan(count),
    generations: count,
    tasksPerGeneration: 4,
    seed,
  };
}
