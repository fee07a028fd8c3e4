/**
 * A perceptron of any depth with tanh hidden layers and backpropagation by hand. (Rumelhart, Hinton & Williams 1986)
 *
 *   a_0 = x,  z_k = a_(k-1) W_k + b_k,  a_k = tanh(z_k),  y = 100 tanh(z_K / 100)
 *   d_K = error (1 - (y/100)^2),  d_(k-1) = (d_k W_k^T) (1 - a_(k-1)^2),  dW_k = a_(k-1)^T d_k,  db_k = d_k
 */
import { tanh32 } from '../../../src/numerics/float32.ts';
import { applyLinear, drawLinear, type Linear, linearEnd, stackLinears } from './linear.ts';
import { boundOutput, boundSlope } from './output-bound.ts';

export class Perceptron {
  /** All layers' weights and biases, one layer after the other. */
  readonly weights: Float32Array;
  /** The derivative of the loss by `weights` at the example that `backpropagate` was last called for. */
  readonly gradient: Float64Array;
  readonly #layers: readonly Linear[];
  /** What enters each layer; the first is a copy of the input. */
  readonly #activations: readonly Float32Array[];
  /** z of each layer on the way up, the derivative of the loss by it on the way down. */
  readonly #sums: readonly Float64Array[];
  readonly #prediction: Float32Array;

  /** @param sizes units of the input, the hidden layers and the output */
  constructor(sizes: readonly number[]) {
    this.#layers = stackLinears(sizes.slice(1).map((size, layer) => [sizes[layer], size]));
    this.#activations = this.#layers.map(({ inputSize }) => new Float32Array(inputSize));
    this.#sums = this.#layers.map(({ outputSize }) => new Float64Array(outputSize));
    this.#prediction = new Float32Array(sizes[sizes.length - 1]);
    this.weights = new Float32Array(linearEnd(this.#layers[this.#layers.length - 1]));
    this.gradient = new Float64Array(this.weights.length);
  }

  /** Draws new weights; biases are zero. */
  draw(seed: number, stream: number): void {
    for (let layer = 0; layer < this.#layers.length; layer++) {
      drawLinear(this.#layers[layer], this.weights, seed, stream, layer);
    }
  }

  /**
   * Computes the prediction, and keeps what `backpropagate` needs.
   * @param input `[sizes[0]]`
   * @param prediction `[sizes.at(-1)]`, written
   */
  predict(input: Float32Array, prediction: Float32Array): void {
    const last = this.#layers.length - 1;
    this.#activations[0].set(input);
    for (let layer = 0; layer <= last; layer++) {
      const sums = this.#sums[layer];
      applyLinear(this.#layers[layer], this.weights, this.#activations[layer], sums);
      if (layer === last) break;
      const activations = this.#activations[layer + 1];
      for (let j = 0; j < sums.length; j++) activations[j] = tanh32(sums[j]);
    }
    boundOutput(this.#sums[last], this.#prediction);
    prediction.set(this.#prediction);
  }

  /**
   * Writes `gradient`.
   * @param error `[sizes.at(-1)]`, the derivative of the loss by the last prediction
   */
  backpropagate(error: Float32Array): void {
    const last = this.#layers.length - 1;
    const top = this.#sums[last];
    for (let j = 0; j < top.length; j++) top[j] = error[j] * boundSlope(this.#prediction[j]);
    for (let layer = last; layer >= 0; layer--) {
      this.#collect(layer);
      if (layer > 0) this.#descend(layer);
    }
  }

  /** Writes a layer's part of the gradient. */
  #collect(layer: number): void {
    const { inputSize, outputSize, offset } = this.#layers[layer];
    const activations = this.#activations[layer];
    const deltas = this.#sums[layer];
    for (let i = 0; i < inputSize; i++) {
      const row = offset + i * outputSize;
      for (let j = 0; j < outputSize; j++) this.gradient[row + j] = activations[i] * deltas[j];
    }
    this.gradient.set(deltas, offset + inputSize * outputSize);
  }

  /** Takes the derivative from the sums of one layer to those of the layer below. */
  #descend(layer: number): void {
    const { inputSize, outputSize, offset } = this.#layers[layer];
    const deltas = this.#sums[layer];
    const below = this.#sums[layer - 1];
    const activations = this.#activations[layer];
    for (let i = 0; i < inputSize; i++) {
      const row = offset + i * outputSize;
      let sum = 0;
      for (let j = 0; j < outputSize; j++) sum += deltas[j] * this.weights[row + j];
      below[i] = sum * (1 - activations[i] * activations[i]);
    }
  }
}
