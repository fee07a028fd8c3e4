/**
 * From scratch: can evolution, or backpropagation through whole lifetimes, find a learning rule from random numbers that
 * learns faster online than tuned gradient descent, on data that it never saw? (Kirsch & Schmidhuber 2021, Figs. 6 and 8;
 * claim 4)
 */
import { z } from 'zod';
import { heldOutTaskSeeds } from '../../src/training/task-distribution.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import type { CaseContext, Experiment } from '../harness/experiment.ts';
import { CLIP_NORM, metaTrainByGradient } from '../supervised/gradient-meta-train.ts';
import { measure, measurementSchema } from '../supervised/measure.ts';
import { type MetaTrained, metaTrain } from '../supervised/meta-train.ts';
import {
  type FromScratchCase,
  GRADIENT_LEARNING_RATE,
  gradientSteps,
  gradientTrainingOf,
  isDifferentiated,
  isEvolved,
  isMetaLearned,
  learnerOf,
  learningRates,
  methods,
  parts,
  testLifetimes,
  testTasks,
  trainingOf,
} from './cases.ts';
import { drawCurves } from './figure.ts';
import { findings } from './findings.ts';

const resultSchema = z.strictObject({
  /** Number of meta-learned parameters; 0 for gradient descent. */
  parameters: z.int(),
  trainingSeconds: z.number(),
  /** Mean loss of the population, at up to 100 moments of meta-training. */
  trainingLosses: z.array(z.number().nullable()),
  /** One measurement for each held-out task and learning rate, `-` for learners that have none. */
  tests: z.array(
    z.strictObject({ task: z.string(), learningRate: z.number().nullable(), measurement: measurementSchema }),
  ),
});

export type FromScratchResult = z.infer<typeof resultSchema>;

/** Every so-manieth of a long series. */
function thinned(values: readonly number[], points = 100): number[] {
  const step = Math.max(1, Math.floor(values.length / points));
  return values.filter((_, index) => index % step === 0);
}

/** A meta-learner's training; none for gradient descent. */
async function trainedOf(work: FromScratchCase, context: CaseContext): Promise<MetaTrained | undefined> {
  const { method } = work;
  if (isEvolved(method)) return metaTrain(trainingOf(work, method), work, context);
  if (isDifferentiated(method)) return metaTrainByGradient(gradientTrainingOf(work, method), work, context);
  return undefined;
}

async function run(work: FromScratchCase, context: CaseContext): Promise<FromScratchResult> {
  const { method, part, scale, seed } = work;
  const trained = await trainedOf(work, context);
  const rates = isMetaLearned(method) ? [null] : learningRates[method];
  const seeds = heldOutTaskSeeds(seed, testLifetimes[scale][part]);
  const createKernel = await loadWasmKernel();
  const tests = [...testTasks[part]].flatMap(([task, configuration]) =>
    rates.map((learningRate) => {
      const learner = learnerOf(method, learningRate ?? undefined);
      const setting = { ...configuration, learner };
      const measurement = measure(setting, trained?.parameters, seeds, createKernel, context.signal);
      return { task, learningRate, measurement };
    }),
  );
  return {
    parameters: trained?.parameters.length ?? 0,
    trainingSeconds: trained?.seconds ?? 0,
    trainingLosses: thinned(trained?.losses ?? []),
    tests,
  };
}

export const fromScratch: Experiment<FromScratchCase, FromScratchResult> = {
  name: 'from-scratch',
  title: 'From scratch: a learning rule from random numbers, beside gradient descent',
  question:
    'Can evolution, or backpropagation through whole lifetimes, find, from random numbers, a learning rule that learns online faster than tuned SGD and Adam, on data that it never saw, where a Meta RNN with the same budget cannot? (Kirsch & Schmidhuber 2021, Figs. 6 and 8)',
  method:
    'The rule (N = 8, M = 4, 616 parameters, backward pass, one tick) is trained by OpenAI-ES: 64 members, 4 fresh tasks a generation. ' +
    '*Clusters*: 16 inputs, 4 Gaussian classes with fresh means in each lifetime, 40 examples; tested on other sizes too. ' +
    '*Images*: MNIST at 8 x 8 points, each lifetime through a random linear map of its own, 100 examples; the rule, whose networks have any size, meets them raw instead, and the maps at 4 x 4 points, where most of its lifetimes are, beside small clusters; the Meta RNN (LSTM of 32) has as many generations of as many lifetimes. The rules *of one set* meet nothing but MNIST as it is, without any map, whose lifetimes take longer, in fewer generations and steps. Tested without any map on MNIST images held back, and on KMNIST and digits, of which no image was ever used. ' +
    `*By gradient* the same rule is trained on the same tasks by backpropagation through the whole lifetime: Adam at ${GRADIENT_LEARNING_RATE}, gradients clipped at norm ${CLIP_NORM}, ${gradientSteps.full.clusters['vsml-gradient']} steps of 64 fresh lifetimes on clusters; ${gradientSteps.full.images['vsml-gradient']} steps on images, each of one task in turn, 8 lifetimes of 8 x 8 points or 32 of a smaller task, and of one set alone ${gradientSteps.full.images['vsml-gradient-one-set']}. It runs on the WebAssembly backend of tfjs on every machine, since backends round differently. ` +
    'SGD and Adam are one softmax layer with the best of five learning rates for each figure, chosen by the figure itself. Every answer counts, from the first.',
  seeds: { quick: 1, full: 5 },
  cases: (scale, seeds) =>
    seeds.flatMap((seed) =>
      parts.flatMap((part) =>
        methods[part].map((method) => ({ key: `${part}-${method}-${seed}`, seed, scale, part, method })),
      ),
    ),
  run,
  resultSchema,
  figure: drawCurves,
  findings,
};
