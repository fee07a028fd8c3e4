/**
 * How far the weights that a clone holds drift from those of true gradient descent, when both hear the same inputs and
 * the same errors: nothing that a network does can hide or mend it.
 */

import { createStream } from '../../envs/streams/registry.ts';
import { score } from '../../envs/streams/score.ts';
import { deriveSeed } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import type { Rule } from '../../src/vsml/rule.ts';
import { ClonedLearner } from './cloned-learner.ts';
import { SgdNetwork } from './sgd-network.ts';

/** Examples met, and how often the drift is read on the way. */
export const DRIFT_STEPS = 1000;
const READ_EVERY = 100;
/** Inputs of each layer whose synapses are followed. */
const FOLLOWED = 49;

/** Synapses of a layer: those of some of its inputs, evenly spread. */
class Followed {
  readonly layer: number;
  readonly network: SgdNetwork;
  readonly inputs: readonly number[];
  readonly clone: ClonedLearner;
  readonly start: Float64Array;
  readonly #input: Float32Array;
  readonly #prediction: Float32Array;

  constructor(network: SgdNetwork, layer: number, rule: Rule, createKernel: KernelFactory) {
    const { inputs, outputs } = network.layers[layer];
    const count = Math.min(FOLLOWED, inputs);
    this.layer = layer;
    this.network = network;
    this.inputs = Array.from({ length: count }, (_, n) => Math.floor(((n + 0.5) * inputs) / count));
    this.clone = new ClonedLearner(rule, [count, outputs], createKernel);
    this.start = this.trueWeights();
    this.clone.reset(0);
    this.clone.hold(0, this.start);
    this.#input = new Float32Array(count);
    this.#prediction = new Float32Array(outputs);
  }

  /** `[inputs, outputs]` what gradient descent has made of them. */
  trueWeights(): Float64Array {
    const { outputs, weights } = this.network.layers[this.layer];
    return Float64Array.from(
      { length: this.inputs.length * outputs },
      (_, n) => weights[this.inputs[Math.floor(n / outputs)] * outputs + (n % outputs)],
    );
  }

  /** Meets the network's last example, with the errors that the network itself was told. */
  meet(): void {
    const { heard, errors } = this.network.layers[this.layer];
    this.inputs.forEach((input, n) => {
      this.#input[n] = heard[input];
    });
    this.clone.predict(this.#input, this.#prediction);
    this.clone.learn(Float32Array.from(errors), this.#prediction);
  }

  /** Sums of squares: how far the clone's weights are from the true ones, and how far those have come. */
  distances(): { readonly drift: number; readonly way: number } {
    const truth = this.trueWeights();
    let [drift, way] = [0, 0];
    this.clone.weights(0).forEach((weight, n) => {
      drift += (weight - truth[n]) ** 2;
      way += (truth[n] - this.start[n]) ** 2;
    });
    return { drift, way };
  }
}

/**
 * Follows synapses of a network in training on held-out images.
 * @returns for each layer and each 100 examples the root mean square of the drift, by that of the way that the weights
 * have come since the first example
 */
export function weightDrift(
  rule: Rule,
  set: string,
  hiddenLayers: readonly number[],
  seed: number,
  createKernel: KernelFactory,
): number[][] {
  const stream = createStream('Images-v0', { set, split: 'test' });
  const own = deriveSeed(seed, STREAM.heldOutTasks, 0, 3);
  const network = new SgdNetwork([stream.inputSize, ...hiddenLayers, stream.outputSize]);
  stream.reset(own);
  network.reset(own);
  const layers = network.layers.map((_, k) => new Followed(network, k, rule, createKernel));
  const drifts: number[][] = layers.map(() => []);
  const prediction = new Float32Array(stream.outputSize);
  const error = new Float32Array(stream.outputSize);
  for (let step = 1; step <= DRIFT_STEPS; step++) {
    network.predict(stream.input, prediction);
    score(stream.kind, prediction, stream.target, error);
    network.learn(error);
    for (const layer of layers) layer.meet();
    stream.next();
    if (step % READ_EVERY !== 0) continue;
    layers.forEach((layer, k) => {
      const { drift, way } = layer.distances();
      drifts[k].push(Math.sqrt(drift / way));
    });
  }
  return drifts;
}
