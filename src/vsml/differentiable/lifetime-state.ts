/** What one example leaves to the next, as named tensors and as the list by which derivatives are taken. */
import * as tf from '@tensorflow/tfjs-core';
import { exchanged, type LifetimeBatch, type LifetimeSetting } from './lifetime-batch.ts';
import type { SynapseStates } from './synapse.ts';
import type { OwnMessages } from './tick.ts';

/** A layer between two examples. */
export interface LayerState {
  readonly states: SynapseStates;
  /** Of rules with own messages only. */
  readonly own?: OwnMessages;
}

/** Everything that one example leaves to the next. */
export interface LifetimeState {
  readonly layers: readonly LayerState[];
  /** `[M, B_k L]`: what layers 0 .. K-2 hear from above. */
  readonly backward: readonly tf.Tensor2D[];
  /** `[1 or 2, B L]`: error and target that enter with the next input; absent when a backward pass has told them. */
  readonly feedback?: tf.Tensor2D;
}

/** The state before the first example: hidden states and messages are 0, cells as the batch has them. */
export function born(setting: LifetimeSetting, { learners, cells }: LifetimeBatch): LifetimeState {
  const { layerSizes, ruleShape, backwardPass, targetFeedback } = setting;
  const { stateSize: N, messageSize: M } = ruleShape;
  const outputs = layerSizes[layerSizes.length - 1];
  const layers = layerSizes.slice(1).map((above, k) => {
    const synapses = layerSizes[k] * above;
    // [L, A, B, N] becomes [L, N, A B] and then [N, A B, L].
    const unitsFirst = new Float32Array(cells[k].length);
    for (let learner = 0; learner < learners; learner++) {
      const start = learner * synapses * N;
      unitsFirst.set(exchanged(cells[k], start, synapses, N), start);
    }
    const lanes = synapses * learners;
    const states = {
      hidden: tf.zeros([N, lanes]) as tf.Tensor2D,
      cell: tf.tensor2d(exchanged(unitsFirst, 0, learners, N * synapses), [N, lanes]),
    };
    if (!ruleShape.ownMessages) return { states };
    const own = {
      forward: tf.zeros([M, above * learners]) as tf.Tensor2D,
      backward: tf.zeros([M, layerSizes[k] * learners]) as tf.Tensor2D,
    };
    return { states, own };
  });
  const backward = layerSizes.slice(1, -1).map((above) => tf.zeros([M, above * learners]) as tf.Tensor2D);
  if (backwardPass) return { layers, backward };
  const feedback = tf.zeros([targetFeedback ? 2 : 1, outputs * learners]) as tf.Tensor2D;
  return { layers, backward, feedback };
}

/** Layer by layer hidden, cell and own messages; then what layers hear from above; then feedback. */
export function stateTensors({ layers, backward, feedback }: LifetimeState): tf.Tensor[] {
  const ofLayers = layers.flatMap(({ states, own }) =>
    own ? [states.hidden, states.cell, own.forward, own.backward] : [states.hidden, states.cell],
  );
  return [...ofLayers, ...backward, ...(feedback ? [feedback] : [])];
}

/** The inverse of `stateTensors`. */
export function stateFrom(setting: LifetimeSetting, tensors: readonly tf.Tensor[]): LifetimeState {
  const rest = tensors as readonly tf.Tensor2D[];
  const layerCount = setting.layerSizes.length - 1;
  const { ownMessages } = setting.ruleShape;
  const each = ownMessages ? 4 : 2;
  const layers = Array.from({ length: layerCount }, (_, k) => {
    const [hidden, cell, forward, backward] = rest.slice(k * each, (k + 1) * each);
    const states = { hidden, cell };
    return ownMessages ? { states, own: { forward, backward } } : { states };
  });
  const start = layerCount * each;
  const backward = rest.slice(start, start + layerCount - 1);
  if (setting.backwardPass) return { layers, backward };
  return { layers, backward, feedback: rest[start + layerCount - 1] };
}
