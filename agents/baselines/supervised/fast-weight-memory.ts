/**
 * Fast weight memory: an LSTM that writes to and reads from a matrix of associations. (Schlag, Munkhdalai &
 * Schmidhuber 2021; as in the released code of Kirsch & Schmidhuber 2021)
 *
 *   h = LSTM([x_t, e_(t-1), l_(t-1)], h)
 *   k1, k2, v = tanh(h W_write)  of D floats each,  rate = sigmoid(the last output of W_write)
 *   F <- delta rule (F, key k1 (x) k2, value v, rate);   F <- F / max(1, |F|)
 *   n, q = tanh(h W_read);   r = LayerNorm(what key n (x) q recalls)
 *   y = 100 tanh(((h + r W_project) W_out) / 100);   every W has a bias, LayerNorm no parameters
 *
 * Parameters with A inputs, B outputs, H hidden units: 4H (A + 2B + H + 1) + (H + 1)(3D + 1) + (H + 1) 2D +
 * (D + 1) H + (H + 1) B. H = 32 and D = 16, for 784 x 10: 107,136 + 1,617 + 1,056 + 544 + 330 = 110,683; for
 * 784 x 62: 120,448 + 1,617 + 1,056 + 544 + 2,046 = 125,711. State: F is D^2 x D = 4,096, h and c 64: 4,160.
 */
import { z } from 'zod';
import { sigmoid, tanh } from '../../../src/numerics/hyperbolic.ts';
import type { MetaLearner } from '../../learner.ts';
import { recallValue, storeValue } from './delta-rule.ts';
import { applyLinear, type Linear, linearEnd, stackLinears } from './linear.ts';
import { Lstm, lstmSizes } from './lstm.ts';
import { copyParameters, drawParameters } from './meta-parameters.ts';
import { boundOutput } from './output-bound.ts';

/** Added to the variance: an empty memory recalls zeros, which have none. */
const NORMALISATION_FLOOR = 1e-5;

export const fastWeightMemoryOptionsSchema = z.strictObject({
  /** Hidden units H of the LSTM. */
  hiddenSize: z.coerce.number().int().min(1).max(4096).default(32),
  /** Size D of a value and of each half of a key; the memory holds its third power of floats. */
  memorySize: z.coerce.number().int().min(1).max(64).default(16),
});

export type FastWeightMemoryOptions = z.infer<typeof fastWeightMemoryOptionsSchema>;

export class FastWeightMemory implements MetaLearner {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly parameterCount: number;
  readonly stateSize: number;
  readonly #linears: readonly Linear[];
  readonly #parameters: Float32Array;
  readonly #lstm: Lstm;
  /** `[D^2, D]`, F. */
  readonly #memory: Float32Array;
  /** `[x, error, label]`. */
  readonly #heard: Float32Array;
  readonly #write: Float64Array;
  readonly #read: Float64Array;
  readonly #key: Float64Array;
  readonly #value: Float64Array;
  readonly #recall: Float64Array;
  readonly #normalised: Float32Array;
  readonly #projected: Float64Array;
  readonly #features: Float32Array;
  readonly #output: Float64Array;

  constructor(inputSize: number, outputSize: number, options: FastWeightMemoryOptions) {
    const { hiddenSize, memorySize } = options;
    this.inputSize = inputSize;
    this.outputSize = outputSize;
    this.#heard = new Float32Array(inputSize + 2 * outputSize);
    this.#linears = stackLinears([
      lstmSizes(this.#heard.length, hiddenSize),
      [hiddenSize, 3 * memorySize + 1],
      [hiddenSize, 2 * memorySize],
      [memorySize, hiddenSize],
      [hiddenSize, outputSize],
    ]);
    this.parameterCount = linearEnd(this.#linears[4]);
    this.#parameters = new Float32Array(this.parameterCount);
    this.#lstm = new Lstm(this.#linears[0]);
    this.#memory = new Float32Array(memorySize ** 3);
    this.stateSize = this.#memory.length + 2 * hiddenSize;
    this.#write = new Float64Array(3 * memorySize + 1);
    this.#read = new Float64Array(2 * memorySize);
    this.#key = new Float64Array(memorySize ** 2);
    this.#value = new Float64Array(memorySize);
    this.#recall = new Float64Array(memorySize);
    this.#normalised = new Float32Array(memorySize);
    this.#projected = new Float64Array(hiddenSize);
    this.#features = new Float32Array(hiddenSize);
    this.#output = new Float64Array(outputSize);
  }

