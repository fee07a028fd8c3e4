/**
 * A network that runs a clone forward only: it is born with the weights that a network trained by gradient descent
 * starts from, in the cells of its synapses, and everything else in it is 0. (Kirsch & Schmidhuber 2021, section 4.1)
 */
import type { Learner } from '../../agents/learner.ts';
import { VsmlLearner, vsmlLearnerOptionsSchema } from '../../agents/vsml/vsml-learner.ts';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import type { Rule } from '../../src/vsml/rule.ts';
import { CLONE_TICKS, WEIGHT_CELL } from './clone-weights.ts';
import { initialLayerWeights } from './sgd-network.ts';

export class ClonedLearner implements Learner {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly #network: VsmlLearner;
  readonly #stateSize: number;

  /** @param sizes units of the input, the hidden layers and the output */
  constructor(rule: Rule, sizes: readonly number[], createKernel: KernelFactory) {
    this.inputSize = sizes[0];
    this.outputSize = sizes[sizes.length - 1];
    this.#stateSize = rule.shape.stateSize;
    const options = vsmlLearnerOptionsSchema.parse({
      hiddenLayers: sizes.slice(1, -1),
      ticks: CLONE_TICKS,
      reduction: 'sum',
    });
    this.#network = new VsmlLearner(rule.shape, this, options, createKernel);
    this.#network.loadParameters(rule.parameters);
  }

  /** Starts from the same weights as an `SgdNetwork` of the same seed. */
  reset(seed: number): void {
    this.#network.reset(seed);
    this.#network.kernel.memory.layers.forEach(({ inputs, outputs, cell }, layer) => {
      cell.fill(0);
      this.hold(layer, initialLayerWeights(seed, layer, inputs, outputs));
    });
  }

  /** Sets the weights that a layer's synapses hold, `[A, B]`. */
  hold(layer: number, weights: ArrayLike<number>): void {
    const { cell } = this.#network.kernel.memory.layers[layer];
    for (let synapse = 0; synapse < weights.length; synapse++) {
      cell[synapse * this.#stateSize + WEIGHT_CELL] = weights[synapse];
    }
  }

  predict(input: Float32Array, prediction: Float32Array): void {
    this.#network.predict(input, prediction);
  }

  /**
   * Tells every layer its error, and withdraws all of them: a hidden layer ticks before the layer above has spoken, so
   * it would else hear its old error beside the next input, and learn from the two together.
   */
  learn(error: Float32Array, target: Float32Array): void {
    this.#network.learn(error, target);
    for (const { backwardIn } of this.#network.kernel.memory.layers) backwardIn.fill(0);
  }

  /** `[A, B]` the weights that a layer's synapses hold. */
  weights(layer: number): Float32Array {
    const { inputs, outputs, cell } = this.#network.kernel.memory.layers[layer];
    return Float32Array.from(
      { length: inputs * outputs },
      (_, synapse) => cell[synapse * this.#stateSize + WEIGHT_CELL],
    );
  }
}
