/**
 * The Meta RNN: one LSTM that is told its last error and label and must learn in its state alone, with as many
 * parameters as a large network and a few hundred floats to learn in. (Hochreiter, Younger & Conwell 2001; as in the
 * released code of Kirsch & Schmidhuber 2021)
 *
 *   h <- LSTM([x_t, e_(t-1), l_(t-1)], h)  twice;   y = 100 tanh((h W + b) / 100)
 *
 * Parameters with A inputs, B outputs, H hidden units: LSTM 4H (A + 2B + H + 1), output (H + 1) B. For 784 x 10 and
 * H = 128: 512 x 933 + 129 x 10 = 478,986; for 784 x 62: 512 x 1,037 + 129 x 62 = 538,942. State h, c: 2H = 256;
 * the error and label on their way in are not counted, as in the paper.
 */
import { z } from 'zod';
import type { MetaLearner } from '../../learner.ts';
import { applyLinear, type Linear, linearEnd, stackLinears } from './linear.ts';
import { Lstm, lstmSizes } from './lstm.ts';
import { copyParameters, drawParameters } from './meta-parameters.ts';
import { boundOutput } from './output-bound.ts';

export const metaRnnOptionsSchema = z.strictObject({
  /** Hidden units of the LSTM. */
  hiddenSize: z.coerce.number().int().min(1).max(4096).default(128),
  /** Updates of the LSTM for each example. */
  microTicks: z.coerce.number().int().min(1).max(16).default(2),
});

export type MetaRnnOptions = z.infer<typeof metaRnnOptionsSchema>;

export class MetaRnn implements MetaLearner {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly parameterCount: number;
  readonly stateSize: number;
  readonly #microTicks: number;
  readonly #linears: readonly Linear[];
  readonly #parameters: Float32Array;
  readonly #lstm: Lstm;
  /** `[x, error, label]`. */
  readonly #heard: Float32Array;
  readonly #output: Float64Array;

  constructor(inputSize: number, outputSize: number, options: MetaRnnOptions) {
    const { hiddenSize, microTicks } = options;
    this.inputSize = inputSize;
    this.outputSize = outputSize;
    this.#microTicks = microTicks;
    this.#heard = new Float32Array(inputSize + 2 * outputSize);
    this.#linears = stackLinears([lstmSizes(this.#heard.length, hiddenSize), [hiddenSize, outputSize]]);
    this.#lstm = new Lstm(this.#linears[0]);
    this.#output = new Float64Array(outputSize);
    this.parameterCount = linearEnd(this.#linears[1]);
    this.stateSize = 2 * hiddenSize;
    this.#parameters = new Float32Array(this.parameterCount);
  }

  initialParameters(seed: number): Float32Array {
    return drawParameters(this.#linears, this.parameterCount, seed);
  }

  loadParameters(parameters: Float32Array): void {
    copyParameters('a Meta RNN', this.#parameters, parameters);
  }

  /** Starts from zeros, whatever the seed. */
  reset(): void {
    this.#lstm.reset();
    this.#heard.fill(0);
  }

  predict(input: Float32Array, prediction: Float32Array): void {
    this.#heard.set(input);
    this.#lstm.hold(this.#parameters, this.#heard);
    for (let tick = 0; tick < this.#microTicks; tick++) this.#lstm.tick(this.#parameters);
    applyLinear(this.#linears[1], this.#parameters, this.#lstm.hidden, this.#output);
    boundOutput(this.#output, prediction);
  }

  learn(error: Float32Array, target: Float32Array): void {
    this.#heard.set(error, this.inputSize);
    this.#heard.set(target, this.inputSize + this.outputSize);
  }
}
