/** Samples of the direction in which the mean loss of a lifetime changes, as backpropagation and as evolution find it. */
import { setImmediate } from 'node:timers/promises';
import { antitheticCandidate, antitheticGradient } from '../../src/evolution/antithetic-pairs.ts';
import { centredRanks } from '../../src/evolution/centred-ranks.ts';
import { shapeFitness } from '../../src/evolution/fitness-shaping.ts';
import { createGradientExecutor } from '../../src/training/gradient-executor.ts';
import { trainingTaskSeeds } from '../../src/training/task-distribution.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import type { CaseContext } from '../harness/experiment.ts';
import { EXPERIMENT_BACKEND } from '../supervised/gradient-meta-train.ts';
import { LifetimeBatchSource } from '../supervised/lifetime-batch-source.ts';
import {
  type SupervisedInput,
  SupervisedSetting,
  supervisedSettingSchema,
} from '../supervised/supervised-setting.ts';

type Working = Pick<CaseContext, 'workers' | 'signal'>;

/**
 * Derivatives through whole lifetimes, each sample the mean over `chunk` of them.
 * @param seeds of the lifetimes, a multiple of `chunk`
 * @throws the signal's reason when stopped
 */
export async function backpropagationSamples(
  input: SupervisedInput,
  parameters: Float32Array,
  seeds: readonly number[],
  chunk: number,
  segmentExamples: number,
  { workers, signal }: Working,
): Promise<Float64Array[]> {
  const source = new LifetimeBatchSource(supervisedSettingSchema.parse(input));
  const executor = createGradientExecutor(source.setting, {
    backend: EXPERIMENT_BACKEND,
    threads: workers,
    chunkLearners: chunk,
    segmentExamples,
  });
  const atOnce = Math.max(1, workers);
  const samples: Float64Array[] = [];
  try {
    for (let first = 0; first < seeds.length; first += atOnce * chunk) {
      signal?.throwIfAborted();
      const own = Array.from({ length: atOnce }, (_, n) =>
        seeds.slice(first + n * chunk, first + (n + 1) * chunk),
      );
      const batches = own.filter(({ length }) => length > 0).map((some) => source.draw(some));
      const found = await Promise.all(batches.map((batch) => executor.differentiate(parameters, batch)));
      samples.push(...found.map(({ gradient }) => gradient));
    }
  } finally {
    await executor.close();
  }
  return samples;
}

/** The population of a generation, as `evolutionPlan` has it, and the tasks that all its members meet. */
export const MEMBERS = 64;
export const TASKS = 4;

/**
 * What evolution climbs: each sample is the step of one whole generation, made of the ranks of its members in each task,
 * `sum over pairs of (rank+ - rank-) noise`. Its length has no meaning, its direction is that of falling loss.
 * (Salimans et al. 2017)
 * @param first index of the first generation, by which noise and tasks are drawn
 * @throws the signal's reason when stopped
 */
export async function evolutionSamples(
  input: SupervisedInput,
  parameters: Float32Array,
  generations: number,
  sigma: number,
  { seed, first }: { readonly seed: number; readonly first: number },
  { signal }: Working,
): Promise<Float64Array[]> {
  const setting = new SupervisedSetting(supervisedSettingSchema.parse(input), await loadWasmKernel());
  const member = new Float32Array(parameters.length);
  const samples: Float64Array[] = [];
  for (let generation = first; generation < first + generations; generation++) {
    const strategy = 'openai-es';
    const proposal = { strategy, mean: parameters, sigma, seed, generation, populationSize: MEMBERS };
    const seeds = trainingTaskSeeds(seed, generation, TASKS);
    const fitness = new Float64Array(MEMBERS * TASKS);
    for (let index = 0; index < MEMBERS; index++) {
      antitheticCandidate(proposal, index, member);
      setting.loadParameters(member);
      for (let task = 0; task < TASKS; task++) {
        fitness[index * TASKS + task] = -setting.live(seeds[task]).loss;
      }
    }
    samples.push(antitheticGradient(proposal, shapeFitness(fitness, MEMBERS, TASKS, centredRanks)));
    await setImmediate();
    signal?.throwIfAborted();
  }
  return samples;
}
