/**
 * Online gradient descent, the hand-made learner that meta-learned ones are measured against: one step on each
 * example, by its own gradient. (Robbins & Monro 1951; Adam: Kingma & Ba 2015)
 *
 *   SGD:   w <- w - rate g
 *   Adam:  m <- .9 m + .1 g,  s <- .999 s + .001 g^2,
 *          w <- w - rate (m / (1 - .9^t)) / (sqrt(s / (1 - .999^t)) + 1e-8)
 *
 * The network has 1 layer or 2 (160 tanh units between) and the released VSML code's bound on its output. For
 * 784 x 10 that is 785 x 10 = 7,850 weights, or 785 x 160 + 161 x 10 = 127,210.
 */
import { z } from 'zod';
import { STREAM } from '../../../src/numerics/streams.ts';
import type { Learner } from '../../learner.ts';
import { Perceptron } from './perceptron.ts';

export type Optimiser = 'sgd' | 'adam';

const FIRST_DECAY = 0.9;
const SECOND_DECAY = 0.999;
const DENOMINATOR_FLOOR = 1e-8;

/** The options of gradient descent by one optimiser. @param learningRate the default */
export function gradientDescentOptionsSchema(learningRate: number) {
  return z.strictObject({
    /** Step size. */
    learningRate: z.coerce.number().positive().max(100).default(learningRate),
    /** Layers of weights: 1 is softmax or linear regression. */
    layers: z.coerce.number().int().min(1).max(2).default(1),
    /** Units of the hidden layer, where there is one. */
    hiddenSize: z.coerce.number().int().min(1).max(4096).default(160),
  });
}

export type GradientDescentOptions = z.infer<ReturnType<typeof gradientDescentOptionsSchema>>;

export class GradientDescent implements Learner {
  readonly inputSize: number;
  readonly outputSize: number;
  /** Weights that change while it lives; the moments of Adam are not counted, as in the paper. */
  readonly stateSize: number;
  readonly #options: GradientDescentOptions;
  readonly #optimiser: Optimiser;
  readonly #learningRate: number;
  readonly #network: Perceptron;
  /** m and s of Adam; empty for SGD. */
  readonly #firstMoment: Float32Array;
  readonly #secondMoment: Float32Array;
  /** `.9^t` and `.999^t` of Adam. */
  #firstPower = 1;
  #secondPower = 1;

  constructor(inputSize: number, outputSize: number, optimiser: Optimiser, options: GradientDescentOptions) {
    const { learningRate, layers, hiddenSize } = options;
    this.inputSize = inputSize;
    this.outputSize = outputSize;
    this.#options = options;
    this.#optimiser = optimiser;
    this.#learningRate = learningRate;
    this.#network = new Perceptron(
      layers === 1 ? [inputSize, outputSize] : [inputSize, hiddenSize, outputSize],
    );
    this.stateSize = this.#network.weights.length;
    const moments = optimiser === 'adam' ? this.stateSize : 0;
    this.#firstMoment = new Float32Array(moments);
    this.#secondMoment = new Float32Array(moments);
  }

  /** All weights and biases, one layer after the other, as they are; what is written to them is what it knows. */
  get weights(): Float32Array {
    return this.#network.weights;
  }

  /** Another learner of the same kind, with a life of its own. */
  sibling(): GradientDescent {
    return new GradientDescent(this.inputSize, this.outputSize, this.#optimiser, this.#options);
  }

  /** Draws new weights. */
  reset(seed: number): void {
    this.#network.draw(seed, STREAM.baselineState);
    this.#firstMoment.fill(0);
    this.#secondMoment.fill(0);
    this.#firstPower = 1;
    this.#secondPower = 1;
  }

  predict(input: Float32Array, prediction: Float32Array): void {
    this.#network.predict(input, prediction);
  }

  /** Takes one step; the target is not needed. */
  learn(error: Float32Array): void {
    this.#network.backpropagate(error);
    if (this.#optimiser === 'sgd') this.#stepBySgd();
    else this.#stepByAdam();
  }

  #stepBySgd(): void {
    const { weights, gradient } = this.#network;
    for (let n = 0; n < weights.length; n++) weights[n] -= this.#learningRate * gradient[n];
  }

  #stepByAdam(): void {
    const { weights, gradient } = this.#network;
    const first = this.#firstMoment;
    const second = this.#secondMoment;
    this.#firstPower *= FIRST_DECAY;
    this.#secondPower *= SECOND_DECAY;
    const firstScale = 1 / (1 - this.#firstPower);
    const secondScale = 1 / (1 - this.#secondPower);
    for (let n = 0; n < weights.length; n++) {
      const g = gradient[n];
      first[n] = FIRST_DECAY * first[n] + (1 - FIRST_DECAY) * g;
      second[n] = SECOND_DECAY * second[n] + (1 - SECOND_DECAY) * g * g;
      const step = (first[n] * firstScale) / (Math.sqrt(second[n] * secondScale) + DENOMINATOR_FLOOR);
      weights[n] -= this.#learningRate * step;
    }
  }
}
