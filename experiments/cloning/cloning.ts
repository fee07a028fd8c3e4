/**
 * Cloning: can a rule be trained to be backpropagation, so that a network of its synapses learns as gradient descent
 * does by running forward only? (Kirsch & Schmidhuber 2021, section 4.1 and Fig. 4; claim 2)
 */
import { z } from 'zod';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import type { CaseContext, Experiment } from '../harness/experiment.ts';
import { type CloningCase, networkNames, networks, parts, sets } from './cases.ts';
import { lifeSchema, lives } from './clone-life.ts';
import { clonedRule, cloneSteps } from './cloned-rule.ts';
import { drawCurves } from './figure.ts';
import { findings } from './findings.ts';
import { errorsOnImages, errorsOnInvented } from './one-step-errors.ts';
import { DRIFT_STEPS, weightDrift } from './weight-drift.ts';

const errorsSchema = z.strictObject({
  forward: z.number(),
  weight: z.number(),
  bias: z.number(),
  backward: z.number(),
});

const resultSchema = z.strictObject({
  /** One-step errors on synapses of networks that learn each set, and on invented synapses. */
  errors: z.array(z.strictObject({ where: z.string(), errors: errorsSchema })),
  /** `[layers, points]` drift of the weights along 1,000 examples, for each network on each set. */
  drifts: z.array(
    z.strictObject({
      network: z.enum(networkNames),
      set: z.enum(sets),
      layers: z.array(z.array(z.number())),
    }),
  ),
  lives: z.array(lifeSchema),
});

export type CloningResult = z.infer<typeof resultSchema>;

async function run(work: CloningCase, context: CaseContext): Promise<CloningResult> {
  const { part, scale, seed } = work;
  const rule = await clonedRule(scale, seed, context);
  const createKernel = await loadWasmKernel();
  if (part !== 'steps') {
    return { errors: [], drifts: [], lives: await lives(work, part, rule, createKernel, context) };
  }
  const errors = [
    ...sets.map((set) => ({ where: set, errors: errorsOnImages(rule, set, seed) })),
    { where: 'invented', errors: errorsOnInvented(rule, seed) },
  ];
  const drifts = networkNames.flatMap((network) =>
    sets.map((set) => {
      const { hiddenLayers } = networks[network];
      return { network, set, layers: weightDrift(rule, set, hiddenLayers, seed, createKernel) };
    }),
  );
  return { errors, drifts, lives: [] };
}

export const cloning: Experiment<CloningCase, CloningResult> = {
  name: 'cloning',
  title: 'Cloning: a rule that is trained to be backpropagation',
  question:
    'Can the shared rule be trained to be backpropagation, so that a network of its synapses learns as gradient descent does although it only ever runs forward, with a hidden layer too, and on images that the training never showed? (Kirsch & Schmidhuber 2021, section 4.1 and Fig. 4)',
  method:
    `*Training.* A rule (N = 16, M = 2, two micro ticks a pass) is trained by regression, ${cloneSteps.full.toLocaleString('en')} steps of Adam (${cloneSteps.quick.toLocaleString('en')} with \`--quick\`), derivatives of the ticks by hand in float64. Cell 0 of a synapse is its weight w, cell 1 its bias b. It should say tanh(x) w + b forward and e w tanh'(x) backward, and change w by -.01 tanh(x) e and b by -.01/784 e: every synapse has a bias, so those of a unit with 784 synapses learn as fast together as one bias would at .01, those of a unit with 32 at 32/784 of that. Half of the synapses it sees are recorded from real networks (784 x 32 x 10 and 784 x 10) while SGD trains them on MNIST images (the first 8,000 of the file that has no others); half are invented, with weights, inputs and errors of all sizes. All parameters are trained, but two things are given: the two memory cells start with open forget gates (bias 17) and with input gates as small as the learning rates; and the clone listens on one channel and speaks one value in each direction. A synapse starts from what the rule itself left in it. ` +
    "*Lives.* A network of the clone, its synapses summed, is given the same random weights that SGD starts from and lives 2,000 images of the test split (the last 2,000 of the file), drawn with replacement, each with a forward and a backward pass; SGD with the same learning rates lives the same images from the same weights. Each hears only its own errors. Every answer counts, from the first. Each layer's backward message is silenced after the backward pass, as the original silences the error of the last. SGD here hears tanh(x) of the pixels, as the clone does; SGD on plain pixels, from other weights of its own, is beside it for comparison. " +
    `*Steps.* One-step errors and the drift of the weights over ${DRIFT_STEPS.toLocaleString('en')} examples are measured on test images, on synapses that hear what those of a network trained by true SGD hear.`,
  seeds: { quick: 1, full: 5 },
  cases: (scale, seeds) =>
    seeds.flatMap((seed) =>
      parts.map((part) => ({ key: `${part.replaceAll(' ', '')}-${seed}`, seed, scale, part })),
    ),
  run,
  resultSchema,
  figure: drawCurves,
  findings,
};