  initialParameters(seed: number): Float32Array {
    return drawParameters(this.#linears, this.parameterCount, seed);
  }

  loadParameters(parameters: Float32Array): void {
    copyParameters('a fast weight memory', this.#parameters, parameters);
  }

  /** Starts from zeros, whatever the seed. */
  reset(): void {
    this.#lstm.reset();
    this.#memory.fill(0);
    this.#heard.fill(0);
  }

  predict(input: Float32Array, prediction: Float32Array): void {
    this.#heard.set(input);
    this.#lstm.hold(this.#parameters, this.#heard);
    this.#lstm.tick(this.#parameters);
    this.#store();
    this.#recollect();
    for (let n = 0; n < this.#features.length; n++) {
      this.#features[n] = this.#lstm.hidden[n] + this.#projected[n];
    }
    applyLinear(this.#linears[4], this.#parameters, this.#features, this.#output);
    boundOutput(this.#output, prediction);
  }

  learn(error: Float32Array, target: Float32Array): void {
    this.#heard.set(error, this.inputSize);
    this.#heard.set(target, this.inputSize + this.outputSize);
  }

  #store(): void {
    applyLinear(this.#linears[1], this.#parameters, this.#lstm.hidden, this.#write);
    const size = this.#value.length;
    this.#bind(this.#write);
    for (let n = 0; n < size; n++) this.#value[n] = tanh(this.#write[2 * size + n]);
    storeValue(this.#memory, this.#key, this.#value, sigmoid(this.#write[3 * size]), this.#recall);
    clipNorm(this.#memory);
  }

  #recollect(): void {
    applyLinear(this.#linears[2], this.#parameters, this.#lstm.hidden, this.#read);
    this.#bind(this.#read);
    recallValue(this.#memory, this.#key, this.#recall);
    normalise(this.#recall, this.#normalised);
    applyLinear(this.#linears[3], this.#parameters, this.#normalised, this.#projected);
  }

  /** Writes the key, the outer product of its two halves: the first 2D values, which are squashed in place. */
  #bind(halves: Float64Array): void {
    const size = this.#value.length;
    for (let n = 0; n < 2 * size; n++) halves[n] = tanh(halves[n]);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) this.#key[i * size + j] = halves[i] * halves[size + j];
    }
  }
}

/** Scales a memory whose Euclidean norm exceeds 1 back to 1. */
function clipNorm(memory: Float32Array): void {
  let squares = 0;
  for (let n = 0; n < memory.length; n++) squares += memory[n] * memory[n];
  if (squares <= 1) return;
  const norm = Math.sqrt(squares);
  for (let n = 0; n < memory.length; n++) memory[n] /= norm;
}

/** Shifts and scales to mean 0 and variance 1. (Ba, Kiros & Hinton 2016) */
function normalise(values: Float64Array, out: Float32Array): void {
  let mean = 0;
  for (let n = 0; n < values.length; n++) mean += values[n];
  mean /= values.length;
  let variance = 0;
  for (let n = 0; n < values.length; n++) variance += (values[n] - mean) * (values[n] - mean);
  variance /= values.length;
  const scale = 1 / Math.sqrt(variance + NORMALISATION_FLOOR);
  for (let n = 0; n < values.length; n++) out[n] = (values[n] - mean) * scale;
}
