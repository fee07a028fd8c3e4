/** What is trained and what it is tested on, in the experiment on how far a learning rule reaches. */
import type { ExperimentCase, Scale } from '../harness/experiment.ts';
import { IMAGE_SIZE, imageRuleLearner, imageTask, type Task } from '../supervised/image-rule.ts';
import type { LearnerInput } from '../supervised/learner-configuration.ts';

const metaLearned = ['vsml', 'meta-rnn', 'fast-weight-memory', 'hebbian-fast-weights'] as const;
const gradients = ['sgd', 'adam'] as const;
export type MetaLearned = (typeof metaLearned)[number];
export type Gradient = (typeof gradients)[number];
export type Method = MetaLearned | Gradient;
export const methods: readonly Method[] = [...metaLearned, ...gradients];

export const methodNames: Record<Method, string> = {
  vsml: 'rule',
  'meta-rnn': 'Meta RNN',
  'fast-weight-memory': 'fast-weight memory',
  'hebbian-fast-weights': 'Hebbian fast weights',
  sgd: 'SGD',
  adam: 'Adam',
};

export function isGradient(method: Method): method is Gradient {
  return method === 'sgd' || method === 'adam';
}

export interface GeneralisationCase extends ExperimentCase {
  readonly scale: Scale;
  readonly method: Method;
}

/** Examples of a life under test, and how many of them are called its first. */
export const STEPS = 500;
export const EARLY = 200;

/** Classes that learners of fixed size are made for. */
const CLASSES = 10;

export interface Test {
  readonly task: Task;
  readonly classes: number;
  /** Whether its inputs are as many as learners of fixed size were made for. */
  readonly fits: boolean;
}

const mnist = (...augment: object[]) => imageTask('mnist', 'test', IMAGE_SIZE, STEPS, augment);
const test = (task: Task, classes = CLASSES, fits = true): Test => ({ task, classes, fits });
const variation = (kind: string, options: object = {}) => mnist({ kind, count: 'endless', ...options });
const inputs = IMAGE_SIZE ** 2;

/** Raw images of the training set's own kind, which the others are compared with. */
export const HOME = 'MNIST';
/** Tests that are the home task but for the order of things. */
export const PERMUTED = ['MNIST, inputs permuted', 'MNIST, labels permuted'] as const;

/** Held-out tasks by name, in the order of the tables; no image of theirs was met in training. */
export const tests: ReadonlyMap<string, Test> = new Map([
  [HOME, test(mnist())],
  ['MNIST, new projection', test(variation('random-projection'))],
  [PERMUTED[0], test(variation('input-permutation'))],
  [PERMUTED[1], test(variation('label-permutation'))],
  ['MNIST, 5 classes', test(variation('class-subset', { classes: 5 }), 5)],
  ['MNIST, 3 classes', test(variation('class-subset', { classes: 3 }), 3)],
  ['MNIST, 6 x 6', test(imageTask('mnist', 'test', 6, STEPS), CLASSES, false)],
  ['MNIST, 12 x 12', test(imageTask('mnist', 'test', 12, STEPS), CLASSES, false)],
  ['KMNIST', test(imageTask('kmnist', 'test', IMAGE_SIZE, STEPS))],
  ['digits', test(imageTask('digits', 'test', IMAGE_SIZE, STEPS))],
  ['Random', test({ stream: 'RandomImages-v0', streamOptions: { inputs, images: 20 }, steps: STEPS })],
  ['Sum-Sign', test({ stream: 'SumSign-v0', streamOptions: { inputs }, steps: STEPS }, 2)],
]);

/** Held-out lifetimes of each measurement. */
export const testLifetimes: Record<Scale, number> = { quick: 4, full: 40 };

/** Learning rates that gradient descent may choose from, for each test by its own results. */
export const learningRates: Record<Gradient, readonly number[]> = {
  sgd: [0.01, 0.03, 0.1, 0.3, 1],
  adam: [0.003, 0.01, 0.03, 0.1, 0.3],
};

/** Sizes with which one generation of any of them costs about as much as one of the rule. */
const sizes: Record<Exclude<MetaLearned, 'vsml'>, Readonly<Record<string, number>>> = {
  'meta-rnn': { hiddenSize: 32 },
  'fast-weight-memory': { hiddenSize: 32, memorySize: 8 },
  'hebbian-fast-weights': {},
};

/** A meta-learned learner; those of fixed size have ten outputs, whatever the stream has. */
export function learnerOf(method: MetaLearned): LearnerInput {
  if (method === 'vsml') return imageRuleLearner;
  return { kind: 'baseline', name: method, options: sizes[method], outputs: CLASSES };
}

/** Whether a learner can live a test at all. */
export function takesPart(method: Method, name: string): boolean {
  return method === 'vsml' || isGradient(method) || tests.get(name)!.fits;
}
