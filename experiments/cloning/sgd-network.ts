/**
 * What is cloned: a network that hears the tanh of its inputs, has tanh hidden units and learns online by plain
 * gradient descent. (Robbins & Monro 1951; Rumelhart, Hinton & Williams 1986)
 *
 *   y_b = sum_a (tanh(x_a) w_ab + b_ab)      w_ab <- w_ab - alpha tanh(x_a) e_b      b_ab <- b_ab - beta e_b
 *   e_a = sum_b e_b w_ab tanh'(x_a)          x of a layer is y of the layer below
 *
 * Every synapse has a bias of its own, as the synapses of a rule do; since all biases of a unit learn alike, their sum
 * is kept: it starts at 0 and learns A times as fast as one.
 */
import type { Learner } from '../../agents/learner.ts';
import { tanh } from '../../src/numerics/hyperbolic.ts';
import { fillGaussian } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { BIAS_LEARNING_RATE, LEARNING_RATE } from './clone-weights.ts';

/** Weights before the first example, `[A, B]`: Gaussian with deviation 1/sqrt(A). */
export function initialLayerWeights(
  seed: number,
  layer: number,
  inputs: number,
  outputs: number,
): Float32Array {
  const weights = new Float32Array(inputs * outputs);
  fillGaussian(weights, seed, STREAM.baselineState, layer);
  return weights.map((value) => value / Math.sqrt(inputs));
}

/** A layer at one moment. */
export interface SgdLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** `[A, B]` */
  readonly weights: Float64Array;
  /** `[B]` sums of the biases of a unit's synapses. */
  readonly biases: Float64Array;
  /** `[A]` x of the last example, and its tanh. */
  readonly heard: Float64Array;
  readonly activations: Float64Array;
  /** `[B]` e of the last example. */
  readonly errors: Float64Array;
}

export class SgdNetwork implements Learner {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly layers: readonly SgdLayer[];

  /** @param sizes units of the input, the hidden layers and the output */
  constructor(sizes: readonly number[]) {
    this.inputSize = sizes[0];
    this.outputSize = sizes[sizes.length - 1];
    this.layers = sizes.slice(1).map((outputs, k) => ({
      inputs: sizes[k],
      outputs,
      weights: new Float64Array(sizes[k] * outputs),
      biases: new Float64Array(outputs),
      heard: new Float64Array(sizes[k]),
      activations: new Float64Array(sizes[k]),
      errors: new Float64Array(outputs),
    }));
  }

  reset(seed: number): void {
    this.layers.forEach(({ inputs, outputs, weights, biases }, k) => {
      weights.set(initialLayerWeights(seed, k, inputs, outputs));
      biases.fill(0);
    });
  }

  predict(input: Float32Array, prediction: Float32Array): void {
    let heard: ArrayLike<number> = input;
    for (const layer of this.layers) {
      layer.heard.set(heard);
      const { inputs, outputs, weights, activations } = layer;
      const sums = Float64Array.from(layer.biases);
      for (let a = 0; a < inputs; a++) {
        const activation = tanh(heard[a]);
        activations[a] = activation;
        for (let b = 0; b < outputs; b++) sums[b] += activation * weights[a * outputs + b];
      }
      heard = sums;
    }
    prediction.set(heard);
  }

  learn(error: Float32Array): void {
    let errors: ArrayLike<number> = error;
    for (let k = this.layers.length - 1; k >= 0; k--) {
      this.layers[k].errors.set(errors);
      errors = learnLayer(this.layers[k]);
    }
  }
}

/** Takes a layer's step. @returns `[A]` the errors of the layer below */
function learnLayer({ inputs, outputs, weights, biases, activations, errors }: SgdLayer): Float64Array {
  const below = new Float64Array(inputs);
  for (let a = 0; a < inputs; a++) {
    const activation = activations[a];
    const step = LEARNING_RATE * activation;
    let sum = 0;
    for (let b = 0; b < outputs; b++) {
      const synapse = a * outputs + b;
      sum += errors[b] * weights[synapse];
      weights[synapse] -= step * errors[b];
    }
    below[a] = sum * (1 - activation * activation);
  }
  for (let b = 0; b < outputs; b++) biases[b] -= BIAS_LEARNING_RATE * inputs * errors[b];
  return below;
}
