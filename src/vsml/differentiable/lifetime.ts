/**
 * Supervised lifetimes on tensors, all learners side by side: predict, hear how wrong it was, tick, go on.
 * (Kirsch & Schmidhuber 2021, algorithm 1; the schedule of the released code)
 *
 *   forwardIn[0] = [x]     backwardIn[K-1] = [e, target if fed]     y = 100 tanh(forwardOut[K-1][channel 1] / 100)
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  assertLifetimeBatch,
  exchanged,
  type LifetimeBatch,
  type LifetimeSetting,
} from './lifetime-batch.ts';
import { born, type LifetimeState } from './lifetime-state.ts';
import { scored } from './loss.ts';
import { createNetwork, type Network, type Passing, readPrediction, tickLayer } from './network.ts';

/** What the last layer hears: the error, and the target beside it where it is fed. */
function feedbackOf(setting: LifetimeSetting, error: tf.Tensor2D, target: tf.Tensor2D): tf.Tensor2D {
  const lanes = (values: tf.Tensor2D) => tf.reshape(tf.transpose(values), [1, -1]) as tf.Tensor2D;
  return setting.targetFeedback ? tf.concat([lanes(error), lanes(target)], 0) : lanes(error);
}

/** What an example leaves, and what came of it. */
export interface Lived {
  readonly state: LifetimeState;
  /** `[L]` */
  readonly loss: tf.Tensor1D;
  /** `[L, B]` */
  readonly prediction: tf.Tensor2D;
}

/**
 * One example: predict, be scored, and with a backward pass learn at once.
 * @param input `[1, A L]`, the learner running fastest
 * @param target `[L, B]`
 */
export function liveExample(
  network: Network,
  state: LifetimeState,
  input: tf.Tensor2D,
  target: tf.Tensor2D,
): Lived {
  const { setting, learners, layers } = network;
  const last = layers.length - 1;
  const outputs = layers[last].outputs;
  const silence = () => tf.zeros([1, outputs * learners]) as tf.Tensor2D;
  const passing: Passing = {
    layers: [...state.layers],
    forwardIn: [input],
    backwardIn: [...state.backward, state.feedback ?? silence()],
  };
  for (let k = 0; k <= last; k++) tickLayer(network, passing, k, false);
  const lanes = tf.reshape(readPrediction(network, passing), [outputs, learners]);
  const prediction = tf.transpose(lanes) as tf.Tensor2D;
  const { loss, error } = scored(setting.kind, prediction, target);
  const feedback = feedbackOf(setting, error, target);
  if (setting.backwardPass) {
    passing.backwardIn[last] = feedback;
    for (let k = last; k >= 0; k--) tickLayer(network, passing, k, true);
  }
  const next = { layers: passing.layers, backward: passing.backwardIn.slice(0, last) };
  return { state: setting.backwardPass ? next : { ...next, feedback }, loss, prediction };
}

/** The example at `index` of a batch, as `liveExample` takes it. */
export function exampleAt(
  { layerSizes }: LifetimeSetting,
  { learners, inputs, targets }: LifetimeBatch,
  index: number,
): { readonly input: tf.Tensor2D; readonly target: tf.Tensor2D } {
  const [A, B] = [layerSizes[0], layerSizes[layerSizes.length - 1]];
  const start = index * learners;
  const input = exchanged(inputs, start * A, learners, A);
  const target = targets.slice(start * B, (start + learners) * B);
  return { input: tf.tensor2d(input, [1, A * learners]), target: tf.tensor2d(target, [learners, B]) };
}

/** What came of whole lifetimes. */
export interface LifetimeOutcome {
  /** `[T, L]` */
  readonly losses: Float32Array;
  /** `[T, L, B]`, logits or values. */
  readonly predictions: Float32Array;
}

/**
 * Lives a batch without gradients, on the backend that tfjs uses; holds the state of one example at a time.
 * @throws RangeError when parameters or batch do not fit the setting
 */
export function liveLifetimes(
  setting: LifetimeSetting,
  parameters: Float32Array,
  batch: LifetimeBatch,
): LifetimeOutcome {
  assertLifetimeBatch(setting, batch);
  const { learners, examples } = batch;
  const outputs = setting.layerSizes[setting.layerSizes.length - 1];
  const losses = new Float32Array(examples * learners);
  const predictions = new Float32Array(examples * learners * outputs);
  tf.tidy(() => {
    const network = createNetwork(setting, tf.tensor1d(parameters), learners);
    let state = born(setting, batch);
    for (let t = 0; t < examples; t++) {
      const before = state;
      state = tf.tidy(() => {
        const { input, target } = exampleAt(setting, batch, t);
        const lived = liveExample(network, before, input, target);
        losses.set(lived.loss.dataSync(), t * learners);
        predictions.set(lived.prediction.dataSync(), t * learners * outputs);
        return lived.state as unknown as tf.TensorContainer;
      }) as unknown as LifetimeState;
      tf.dispose(before as unknown as tf.TensorContainer);
    }
  });
  return { losses, predictions };
}
