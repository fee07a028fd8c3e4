/**
 * The LSTM cell of all synapses at once, with derivatives written by hand: two operations on the tape of tfjs instead
 * of some twenty, and only what the derivatives read is kept. (Kirsch & Schmidhuber 2021, section 3)
 *
 *   c' = sigmoid(z_f) c + sigmoid(z_i) tanh(z_g)        h' = sigmoid(z_o) tanh(c')        z = terms + W h
 *
 * States lie `[N, synapses]`, one unit a row. tanh(x) is 2 sigmoid(2x) - 1, which the WebAssembly backend computes
 * some ten times faster than its tanh; `terms` and `weights` of the candidate come doubled (`CANDIDATE_SCALE`).
 */
import * as tf from '@tensorflow/tfjs-core';

/** What the synapses hold: two tensors `[N, synapses]`. */
export interface SynapseStates {
  readonly hidden: tf.Tensor2D;
  readonly cell: tf.Tensor2D;
}

/** Row and column terms `[N, synapses]` and hidden weights `[N, N]` of the four gates. */
export interface GateInputs {
  readonly terms: readonly tf.Tensor2D[];
  readonly weights: readonly tf.Tensor2D[];
}

function gate(terms: tf.Tensor2D, weights: tf.Tensor2D, hidden: tf.Tensor2D): tf.Tensor2D {
  return tf.sigmoid(tf.add(terms, tf.matMul(weights, hidden)));
}

/** tanh from sigmoid(2x). */
function centred(sigmoid: tf.Tensor2D): tf.Tensor2D {
  return tf.sub(tf.mul(sigmoid, 2), 1);
}

/** `upstream * s (1 - s)`, the derivative through s = sigmoid(z). */
function throughSigmoid(upstream: tf.Tensor, s: tf.Tensor): tf.Tensor2D {
  return tf.mul(upstream, tf.sub(s, tf.square(s))) as tf.Tensor2D;
}

/**
 * Derivatives by `weights` and `hidden` of z = terms + weights x hidden, for several gates in one product each.
 * Transposes are taken apart from the product, since the WebAssembly backend multiplies transposed operands slowly.
 */
function throughPreActivations(
  slopes: readonly tf.Tensor2D[],
  weights: readonly tf.Tensor2D[],
  hidden: tf.Tensor2D,
): { weights: tf.Tensor2D[]; hidden: tf.Tensor2D } {
  const allSlopes = tf.concat([...slopes], 0);
  const allWeights = tf.transpose(tf.concat([...weights], 0)) as tf.Tensor2D;
  const ofWeights = tf.matMul(allSlopes, tf.transpose(hidden) as tf.Tensor2D);
  return {
    weights: tf.split(ofWeights, slopes.length, 0),
    hidden: tf.matMul(allWeights, allSlopes),
  };
}

// tfjs does not tidy up after derivatives written by hand, so each does so itself.
const nextCell = tf.customGrad((...operands) => {
  const save = operands.pop() as tf.GradSaveFunc;
  const [hidden, cell, ...gates] = operands as tf.Tensor2D[];
  const [termsInput, termsCandidate, termsForget, ...weights] = gates;
  const input = gate(termsInput, weights[0], hidden);
  const candidate = gate(termsCandidate, weights[1], hidden);
  const forget = gate(termsForget, weights[2], hidden);
  save([hidden, cell, input, candidate, forget, ...weights]);
  const value = tf.add(tf.mul(forget, cell), tf.mul(input, centred(candidate)));
  const gradFunc = (upstream: tf.Tensor, saved: tf.Tensor[]) =>
    tf.tidy(() => {
      const [hidden, cell, input, candidate, forget, ...weights] = saved as tf.Tensor2D[];
      const slopes = [
        throughSigmoid(tf.mul(upstream, centred(candidate)), input),
        throughSigmoid(tf.mul(tf.mul(upstream, input), 2), candidate),
        throughSigmoid(tf.mul(upstream, cell), forget),
      ];
      const before = throughPreActivations(slopes, weights, hidden);
      return [before.hidden, tf.mul(upstream, forget), ...slopes, ...before.weights];
    });
  return { value, gradFunc };
});

const nextHidden = tf.customGrad((...operands) => {
  const save = operands.pop() as tf.GradSaveFunc;
  const [hidden, cell, terms, weights] = operands as tf.Tensor2D[];
  const output = gate(terms, weights, hidden);
  const bound = centred(tf.sigmoid(tf.mul(cell, 2)));
  save([hidden, output, bound, weights]);
  const gradFunc = (upstream: tf.Tensor, saved: tf.Tensor[]) =>
    tf.tidy(() => {
      const [hidden, output, bound, weights] = saved as tf.Tensor2D[];
      const slope = throughSigmoid(tf.mul(upstream, bound), output);
      const before = throughPreActivations([slope], [weights], hidden);
      const ofCell = tf.mul(tf.mul(upstream, output), tf.sub(1, tf.square(bound)));
      return [before.hidden, ofCell, slope, ...before.weights];
    });
  return { value: tf.mul(output, bound) as tf.Tensor2D, gradFunc };
});

/** One tick. Differentiable by everything it is given; derivatives of derivatives are not to be had. */
export function updateSynapses(
  { hidden, cell }: SynapseStates,
  { terms, weights }: GateInputs,
): SynapseStates {
  const cellAfter = nextCell(hidden, cell, ...terms.slice(0, 3), ...weights.slice(0, 3)) as tf.Tensor2D;
  return { hidden: nextHidden(hidden, cellAfter, terms[3], weights[3]) as tf.Tensor2D, cell: cellAfter };
}
