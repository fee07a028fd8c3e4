/** Samples of the gradient of the mean loss of a lifetime, by backpropagation and by evolution, on the same lifetimes. */
import { setImmediate } from 'node:timers/promises';
import { fillGaussian } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { createGradientExecutor } from '../../src/training/gradient-executor.ts';
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

/**
 * What evolution knows of the gradient: `noise (L(p + sigma noise) - L(p - sigma noise)) / (2 sigma)`, each sample a pair
 * of lifetimes with one seed. (Salimans et al. 2017, antithetic)
 * @param seeds of the lifetimes, one a pair
 * @param index tells apart rules of one `seed`
 */
export async function evolutionSamples(
  input: SupervisedInput,
  parameters: Float32Array,
  seeds: readonly number[],
  sigma: number,
  { seed, index }: { readonly seed: number; readonly index: number },
  { signal }: Working,
): Promise<Float64Array[]> {
  const setting = new SupervisedSetting(supervisedSettingSchema.parse(input), await loadWasmKernel());
  const noise = new Float32Array(parameters.length);
  const lossAt = (distance: number, lifetime: number) => {
    setting.loadParameters(parameters.map((value, n) => value + distance * noise[n]));
    return setting.live(lifetime).loss;
  };
  const samples: Float64Array[] = [];
  for (const [pair, lifetime] of seeds.entries()) {
    if (pair % 16 === 0) await setImmediate();
    signal?.throwIfAborted();
    fillGaussian(noise, seed, STREAM.evolution, index, pair);
    const slope = (lossAt(sigma, lifetime) - lossAt(-sigma, lifetime)) / (2 * sigma);
    samples.push(Float64Array.from(noise, (value) => slope * value));
  }
  return samples;
}
