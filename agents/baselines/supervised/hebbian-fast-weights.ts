/**
 * Hebbian fast weights: one linear layer whose weights are part slow, part Hebbian trace, by Oja's rule. (Oja 1982;
 * Ba et al. 2016; Miconi, Clune & Stanley 2018; as in the released code of Kirsch & Schmidhuber 2021)
 *
 *   z(u) = u (W + C * F) + b
 *   answer: y = 100 tanh(z([x, 0, 0]) / 100)
 *   learn:  p = softmax(z([x, error, label])),   F_ij <- F_ij + r p_j (u_i - p_j F_ij),   r = sigmoid(r0)
 *
 * Meta-learned: W, b, the coefficients C (start at .01), the rate's logit r0 (starts at -4.5, r = .011). With A
 * inputs and B outputs: 2 (A + 2B) B + B + 1 parameters and (A + 2B) B fast weights. For 784 x 10: 2 x 8,040 + 11 =
 * 16,091 and 8,040; for 784 x 62: 2 x 56,296 + 63 = 112,655 and 56,296.
 */
import { z } from 'zod';
import { sigmoid } from '../../../src/numerics/hyperbolic.ts';
import { softmax } from '../../../src/numerics/softmax.ts';
import type { MetaLearner } from '../../learner.ts';
import { copyBias, type Linear, linearEnd } from './linear.ts';
import { copyParameters, drawParameters } from './meta-parameters.ts';
import { boundOutput } from './output-bound.ts';

export const hebbianFastWeightsOptionsSchema = z.strictObject({
  /** What the coefficients C of the fast weights start from. */
  initialCoefficient: z.coerce.number().min(-100).max(100).default(0.01),
  /** What the logit r0 of the rate starts from. */
  initialRateLogit: z.coerce.number().min(-100).max(100).default(-4.5),
});

export type HebbianFastWeightsOptions = z.infer<typeof hebbianFastWeightsOptionsSchema>;

export class HebbianFastWeights implements MetaLearner {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly parameterCount: number;
  readonly stateSize: number;
  readonly #options: HebbianFastWeightsOptions;
  /** W and b; C and r0 follow. */
  readonly #slow: Linear;
  readonly #parameters: Float32Array;
  /** `[A + 2B, B]`, F. */
  readonly #fast: Float32Array;
  /** `[x, error, label]`, u. */
  readonly #heard: Float32Array;
  readonly #values: Float64Array;

  constructor(inputSize: number, outputSize: number, options: HebbianFastWeightsOptions) {
    this.inputSize = inputSize;
    this.outputSize = outputSize;
    this.#options = options;
    this.#heard = new Float32Array(inputSize + 2 * outputSize);
    this.#slow = { inputSize: this.#heard.length, outputSize, offset: 0 };
    this.stateSize = this.#heard.length * outputSize;
    this.parameterCount = linearEnd(this.#slow) + this.stateSize + 1;
    this.#parameters = new Float32Array(this.parameterCount);
    this.#fast = new Float32Array(this.stateSize);
    this.#values = new Float64Array(outputSize);
  }

  initialParameters(seed: number): Float32Array {
    const parameters = drawParameters([this.#slow], this.parameterCount, seed);
    parameters.fill(this.#options.initialCoefficient, linearEnd(this.#slow), this.parameterCount - 1);
    parameters[this.parameterCount - 1] = this.#options.initialRateLogit;
    return parameters;
  }

  loadParameters(parameters: Float32Array): void {
    copyParameters('a Hebbian fast-weight layer', this.#parameters, parameters);
  }

  /** Starts from zeros, whatever the seed. */
  reset(): void {
    this.#fast.fill(0);
    this.#heard.fill(0);
  }

  predict(input: Float32Array, prediction: Float32Array): void {
    this.#heard.fill(0, this.inputSize);
    this.#heard.set(input);
    this.#evaluate();
    boundOutput(this.#values, prediction);
  }

  learn(error: Float32Array, target: Float32Array): void {
    this.#heard.set(error, this.inputSize);
    this.#heard.set(target, this.inputSize + this.outputSize);
    this.#evaluate();
    const post = this.#values;
    softmax(post, post);
    const rate = sigmoid(this.#parameters[this.parameterCount - 1]);
    const fast = this.#fast;
    const { outputSize } = this;
    for (let i = 0; i < this.#heard.length; i++) {
      const pre = this.#heard[i];
      const row = i * outputSize;
      for (let j = 0; j < outputSize; j++) {
        fast[row + j] += rate * post[j] * (pre - post[j] * fast[row + j]);
      }
    }
  }

  /** Writes z(u). */
  #evaluate(): void {
    const values = this.#values;
    const parameters = this.#parameters;
    const { outputSize } = this;
    const coefficients = linearEnd(this.#slow);
    copyBias(this.#slow, parameters, values);
    for (let i = 0; i < this.#heard.length; i++) {
      const pre = this.#heard[i];
      if (pre === 0) continue;
      const row = i * outputSize;
      for (let j = 0; j < outputSize; j++) {
        values[j] += pre * (parameters[row + j] + parameters[coefficients + row + j] * this.#fast[row + j]);
      }
    }
  }
}
