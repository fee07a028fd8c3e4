/**
 * A linear map inside a parameter vector, the one building block of every supervised baseline.
 *
 *   y_j = bias_j + sum_i x_i W_ij
 *
 * W `[inputs, outputs]` is row-major, the bias `[outputs]` follows it: (inputs + 1) outputs floats.
 * Sums run in index order in float64, so a map gives the same bits everywhere.
 */
import { truncatedGaussianAt } from '../../../src/numerics/noise.ts';

export interface Linear {
  readonly inputSize: number;
  readonly outputSize: number;
  /** Where its weights begin in the parameter vector; the bias follows them. */
  readonly offset: number;
}

/** The weights and biases of a map: `(inputSize + 1) outputSize`. */
export function linearLength({ inputSize, outputSize }: Omit<Linear, 'offset'>): number {
  return (inputSize + 1) * outputSize;
}

/** Where the map's parameters end, and the next one's may begin. */
export function linearEnd(linear: Linear): number {
  return linear.offset + linearLength(linear);
}

/** Lays maps of these sizes one after the other, from index 0. */
export function stackLinears(sizes: readonly (readonly [inputSize: number, outputSize: number])[]): Linear[] {
  let offset = 0;
  return sizes.map(([inputSize, outputSize]) => {
    const linear = { inputSize, outputSize, offset };
    offset = linearEnd(linear);
    return linear;
  });
}

/** Adds the product of `count` inputs and the rows of weights that start at `offset` to `output`. */
export function addProduct(
  parameters: Float32Array,
  offset: number,
  input: Float32Array,
  count: number,
  output: Float64Array,
): void {
  const outputSize = output.length;
  for (let i = 0; i < count; i++) {
    const x = input[i];
    // Labels and the background of images are zeros; NaN is not skipped.
    if (x === 0) continue;
    const row = offset + i * outputSize;
    for (let j = 0; j < outputSize; j++) output[j] += x * parameters[row + j];
  }
}

/** Writes the map's bias to `output`, `[outputSize]`. */
export function copyBias(
  { inputSize, outputSize, offset }: Linear,
  parameters: Float32Array,
  output: Float64Array,
): void {
  const bias = offset + inputSize * outputSize;
  for (let j = 0; j < outputSize; j++) output[j] = parameters[bias + j];
}

/**
 * Writes `bias + input W` to `output`.
 * @param input `[inputSize]`
 * @param output `[outputSize]`
 */
export function applyLinear(
  linear: Linear,
  parameters: Float32Array,
  input: Float32Array,
  output: Float64Array,
): void {
  copyBias(linear, parameters, output);
  addProduct(parameters, linear.offset, input, linear.inputSize, output);
}

/**
 * Draws a map's weights, Gaussians of deviation `1 / sqrt(inputSize)` cut at two deviations, and clears its bias
 * (the initial values of the released VSML code).
 * @param index tells the maps of one vector apart
 */
export function drawLinear(
  { inputSize, outputSize, offset }: Linear,
  parameters: Float32Array,
  seed: number,
  stream: number,
  index: number,
): void {
  const deviation = 1 / Math.sqrt(inputSize);
  const weights = inputSize * outputSize;
  for (let n = 0; n < weights; n++) {
    parameters[offset + n] = deviation * truncatedGaussianAt(seed, stream, index, n);
  }
  parameters.fill(0, offset + weights, offset + weights + outputSize);
}
