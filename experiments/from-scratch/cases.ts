/** What is trained and what it is tested on, in the experiment on learning rules found from random numbers. */
import type { Scale } from '../harness/experiment.ts';
import type { GradientMetaTraining, GradientTask } from '../supervised/gradient-meta-train.ts';
import { imageRuleTasks } from '../supervised/image-rule.ts';
import type { LearnerInput } from '../supervised/learner-configuration.ts';
import { evolutionPlan, type MetaTraining } from '../supervised/meta-train.ts';
import type { SupervisedInput } from '../supervised/supervised-setting.ts';

/** Clusters are points drawn about fresh means; images are real ones of 8 x 8 points. */
export const parts = ['clusters', 'images'] as const;
export type Part = (typeof parts)[number];
/** Found by evolution, on many tasks or on one set of images alone; by gradient, on the same; and gradient descent. */
export type Evolved = 'vsml' | 'vsml-one-set' | 'meta-rnn';
export type Differentiated = 'vsml-gradient' | 'vsml-gradient-one-set';
export type Method = Evolved | Differentiated | 'sgd' | 'adam';
/** Who is trained and tested where: a Meta RNN has one size for life, which the cluster tasks do not. */
export const methods: Record<Part, readonly Method[]> = {
  clusters: ['vsml', 'vsml-gradient', 'sgd', 'adam'],
  images: ['vsml', 'vsml-gradient', 'vsml-one-set', 'vsml-gradient-one-set', 'meta-rnn', 'sgd', 'adam'],
};

export const methodNames: Record<Method, string> = {
  vsml: 'rule',
  'vsml-gradient': 'rule by gradient',
  'vsml-one-set': 'rule of one set',
  'vsml-gradient-one-set': 'rule of one set by gradient',
  'meta-rnn': 'Meta RNN',
  sgd: 'SGD',
  adam: 'Adam',
};

export function isEvolved(method: Method): method is Evolved {
  return method === 'vsml' || method === 'vsml-one-set' || method === 'meta-rnn';
}

export function isDifferentiated(method: Method): method is Differentiated {
  return method === 'vsml-gradient' || method === 'vsml-gradient-one-set';
}

export function isMetaLearned(method: Method): method is Evolved | Differentiated {
  return isEvolved(method) || isDifferentiated(method);
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

/** One set: the same images in every lifetime, as they are. */
const oneSet = images('mnist', 'train', 100);

/** Task distributions. Rules take networks of any size, so images may be mixed with cheap small tasks; a Meta RNN cannot. */
const trainingTasks: Record<Part, Record<Evolved, readonly Task[]>> = {
  clusters: { vsml: [clusters(16, 4, 40)], 'vsml-one-set': [], 'meta-rnn': [] },
  images: {
    vsml: imageRuleTasks,
    'vsml-one-set': [oneSet],
    'meta-rnn': [projected],
  },
};

/** Small tasks as lifetimes of as much work as a few of large images: synapses by inputs and classes of the task. */
function gradientImageTask(task: Task): Omit<GradientTask, 'setting'> & { task: Task } {
  const { size, inputs } = task.streamOptions as { size?: number; inputs?: number };
  if (inputs !== undefined) return { task, lifetimes: 32, chunkLearners: 16, segmentExamples: 40 };
  if (size === IMAGE_SIZE) return { task, lifetimes: 8, chunkLearners: 4, segmentExamples: 25 };
  return { task, lifetimes: 32, chunkLearners: 16, segmentExamples: 25 };
}

/**
 * The same distributions as gradients take them: lifetimes of a step by task, and how they are cut, a chunk a thread
 * of two. A step costs some 3 microseconds of a core for each synapse and example.
 */
const gradientTasks: Record<
  Part,
  Record<Differentiated, readonly (Omit<GradientTask, 'setting'> & { task: Task })[]>
> = {
  clusters: {
    'vsml-gradient': [{ task: clusters(16, 4, 40), lifetimes: 64, chunkLearners: 32, segmentExamples: 40 }],
    'vsml-gradient-one-set': [],
  },
  images: {
    'vsml-gradient': imageRuleTasks.map(gradientImageTask),
    'vsml-gradient-one-set': [{ task: oneSet, lifetimes: 8, chunkLearners: 4, segmentExamples: 25 }],
  },
};

/** Adam's steps by gradient. On images both rules take about as long: four in five steps of the one are of small tasks. */
export const gradientSteps: Record<Scale, Record<Part, Record<Differentiated, number>>> = {
  quick: {
    clusters: { 'vsml-gradient': 50, 'vsml-gradient-one-set': 0 },
    images: { 'vsml-gradient': 15, 'vsml-gradient-one-set': 9 },
  },
  full: {
    clusters: { 'vsml-gradient': 300, 'vsml-gradient-one-set': 0 },
    images: { 'vsml-gradient': 150, 'vsml-gradient-one-set': 60 },
  },
};
export const GRADIENT_LEARNING_RATE = 0.02;

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

/**
 * Generations by scale, as many for the rule as for its rival; a population of 64 meets 4 tasks in each. Lifetimes of one
 * set are all of images, which take some ten times as long as those of clusters, so they are fewer.
 */
const generations: Record<Scale, Record<Part, Record<Evolved, number>>> = {
  quick: {
    clusters: { vsml: 150, 'vsml-one-set': 0, 'meta-rnn': 0 },
    images: { vsml: 30, 'vsml-one-set': 12, 'meta-rnn': 30 },
  },
  full: {
    clusters: { vsml: 800, 'vsml-one-set': 0, 'meta-rnn': 0 },
    images: { vsml: 400, 'vsml-one-set': 120, 'meta-rnn': 400 },
  },
};

export function learnerOf(method: Method, learningRate?: number): LearnerInput {
  if (method === 'meta-rnn') return { kind: 'baseline', name: 'meta-rnn', options: { hiddenSize: 32 } };
  if (isMetaLearned(method)) return { kind: 'vsml', stateSize: 8, messageSize: 4, gateOffset: 2 };
  return { kind: 'baseline', name: method, options: { learningRate } };
}

/** How a meta-learner is trained by gradient. */
export function gradientTrainingOf(
  { scale, part, seed }: FromScratchCase,
  method: Differentiated,
): GradientMetaTraining {
  const learner = learnerOf(method);
  return {
    tasks: gradientTasks[part][method].map(({ task, ...rest }) => ({
      setting: { ...task, learner },
      ...rest,
    })),
    learningRate: GRADIENT_LEARNING_RATE,
    steps: gradientSteps[scale][part][method],
    seed,
  };
}

/** How a meta-learner is evolved. */
export function trainingOf({ scale, part, seed }: FromScratchCase, method: Evolved): MetaTraining {
  const learner = learnerOf(method);
  const count = generations[scale][part][method];
  return {
    settings: trainingTasks[part][method].map((task) => ({ ...task, learner })),
    evolution: evolutionPlan(count),
    generations: count,
    tasksPerGeneration: 4,
    seed,
  };
}
