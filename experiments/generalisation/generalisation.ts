/**
 * Generalisation: how far does a rule trained on MNIST reach, where learners with parameters of their own for every
 * weight have to stay at home? (Kirsch & Schmidhuber 2021, Figs. 7 and 8; claims 4 and 5)
 */
import { z } from 'zod';
import { heldOutTaskSeeds } from '../../src/training/task-distribution.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import type { CaseContext, Experiment } from '../harness/experiment.ts';
import { imageTraining, imageTrainingMethod, trainOnImages } from '../supervised/image-rule.ts';
import type { LearnerInput } from '../supervised/learner-configuration.ts';
import { measure, measurementSchema } from '../supervised/measure.ts';
import { SupervisedSetting, supervisedSettingSchema } from '../supervised/supervised-setting.ts';
import {
  type GeneralisationCase,
  type Gradient,
  HOME,
  isGradient,
  learnerOf,
  learningRates,
  type MetaLearned,
  methods,
  STEPS,
  takesPart,
  testLifetimes,
  tests,
} from './cases.ts';
import { drawReach } from './figure.ts';
import { findings } from './findings.ts';

const resultSchema = z.strictObject({
  /** #V_M, and the floats that change in a life on the home task; 0 for gradient descent. */
  parameters: z.int(),
  stateSize: z.int(),
  trainingSeconds: z.number(),
  /** Mean loss of the population in the first and in the last generation; null for gradient descent. */
  losses: z.tuple([z.number().nullable(), z.number().nullable()]),
  tests: z.array(
    z.strictObject({ task: z.string(), learningRate: z.number().nullable(), measurement: measurementSchema }),
  ),
});

export type GeneralisationResult = z.infer<typeof resultSchema>;
type Tests = GeneralisationResult['tests'];

/** Every test that a learner can live, on the same lives for all. */
async function testAll(
  { method, scale, seed }: GeneralisationCase,
  learner: LearnerInput,
  parameters: Float32Array | undefined,
  learningRate: number | null,
  { signal }: CaseContext,
): Promise<Tests> {
  const createKernel = await loadWasmKernel();
  const seeds = heldOutTaskSeeds(seed, testLifetimes[scale]);
  return [...tests.keys()]
    .filter((name) => takesPart(method, name))
    .map((name) => {
      const setting = { ...tests.get(name)!.task, learner };
      return {
        task: name,
        learningRate,
        measurement: measure(setting, parameters, seeds, createKernel, signal),
      };
    });
}

async function runGradient(
  work: GeneralisationCase,
  method: Gradient,
  context: CaseContext,
): Promise<GeneralisationResult> {
  const measured: Tests = [];
  for (const learningRate of learningRates[method]) {
    const learner = { kind: 'baseline' as const, name: method, options: { learningRate } };
    measured.push(...(await testAll(work, learner, undefined, learningRate, context)));
  }
  return { parameters: 0, stateSize: 0, trainingSeconds: 0, losses: [null, null], tests: measured };
}

async function runMetaLearned(
  work: GeneralisationCase,
  method: MetaLearned,
  context: CaseContext,
): Promise<GeneralisationResult> {
  const learner = learnerOf(method);
  const { parameters, seconds, losses } = await trainOnImages(
    imageTraining(work.scale, work.seed, learner),
    work.scale,
    context,
  );
  const home = supervisedSettingSchema.parse({ ...tests.get(HOME)!.task, learner });
  const { learner: atHome } = new SupervisedSetting(home, await loadWasmKernel());
  return {
    parameters: parameters.length,
    stateSize: 'stateSize' in atHome ? Number(atHome.stateSize) : 0,
    trainingSeconds: seconds,
    losses: [losses[0], losses[losses.length - 1]],
    tests: await testAll(work, learner, parameters, null, context),
  };
}

export const generalisation: Experiment<GeneralisationCase, GeneralisationResult> = {
  name: 'generalisation',
  title: 'Generalisation: how far does a rule reach that was trained on MNIST?',
  question:
    'Does a rule trained on MNIST learn other sets, sizes, numbers of classes and permutations as tuned gradient descent does, where meta-learners with other parameters for every weight do not? (Kirsch & Schmidhuber 2021, Figs. 7 and 8)',
  method: `${imageTrainingMethod} *Tests*, ${STEPS} examples each, ${testLifetimes.full} lives a seed: held-back MNIST images as they are, through a fresh projection, with inputs or labels permuted, with some classes only, at other sizes; KMNIST and digits, of which no image was used; 20 fixed images of noise with random labels (Random); the sign of the sum of noisy pixels (Sum-Sign). Where a test has fewer classes, learners of ten outputs are padded: the rest of their answer is cut away. Where it has another number of inputs they cannot take part. SGD and Adam are one softmax layer with the best of five learning rates for each test and figure, chosen by the figure itself.`,
  seeds: { quick: 1, full: 5 },
  cases: (scale, seeds) =>
    seeds.flatMap((seed) => methods.map((method) => ({ key: `${method}-${seed}`, seed, scale, method }))),
  run: (work, context) =>
    isGradient(work.method)
      ? runGradient(work, work.method, context)
      : runMetaLearned(work, work.method, context),
  resultSchema,
  figure: drawReach,
  findings,
};
