/** A network on tensors: the rules of its layers and passes, and how a layer ticks while an input passes through. */
import * as tf from '@tensorflow/tfjs-core';
import { parameterCount } from '../rule-shape.ts';
import { type LifetimeSetting, lifetimeParameterCount, ruleCount } from './lifetime-batch.ts';
import type { LayerState } from './lifetime-state.ts';
import { type RuleTensors, ruleTensors } from './rule-tensors.ts';
import { backwardMessage, forwardMessage, gateTerms, type LayerShape, tick } from './tick.ts';

const PREDICTION_CHANNEL = 1;
const PREDICTION_BOUND = 100;

/** A network ready to live: its setting, its rules cut into tensors, its layers. */
export interface Network {
  readonly setting: LifetimeSetting;
  readonly learners: number;
  readonly rules: readonly RuleTensors[];
  readonly layers: readonly LayerShape[];
}

/**
 * Cuts the rules of a network. Differentiable.
 * @param parameters `[lifetimeParameterCount(setting)]`
 * @throws RangeError when their number is wrong
 */
export function createNetwork(setting: LifetimeSetting, parameters: tf.Tensor1D, learners: number): Network {
  const expected = lifetimeParameterCount(setting);
  if (parameters.size !== expected) {
    throw new RangeError(`this network takes ${expected} parameters, got ${parameters.size}`);
  }
  const { layerSizes, ruleShape } = setting;
  const length = parameterCount(ruleShape);
  const rules = Array.from({ length: ruleCount(setting) }, (_, rule) =>
    ruleTensors(ruleShape, tf.slice(parameters, [rule * length], [length])),
  );
  const layers = layerSizes.slice(1).map((outputs, k) => ({
    inputs: layerSizes[k],
    outputs,
    learners,
    position: (k + 1) / (layerSizes.length - 1),
  }));
  return { setting, learners, rules, layers };
}

/** Layers while an input passes through them; messages are replaced as layers speak. */
export interface Passing {
  readonly layers: LayerState[];
  /** What each layer hears from below and from above. */
  readonly forwardIn: tf.Tensor2D[];
  readonly backwardIn: tf.Tensor2D[];
}

/** All micro ticks of a layer; its messages stay fixed meanwhile, and only those of the last tick leave. */
export function tickLayer(network: Network, passing: Passing, k: number, reverse: boolean): void {
  const { ticks, layerwiseRules, separateBackwardRule, reduction } = network.setting;
  const firstRule = reverse && separateBackwardRule ? network.rules.length / 2 : 0;
  const rule = network.rules[firstRule + (layerwiseRules ? k : 0)];
  const shape = network.layers[k];
  const heard = { forward: passing.forwardIn[k], backward: passing.backwardIn[k] };
  let { states, own } = passing.layers[k];
  let terms = gateTerms(rule, shape, heard, own);
  for (let n = 0; n < ticks; n++) {
    if (own && n > 0) terms = gateTerms(rule, shape, heard, own);
    states = tick(rule, states, terms);
    if (own) {
      own = {
        forward: forwardMessage(rule, shape, states.hidden, reduction),
        backward: backwardMessage(rule, shape, states.hidden, reduction),
      };
    }
  }
  passing.layers[k] = own ? { states, own } : { states };
  if (k > 0) {
    passing.backwardIn[k - 1] = own?.backward ?? backwardMessage(rule, shape, states.hidden, reduction);
  }
  if (k + 1 < network.layers.length) {
    passing.forwardIn[k + 1] = own?.forward ?? forwardMessage(rule, shape, states.hidden, reduction);
  }
}

/** `[1, B L]` lanes of the prediction, read from the last layer's states by the rule that moved them. */
export function readPrediction({ setting, rules, layers }: Network, passing: Passing): tf.Tensor2D {
  const last = layers.length - 1;
  const rule = rules[setting.layerwiseRules ? last : 0];
  const { hidden } = passing.layers[last].states;
  const message = forwardMessage(rule, layers[last], hidden, setting.reduction, PREDICTION_CHANNEL);
  return tf.mul(tf.tanh(tf.mul(message, 1 / PREDICTION_BOUND)), PREDICTION_BOUND);
}
