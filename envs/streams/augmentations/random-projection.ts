/**
 * Random projection: inputs pass a fixed random linear map with entries uniform on `+-sqrt(6 / (in + out))`; each
 * map makes another task. (Kirsch & Schmidhuber 2021, Fig. 6; the range is that of Glorot & Bengio 2010)
 */
import { z } from 'zod';
import { uniformAt } from '../../../src/numerics/noise.ts';
import { STREAM } from '../../../src/numerics/streams.ts';
import { integerOption } from '../option-schemas.ts';
import type { Stream } from '../stream.ts';
import type { AugmentationDefinition } from './augmentation.ts';
import { KIND, type TaskVariation, variationOptions, variationSeed } from './task-variation.ts';

export interface RandomProjectionOptions extends TaskVariation {
  /** Size of the projected input; 0 for as many as there were. */
  readonly size: number;
}

function fillMatrix(matrix: Float32Array, bound: number, seed: number): void {
  for (let n = 0; n < matrix.length; n++) {
    matrix[n] = bound * (2 * uniformAt(seed, STREAM.streamAugmentation, n) - 1);
  }
}

/** Four rows at a time, each with a sum of its own: none waits for another's, which is several times faster. */
function project(matrix: Float32Array, source: Float32Array, projected: Float32Array): void {
  const width = source.length;
  const last = projected.length - 1;
  for (let row = 0; row <= last; row += 4) {
    // Where fewer than four are left the last one is summed again.
    const row1 = Math.min(row + 1, last);
    const row2 = Math.min(row + 2, last);
    const row3 = Math.min(row + 3, last);
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let n = 0; n < width; n++) {
      const value = source[n];
      sum0 += matrix[row * width + n] * value;
      sum1 += matrix[row1 * width + n] * value;
      sum2 += matrix[row2 * width + n] * value;
      sum3 += matrix[row3 * width + n] * value;
    }
    projected[row] = sum0;
    projected[row1] = sum1;
    projected[row2] = sum2;
    projected[row3] = sum3;
  }
}

function wrap(stream: Stream, options: RandomProjectionOptions, layer: number): Stream {
  const { id, kind, inputSize, outputSize, lifetimeSteps, target } = stream;
  const size = options.size === 0 ? inputSize : options.size;
  if (options.count === 0) {
    if (size === inputSize) return stream;
    throw new RangeError(
      `random-projection: a count of 0 leaves the ${inputSize} inputs as they are, so size cannot be ${size}`,
    );
  }
  const input = new Float32Array(size);
  /** `[size, inputSize]` */
  const matrix = new Float32Array(size * inputSize);
  const bound = Math.sqrt(6 / (inputSize + size));
  let matrixSeed: number | undefined;
  const reset = (seed: number): void => {
    stream.reset(seed);
    const wanted = variationSeed(options, seed, KIND.randomProjection, layer);
    // A map of images has hundreds of thousands of entries: the one at hand is kept while it serves.
    if (wanted !== undefined && wanted !== matrixSeed) {
      fillMatrix(matrix, bound, wanted);
      matrixSeed = wanted;
    }
    project(matrix, stream.input, input);
  };
  const next = (): void => {
    stream.next();
    project(matrix, stream.input, input);
  };
  reset(0);
  return { id, kind, inputSize: size, outputSize, lifetimeSteps, input, target, reset, next };
}

export const randomProjection: AugmentationDefinition<RandomProjectionOptions> = {
  kind: 'random-projection',
  summary: 'Inputs pass a random linear map.',
  optionsSchema: z.strictObject({ ...variationOptions(0), size: integerOption(0, 65536, 0) }),
  wrap,
};
