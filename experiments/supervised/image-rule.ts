/**
 * A learning rule for images that several experiments share, and how its rivals of fixed size are trained beside it:
 * the same outer loop, as many generations of as many lives. Training meets MNIST alone, raw and through random
 * linear maps, and small cluster tasks. Kept as the cluster rule is, in `<store>/experiments/image-rule/<scale>`.
 */
import { join } from 'node:path';
import type { CaseContext, Scale } from '../harness/experiment.ts';
import { runKey } from './cluster-rule.ts';
import type { LearnerInput } from './learner-configuration.ts';
import { evolutionPlan, type MetaTrained, type MetaTraining, metaTrain } from './meta-train.ts';
import type { SupervisedInput } from './supervised-setting.ts';

export type Task = Omit<SupervisedInput, 'learner'>;

/** Rows and columns of the images that learners of fixed size are made for. */
export const IMAGE_SIZE = 8;

/** Images of a set, `size` x `size`; every augmentation is drawn afresh for each life. */
export function imageTask(
  set: string,
  split: 'train' | 'test',
  size: number,
  steps: number,
  augment: readonly object[] = [],
): Task {
  return { stream: 'Images-v0', streamOptions: { set, split, size, augment }, steps };
}

const clusters = (inputs: number, classes: number): Task => ({
  stream: 'GaussianClusters-v0',
  streamOptions: { inputs, classes },
  steps: 80,
});
const projection = [{ kind: 'random-projection', count: 'endless' }];
const mnist = (size: number, steps: number, augment: readonly object[] = []) =>
  imageTask('mnist', 'train', size, steps, augment);

/** 616 parameters, one layer, a backward pass. */
export const imageRuleLearner = {
  kind: 'vsml',
  stateSize: 8,
  messageSize: 4,
  gateOffset: 2,
} as const satisfies LearnerInput;

/** Networks of a rule have any size, so most lives may be cheap ones on small tasks. */
export const imageRuleTasks: readonly Task[] = [
  clusters(16, 4),
  clusters(8, 10),
  mnist(4, 100),
  mnist(4, 100, projection),
  mnist(IMAGE_SIZE, 100),
];
/** Learners of fixed size meet nothing but images of that size. */
const fixedSizeTasks: readonly Task[] = [mnist(IMAGE_SIZE, 80), mnist(IMAGE_SIZE, 80, projection)];

const generations: Record<Scale, number> = { quick: 40, full: 300 };

/** How a learner is meta-trained on images. */
export function imageTraining(scale: Scale, seed: number, learner: LearnerInput): MetaTraining {
  const tasks = learner.kind === 'vsml' ? imageRuleTasks : fixedSizeTasks;
  return {
    settings: tasks.map((task) => ({ ...task, learner })),
    evolution: evolutionPlan(generations[scale]),
    generations: generations[scale],
    tasksPerGeneration: 4,
    seed,
  };
}

/** A sentence for the method of an experiment that trains on images. */
export const imageTrainingMethod = `The rule (N = 8, M = 4, 616 parameters, backward pass, one tick) is trained by OpenAI-ES: 64 members, 4 lifetimes a generation, ${generations.full} generations (${generations.quick} with \`--quick\`), on MNIST images of 4 x 4 points, raw and through a random linear map of each life's own, and raw of 8 x 8 (100 examples), and on small clusters (80). Learners of fixed size have as many generations of as many lifetimes, all on MNIST at 8 x 8, raw and through random maps.`;

/**
 * A learner of images: trained, gone on with, or taken from the store.
 * @param context of a case; its directory is `<store>/experiments/<experiment>/<scale>/runs`
 * @throws StoreError `locked` while another process trains the same one
 */
export async function trainOnImages(
  training: MetaTraining,
  scale: Scale,
  context: CaseContext,
): Promise<MetaTrained> {
  const directory = join(context.directory, '..', '..', '..', 'image-rule', scale);
  return metaTrain(training, { key: runKey(training), seed: training.seed }, { ...context, directory });
}
