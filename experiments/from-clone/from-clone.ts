/**
 * From the clone: does meta-learning that starts from a clone of backpropagation find a rule that learns faster, without
 * losing what the clone could do elsewhere? (Kirsch & Schmidhuber 2021, section 4.2 and Fig. 5; claim 3)
 */
import { z } from 'zod';
import { createBaseline } from '../../agents/baselines/supervised/registry.ts';
import type { Learner } from '../../agents/learner.ts';
import { createStream } from '../../envs/streams/registry.ts';
import { heldOutTaskSeeds } from '../../src/training/task-distribution.ts';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import { cloneShape } from '../cloning/clone-weights.ts';
import { ClonedLearner } from '../cloning/cloned-learner.ts';
import { clonedRule } from '../cloning/cloned-rule.ts';
import type { CaseContext, Experiment } from '../harness/experiment.ts';
import { CLIP_NORM, metaTrainByGradient } from '../supervised/gradient-meta-train.ts';
import {
  createLearner,
  isMetaLearner,
  learnerConfigurationSchema,
} from '../supervised/learner-configuration.ts';
import {
  type FromCloneCase,
  IMAGE_SIZE,
  LIFETIMES,
  learnerOf,
  learningRates,
  type Start,
  sets,
  sgdRates,
  starts,
  steps,
  TEST_IMAGES,
  TRAINING_IMAGES,
  testLives,
  trainingOf,
} from './cases.ts';
import { drawCurves } from './figure.ts';
import { findings } from './findings.ts';
import { liveSet } from './live-set.ts';

const resultSchema = z.strictObject({
  trainingSeconds: z.number(),
  /** Mean loss of each step's lifetimes. */
  trainingLosses: z.array(z.number()),
  tests: z.array(
    z.strictObject({
      set: z.enum(sets),
      learningRate: z.number().nullable(),
      /** `[points]` share of right answers in consecutive windows of the life, mean over lives. */
      curve: z.array(z.number()),
    }),
  ),
});

export type FromCloneResult = z.infer<typeof resultSchema>;

interface Trained {
  readonly parameters: Float32Array;
  readonly seconds: number;
  readonly losses: readonly number[];
}

async function trained(
  work: FromCloneCase,
  start: Exclude<Start, 'sgd'>,
  context: CaseContext,
): Promise<Trained> {
  if (start === 'scratch') return metaTrainByGradient(trainingOf(work, start, undefined), work, context);
  const clone = await clonedRule(work.scale, work.seed, context);
  if (start === 'clone') return { parameters: clone.parameters, seconds: 0, losses: [] };
  return metaTrainByGradient(trainingOf(work, start, clone), work, context);
}

/** A network that runs a rule as the rule was trained to be run. */
function networkOf(
  start: Exclude<Start, 'sgd'>,
  parameters: Float32Array,
  size: { readonly inputSize: number; readonly outputSize: number },
  createKernel: KernelFactory,
): Learner {
  if (start !== 'scratch') {
    return new ClonedLearner(
      { shape: cloneShape, parameters },
      [size.inputSize, size.outputSize],
      createKernel,
    );
  }
  const learner = createLearner(learnerConfigurationSchema.parse(learnerOf(start)), size, createKernel);
  if (isMetaLearner(learner)) learner.loadParameters(parameters);
  return learner;
}

async function run(work: FromCloneCase, context: CaseContext): Promise<FromCloneResult> {
  const { start, scale, seed } = work;
  const found = start === 'sgd' ? undefined : await trained(work, start, context);
  const createKernel = await loadWasmKernel();
  const seeds = heldOutTaskSeeds(seed, testLives[scale]);
  const tests: FromCloneResult['tests'] = [];
  for (const set of sets) {
    const stream = createStream('Images-v0', { set, split: 'test', size: IMAGE_SIZE });
    const { inputSize, outputSize } = stream;
    const test = async (learner: Learner, learningRate: number | null) => {
      const curve = await liveSet(stream, learner, seeds, TEST_IMAGES, context.signal);
      tests.push({ set, learningRate, curve });
    };
    if (start !== 'sgd') await test(networkOf(start, found!.parameters, stream, createKernel), null);
    else
      for (const learningRate of sgdRates)
        await test(createBaseline('sgd', { inputSize, outputSize, options: { learningRate } }), learningRate);
  }
  return { trainingSeconds: found?.seconds ?? 0, trainingLosses: [...(found?.losses ?? [])], tests };
}

export const fromClone: Experiment<FromCloneCase, FromCloneResult> = {
  name: 'from-clone',
  title: 'From the clone: meta-learning that begins with backpropagation',
  question:
    'Does meta-learning that goes on from a clone of backpropagation make a rule that learns faster what it is trained on, without losing ground on what it is not, and does it come further than from random numbers in the same time? (Kirsch & Schmidhuber 2021, section 4.2 and Fig. 5)',
  method:
    `The clone of the experiment \`cloning\` (N = 16, M = 2, two micro ticks, sums of messages, born with the random weights of a network) is trained on by backpropagation through lifetimes of ${TRAINING_IMAGES} images of MNIST at ${IMAGE_SIZE} x ${IMAGE_SIZE} points: ${steps.full} steps of Adam (rate ${learningRates.continued}, ${LIFETIMES} fresh lifetimes each, clipped at norm ${CLIP_NORM}, WebAssembly backend of tfjs). *Scratch* is a rule of as many units and channels from random numbers, with gate offset 2, mean messages and half of its cells random, as the experiment \`from-scratch\` starts its rules, trained with the same lifetimes for as many steps (rate ${learningRates.scratch}). ` +
    `All are frozen and live ${testLives.full} times ${TEST_IMAGES} test images of MNIST, and of KMNIST and digits, of which no image was ever used in training. SGD is one softmax layer with the best of four learning rates for each figure, chosen by the figure itself; the clone is a clone of SGD at .01. Every answer counts, from the first.`,
  seeds: { quick: 1, full: 5 },
  cases: (scale, seeds) =>
    seeds.flatMap((seed) => starts.map((start) => ({ key: `${start}-${seed}`, seed, scale, start }))),
  run,
  resultSchema,
  figure: drawCurves,
  findings,
};
