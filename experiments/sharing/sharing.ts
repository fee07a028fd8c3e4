/**
 * Sharing: does it cost performance that all synapses share one rule, and what do 2, 4 or 8 types of synapses gain?
 * (Kirsch & Schmidhuber 2021; a question put to its author)
 */
import { z } from 'zod';
import { heldOutTaskSeeds } from '../../src/training/task-distribution.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import type { CaseContext, Experiment } from '../harness/experiment.ts';
import { measure, measurementSchema } from '../supervised/measure.ts';
import { type MetaTrained, metaTrain } from '../supervised/meta-train.ts';
import {
  casesOf,
  learnerOf,
  type SharingCase,
  scratchTraining,
  sharedCase,
  splitTraining,
  testLifetimes,
  testTasks,
} from './cases.ts';
import { drawDegrees } from './figure.ts';
import { findings } from './findings.ts';

const resultSchema = z.strictObject({
  parameters: z.int(),
  /** Wall time of the generations of this condition's own; what came before a split is left out. */
  trainingSeconds: z.number(),
  /** Mean loss of the population in each of these generations. */
  trainingLosses: z.array(z.number().nullable()),
  tests: z.array(z.strictObject({ task: z.string(), measurement: measurementSchema })),
});

export type SharingResult = z.infer<typeof resultSchema>;

/** The rule that a split starts from is that of the case with one type, trained once and then taken from the store. */
async function train(work: SharingCase, context: CaseContext): Promise<MetaTrained> {
  if (work.start === 'scratch') return metaTrain(scratchTraining(work), work, context);
  const one = sharedCase(work);
  const ignore = { ...context, onProgress: () => {} };
  const { parameters } = await metaTrain(scratchTraining(one), one, ignore);
  return metaTrain(splitTraining(work, parameters), work, context);
}

async function run(work: SharingCase, context: CaseContext): Promise<SharingResult> {
  const { parameters, seconds, losses } = await train(work, context);
  const createKernel = await loadWasmKernel();
  const seeds = heldOutTaskSeeds(work.seed, testLifetimes[work.scale]);
  const tests = [...testTasks[work.family]].map(([task, configuration]) => {
    const setting = { ...configuration, learner: learnerOf(work, work.types) };
    return { task, measurement: measure(setting, parameters, seeds, createKernel, context.signal) };
  });
  return { parameters: parameters.length, trainingSeconds: seconds, trainingLosses: losses, tests };
}

export const sharing: Experiment<SharingCase, SharingResult> = {
  name: 'sharing',
  title: 'Sharing: does one rule for all synapses cost performance?',
  question:
    'Is a network better when its synapses are of 2, 4 or 8 types, each with a rule of its own, than when all share one; where it was trained, and where it was not? (Kirsch & Schmidhuber 2021, section 3; a question put to its author)',
  method:
    'Synapse (a, b) is of type (a + b) mod R: every unit hears all types alike, at every size. Rules of N = 8, M = 4 (616 parameters a type) are evolved (64 members, 2 tasks a generation, 40 examples, backward pass) on Gaussian clusters of 8 inputs and 4 classes, or on MNIST digits 0 to 2 at 3 x 3 points. ' +
    '*Scratch*: all types start from the same random numbers. *Split*: the trained rule of one type is copied to all types, which go on apart for half as many generations again; the rule of one type goes on whole. One shared rule of N = 16 (2,384 parameters) on images tells apart what more parameters and what more types do. ' +
    'A degree of specialisation is compared with one type seed by seed.',
  seeds: { quick: 1, full: 5 },
  cases: (scale, seeds) => seeds.flatMap((seed) => casesOf(scale, seed)),
  run,
  resultSchema,
  figure: drawDegrees,
  findings,
};
