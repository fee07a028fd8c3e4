/**
 * What answers are worth, on tensors, and the error that the network hears: cross-entropy of the softmax for classes,
 * half the mean square for vectors. (Kirsch & Schmidhuber 2021, section 3: the error at the output)
 */
import * as tf from '@tensorflow/tfjs-core';

export interface Scored {
  /** `[learners]` */
  readonly loss: tf.Tensor1D;
  /** `[learners, B]`: `softmax(prediction) - target`, or `prediction - target`. */
  readonly error: tf.Tensor2D;
}

/**
 * Scores the answers of all learners. Differentiable, the error too: a rule is told it, and may be told it otherwise.
 * @param prediction `[learners, B]`, logits or values
 * @param target `[learners, B]`, one-hot labels or target vectors
 */
export function scored(
  kind: 'classification' | 'regression',
  prediction: tf.Tensor2D,
  target: tf.Tensor2D,
): Scored {
  if (kind === 'regression') {
    const error = tf.sub(prediction, target) as tf.Tensor2D;
    return { loss: tf.mul(tf.mean(tf.square(error), 1), 0.5) as tf.Tensor1D, error };
  }
  const logarithms = tf.logSoftmax(prediction);
  return {
    loss: tf.neg(tf.sum(tf.mul(logarithms, target), 1)) as tf.Tensor1D,
    error: tf.sub(tf.exp(logarithms), target) as tf.Tensor2D,
  };
}
