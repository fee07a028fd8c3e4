/**
 * The factored tick of a layer on tensors, all learners of a batch side by side. (ARCHITECTURE.md, "The tick, factored")
 *
 *   z_ab = row_a + column_b + W_h h_ab        m_fwd_next[b] = F mean_a(h_ab) + f0        m_bwd_prev[a] = G mean_b(h_ab) + g0
 *
 * Units of state are rows and lanes are columns: a lane is a synapse (input, output, learner) or a unit (input,
 * learner), the learner running fastest. Rows and columns can then be broadcast over whole runs of learners.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Gates, RuleTensors } from './rule-tensors.ts';
import { type SynapseStates, updateSynapses } from './synapse.ts';

/** A, B, and how many learners run side by side. */
export interface LayerShape {
  readonly inputs: number;
  readonly outputs: number;
  readonly learners: number;
  /** Where the layer lies, 1/K to 1. Read by rules with coordinates. */
  readonly position: number;
}

/** What a layer hears while it ticks. A message may have fewer channels than M: the rest is silent. */
export interface Heard {
  /** `[channels, A learners]` */
  readonly forward: tf.Tensor2D;
  /** `[channels, B learners]` */
  readonly backward: tf.Tensor2D;
  /** `[1, learners]`; none is 0. */
  readonly reward?: tf.Tensor2D;
}

/** The messages that a layer helped to make, as its synapses hear them again. */
export interface OwnMessages {
  /** `[M, B learners]` */
  readonly forward: tf.Tensor2D;
  /** `[M, A learners]` */
  readonly backward: tf.Tensor2D;
}

/** Whether a message is made of the mean of its contributions, or of their sum. */
export type Reduction = 'mean' | 'sum';

type GateTerms = readonly tf.Tensor2D[];

/** Weights times a message, gate by gate; channels that nobody speaks on cost nothing. */
function through(weights: Gates, message: tf.Tensor2D): GateTerms {
  const [channels] = message.shape;
  return weights.map((gate) => {
    const heard = channels < gate.shape[1] ? tf.slice(gate, [0, 0], [-1, channels]) : gate;
    return tf.matMul(heard, message) as tf.Tensor2D;
  });
}

/** Sums of terms, gate by gate; the second may be one column, or one for each learner. */
function plus(a: GateTerms, b: GateTerms): GateTerms {
  return a.map((terms, n) => tf.add(terms, b[n]) as tf.Tensor2D);
}

/** `1/count, 2/count, ..., 1`, each once for every learner. */
function positions(count: number, learners: number): tf.Tensor2D {
  const lanes = Float32Array.from(
    { length: count * learners },
    (_, lane) => (Math.floor(lane / learners) + 1) / count,
  );
  return tf.tensor2d(lanes, [1, lanes.length]);
}

function rowTerms(rule: RuleTensors, shape: LayerShape, heard: Heard, own?: OwnMessages): GateTerms {
  let terms = through(rule.forward, heard.forward);
  if (rule.ownBackward && own) terms = plus(terms, through(rule.ownBackward, own.backward));
  if (rule.coordinates) {
    terms = plus(terms, through(rule.coordinates[0], positions(shape.inputs, shape.learners)));
  }
  return terms;
}

function columnTerms(rule: RuleTensors, shape: LayerShape, heard: Heard, own?: OwnMessages): GateTerms {
  const { outputs, learners, position } = shape;
  let terms = plus(through(rule.backward, heard.backward), rule.bias);
  if (rule.ownForward && own) terms = plus(terms, through(rule.ownForward, own.forward));
  if (rule.reward && heard.reward) {
    const everywhere = tf.tile(heard.reward, [1, outputs]) as tf.Tensor2D;
    terms = plus(terms, through(rule.reward, everywhere));
  }
  if (rule.coordinates) {
    terms = plus(terms, through(rule.coordinates[1], positions(outputs, learners)));
    terms = plus(
      terms,
      rule.coordinates[2].map((gate) => tf.mul(gate, position)),
    );
  }
  return terms;
}

/** Row and column terms of every synapse, gate by gate, `[N, A B learners]`. */
export function gateTerms(rule: RuleTensors, shape: LayerShape, heard: Heard, own?: OwnMessages): GateTerms {
  const { inputs, outputs, learners } = shape;
  const columns = columnTerms(rule, shape, heard, own);
  return rowTerms(rule, shape, heard, own).map((row, n) => {
    const units = row.shape[0];
    const sum = tf.add(
      tf.reshape(row, [units, inputs, 1, learners]),
      tf.reshape(columns[n], [units, 1, outputs, learners]),
    );
    return tf.reshape(sum, [units, inputs * outputs * learners]);
  });
}

function reduced(contributions: tf.Tensor, axis: number, reduction: Reduction): tf.Tensor {
  return reduction === 'mean' ? tf.mean(contributions, axis) : tf.sum(contributions, axis);
}

/** What a layer says to its output units, `[M, B learners]`; `channel` picks one row, `[1, B learners]`. */
export function forwardMessage(
  rule: RuleTensors,
  { inputs, outputs, learners }: LayerShape,
  hidden: tf.Tensor2D,
  reduction: Reduction,
  channel?: number,
): tf.Tensor2D {
  const [units] = hidden.shape;
  const contributions = tf.reshape(hidden, [units, inputs, outputs * learners]);
  const heard = reduced(contributions, 1, reduction) as tf.Tensor2D;
  const cut = (tensor: tf.Tensor2D) =>
    channel === undefined ? tensor : tf.slice(tensor, [channel, 0], [1, -1]);
  return tf.add(tf.matMul(cut(rule.forwardMessenger), heard), cut(rule.forwardMessengerBias));
}

/** What a layer says back to its input units, `[M, A learners]`. */
export function backwardMessage(
  rule: RuleTensors,
  { inputs, outputs, learners }: LayerShape,
  hidden: tf.Tensor2D,
  reduction: Reduction,
): tf.Tensor2D {
  const [units] = hidden.shape;
  const contributions = tf.reshape(hidden, [units * inputs, outputs, learners]);
  const heard = tf.reshape(reduced(contributions, 1, reduction), [units, inputs * learners]) as tf.Tensor2D;
  return tf.add(tf.matMul(rule.backwardMessenger, heard), rule.backwardMessengerBias);
}

/** One tick of all synapses. Differentiable by rule, states and messages. */
export function tick(rule: RuleTensors, states: SynapseStates, terms: readonly tf.Tensor2D[]): SynapseStates {
  return updateSynapses(states, { terms, weights: rule.hidden });
}
