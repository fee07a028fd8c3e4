/** An easy supervised task: Gaussian noise of deviation .3 around one random mean of deviation 1 for each class. */
import type { Learner } from '../../../../agents/learner.ts';
import { gaussianAt, integerAt } from '../../../../src/numerics/noise.ts';
import { softmax } from '../../../../src/numerics/softmax.ts';
import { STREAM } from '../../../../src/numerics/streams.ts';

export interface Life {
  /** Predictions one after the other, `[steps * outputSize]`. */
  readonly predictions: number[];
  /** For each step whether the answer was right. */
  readonly correct: boolean[];
}

/**
 * Shows `steps` examples of a task to a learner and tells it the derivative of the cross-entropy, without resetting it.
 * @param scale multiplies inputs
 */
export function showExamples(learner: Learner, seed: number, steps: number, scale = 1): Life {
  const { inputSize, outputSize } = learner;
  const input = new Float32Array(inputSize);
  const prediction = new Float32Array(outputSize);
  const probabilities = new Float64Array(outputSize);
  const error = new Float32Array(outputSize);
  const target = new Float32Array(outputSize);
  const predictions: number[] = [];
  const correct: boolean[] = [];
  for (let step = 0; step < steps; step++) {
    const label = integerAt(seed, STREAM.test, outputSize, step, 0, 0);
    target.fill(0);
    target[label] = 1;
    for (let i = 0; i < inputSize; i++) {
      const noise = gaussianAt(seed, STREAM.test, step, i, 1);
      input[i] = scale * (gaussianAt(seed, STREAM.test, label, i, 2) + 0.3 * noise);
    }
    learner.predict(input, prediction);
    predictions.push(...prediction);
    correct.push(prediction.indexOf(Math.max(...prediction)) === label);
    softmax(probabilities, Float64Array.from(prediction));
    for (let j = 0; j < outputSize; j++) error[j] = probabilities[j] - target[j];
    learner.learn(error, target);
  }
  return { predictions, correct };
}

/** The share of right answers after the first `skipped`. */
export function accuracyAfter({ correct }: Life, skipped: number): number {
  const counted = correct.slice(skipped);
  return counted.filter(Boolean).length / counted.length;
}
