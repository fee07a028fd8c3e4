/**
 * What an answer is worth: cross-entropy of its softmax for classes, half the mean square for vectors, and the
 * derivative that learners hear as their error. (Kirsch & Schmidhuber 2021, section 3: the error at the output)
 */
import { exp } from '../../src/numerics/exponential.ts';
import { log } from '../../src/numerics/logarithm.ts';
import type { StreamKind } from './stream.ts';

/** `-log softmax(prediction)[label]`; the error is `softmax(prediction) - target`, the loss's gradient. */
function crossEntropy(prediction: Float32Array, target: Float32Array, error: Float32Array): number {
  let largest = prediction[0];
  for (let n = 1; n < prediction.length; n++) if (prediction[n] > largest) largest = prediction[n];
  let sum = 0;
  let ofTarget = 0;
  for (let n = 0; n < prediction.length; n++) {
    const power = exp(prediction[n] - largest);
    error[n] = power;
    sum += power;
    ofTarget += target[n] * (prediction[n] - largest);
  }
  for (let n = 0; n < error.length; n++) error[n] = error[n] / sum - target[n];
  return log(sum) - ofTarget;
}

/** `mean_n (y_n - t_n)^2 / 2`; the error is `y - t`, not divided by their number. */
function halfMeanSquare(prediction: Float32Array, target: Float32Array, error: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < prediction.length; n++) {
    const difference = prediction[n] - target[n];
    error[n] = difference;
    sum += difference * difference;
  }
  return sum / (2 * prediction.length);
}

/**
 * Loss of one answer; allocates nothing.
 *
 * Classification: the cross-entropy of `softmax(prediction)` in nats, and `error = softmax(prediction) - target`.
 * Regression: `mean_n (prediction_n - target_n)^2 / 2`, and `error = prediction - target`: the derivative of the
 * *sum* over outputs, so that its size does not shrink as outputs are added.
 *
 * @param prediction `[outputSize]`, logits or values; NaN in it makes the loss NaN
 * @param target `[outputSize]`, one-hot or the target vector
 * @param error `[outputSize]`, written
 */
export function score(
  kind: StreamKind,
  prediction: Float32Array,
  target: Float32Array,
  error: Float32Array,
): number {
  return kind === 'classification'
    ? crossEntropy(prediction, target, error)
    : halfMeanSquare(prediction, target, error);
}

/** Index of the largest value; of equal ones the lowest. */
export function argmax(values: Float32Array): number {
  let best = 0;
  for (let n = 1; n < values.length; n++) if (values[n] > values[best]) best = n;
  return best;
}

/** Whether the largest logit is that of the one-hot target; of equal logits the lowest index counts. */
export function isCorrect(prediction: Float32Array, target: Float32Array): boolean {
  return target[argmax(prediction)] === 1;
}
