/**
 * Coordinates: what does a synapse gain by being told where or when it is, and what does the rule lose?
 * (Kirsch & Schmidhuber 2021; claim 7: specialisation by coordinates, of which its authors saw no benefit)
 */
import { z } from 'zod';
import { heldOutTaskSeeds } from '../../src/training/task-distribution.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import type { CaseContext, Experiment } from '../harness/experiment.ts';
import { measure, measurementSchema } from '../supervised/measure.ts';
import { metaTrain } from '../supervised/meta-train.ts';
import {
  type CoordinatesCase,
  casesOf,
  HOME,
  learnerOf,
  listenedLifetimes,
  testLifetimes,
  testTasks,
  trainingOf,
} from './cases.ts';
import { drawCodes } from './figure.ts';
import { findings } from './findings.ts';
import { silentCopies } from './silent-copies.ts';

const resultSchema = z.strictObject({
  parameters: z.int(),
  trainingSeconds: z.number(),
  /** Mean loss of the population in each generation. */
  trainingLosses: z.array(z.number().nullable()),
  tests: z.array(z.strictObject({ task: z.string(), measurement: measurementSchema })),
  /** Share of copies that say the same whatever happens, in tasks like those of meta-training. */
  silentCopies: z.number(),
});

export type CoordinatesResult = z.infer<typeof resultSchema>;

async function run(work: CoordinatesCase, context: CaseContext): Promise<CoordinatesResult> {
  const { parameters, seconds, losses } = await metaTrain(trainingOf(work), work, context);
  const createKernel = await loadWasmKernel();
  const seeds = heldOutTaskSeeds(work.seed, testLifetimes[work.scale]);
  const learner = learnerOf(work);
  const tests = [...testTasks].map(([task, { task: configuration }]) => ({
    task,
    measurement: measure({ ...configuration, learner }, parameters, seeds, createKernel, context.signal),
  }));
  const home = { ...testTasks.get(HOME)!.task, learner };
  const listened = seeds.slice(0, listenedLifetimes[work.scale]);
  return {
    parameters: parameters.length,
    trainingSeconds: seconds,
    trainingLosses: losses,
    tests,
    silentCopies: silentCopies(home, parameters, listened, createKernel),
  };
}

export const coordinates: Experiment<CoordinatesCase, CoordinatesResult> = {
  name: 'coordinates',
  title: 'Coordinates: specialisation against generality',
  question:
    'Does a rule become better where it is trained when each synapse is told its layer, its place (a, b), the time or a random code, and does it lose its indifference to permutations and sizes? (Kirsch & Schmidhuber 2021, discussion; Pedersen & Risi 2024 on the symmetry dilemma)',
  method:
    'Rules of N = 8, M = 4 with inputs for coordinates (712 parameters) are evolved (64 members, 2 tasks a generation, 40 examples, backward pass) on MNIST digits 0 to 2 at 3 x 3 points, whose points and labels keep their places: in one layer of 9 x 3 synapses, and in two of 9 x 4 and 4 x 3, where layers can be told apart; rules for two layers live half of their training in one, without which none left chance in pilots. All rules of a seed start from the same random numbers and differ in what their coordinates say only: nothing; the layer k/K; the place a/A, b/B; the time t / (t + 40); a Gaussian number for each unit, the same for good or fresh in each life. ' +
    'Tested on held-back images, on the same with inputs or labels permuted afresh in each life, at another size, and on KMNIST. A copy is silent when what it says varies over a life by less than a tenth of the mean of its layer. Codes are compared with none seed by seed.',
  seeds: { quick: 1, full: 5 },
  cases: (scale, seeds) => seeds.flatMap((seed) => casesOf(scale, seed)),
  run,
  resultSchema,
  figure: drawCodes,
  findings,
};
