/**
 * The fast weight programmer with the delta rule ("delta net"): a slow linear net programs a fast one.
 * (Schmidhuber 1992; Schlag, Irie & Schmidhuber 2021, section 4.2; as released by Kirsch & Schmidhuber 2021)
 *
 *   k, v, q, r0 = [x_t, y_(t-1), e_(t-1), l_(t-1)] W + b,   k <- k / |k|,  q <- q / |q|,  rate = sigmoid(r0)
 *   F <- delta rule (F, key k, value v, rate);   y = 100 tanh(what q recalls / 100)
 *
 * Keys and queries have length 1, as Schlag et al. normalise theirs. The released code leaves them as they are: then
 * a step multiplies what a key recalls by 1 - rate |k|^2, about -31 at first, and at 784 x 10 on standard Gaussian
 * inputs the initial parameters reach NaN within 20 examples.
 * Parameters with A inputs, B outputs, keys of K: (A + 3B + 1)(2K + B + 1). K = 64, for 784 x 10: 815 x 139 =
 * 113,285; for 784 x 62: 971 x 191 = 185,461. State F is K x B = 640 or 3,968; what is on its way in is not counted.
 */
import { z } from 'zod';
import { sigmoid } from '../../../src/numerics/hyperbolic.ts';
import { truncatedGaussianAt } from '../../../src/numerics/noise.ts';
import { STREAM } from '../../../src/numerics/streams.ts';
import type { MetaLearner } from '../../learner.ts';
import { recallValue, storeValue } from './delta-rule.ts';
import { applyLinear, type Linear, linearLength } from './linear.ts';
import { copyParameters, drawParameters } from './meta-parameters.ts';
import { boundOutput } from './output-bound.ts';

export const fastWeightProgrammerOptionsSchema = z.strictObject({
  /** Size K of keys and queries. */
  keySize: z.coerce.number().int().min(1).max(4096).default(64),
});

export type FastWeightProgrammerOptions = z.infer<typeof fastWeightProgrammerOptionsSchema>;

export class FastWeightProgrammer implements MetaLearner {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly parameterCount: number;
  readonly stateSize: number;
  readonly #slow: Linear;
  readonly #parameters: Float32Array;
  /** `[K, B]`, F. */
  readonly #fast: Float32Array;
  /** `[x, prediction, error, label]`. */
  readonly #heard: Float32Array;
  /** `[k, v, q, r0]`, and views of its parts. */
  readonly #program: Float64Array;
  readonly #key: Float64Array;
  readonly #value: Float64Array;
  readonly #query: Float64Array;
  readonly #recall: Float64Array;

  constructor(inputSize: number, outputSize: number, { keySize }: FastWeightProgrammerOptions) {
    this.inputSize = inputSize;
    this.outputSize = outputSize;
    this.#heard = new Float32Array(inputSize + 3 * outputSize);
    this.#program = new Float64Array(2 * keySize + outputSize + 1);
    this.#key = this.#program.subarray(0, keySize);
    this.#value = this.#program.subarray(keySize, keySize + outputSize);
    this.#query = this.#program.subarray(keySize + outputSize, 2 * keySize + outputSize);
    this.#recall = new Float64Array(outputSize);
    this.#slow = { inputSize: this.#heard.length, outputSize: this.#program.length, offset: 0 };
    this.parameterCount = linearLength(this.#slow);
    this.#parameters = new Float32Array(this.parameterCount);
    this.stateSize = keySize * outputSize;
    this.#fast = new Float32Array(this.stateSize);
  }

  initialParameters(seed: number): Float32Array {
    return drawParameters([this.#slow], this.parameterCount, seed);
  }

  loadParameters(parameters: Float32Array): void {
    copyParameters('a fast weight programmer', this.#parameters, parameters);
  }

  /** Draws the first fast weights, Gaussians of deviation `1 / sqrt(K)` cut at two deviations. */
  reset(seed: number): void {
    const deviation = 1 / Math.sqrt(this.#key.length);
    for (let n = 0; n < this.#fast.length; n++) {
      this.#fast[n] = deviation * truncatedGaussianAt(seed, STREAM.baselineState, n);
    }
    this.#heard.fill(0);
  }

  predict(input: Float32Array, prediction: Float32Array): void {
    this.#heard.set(input);
    applyLinear(this.#slow, this.#parameters, this.#heard, this.#program);
    toUnitLength(this.#key);
    toUnitLength(this.#query);
    const rate = sigmoid(this.#program[this.#program.length - 1]);
    storeValue(this.#fast, this.#key, this.#value, rate, this.#recall);
    recallValue(this.#fast, this.#query, this.#recall);
    boundOutput(this.#recall, prediction);
    this.#heard.set(prediction, this.inputSize);
  }

  learn(error: Float32Array, target: Float32Array): void {
    this.#heard.set(error, this.inputSize + this.outputSize);
    this.#heard.set(target, this.inputSize + 2 * this.outputSize);
  }
}

/** Scales a vector to length 1; zeros stay zeros. */
function toUnitLength(values: Float64Array): void {
  let squares = 0;
  for (let n = 0; n < values.length; n++) squares += values[n] * values[n];
  if (squares === 0) return;
  const length = Math.sqrt(squares);
  for (let n = 0; n < values.length; n++) values[n] /= length;
}
