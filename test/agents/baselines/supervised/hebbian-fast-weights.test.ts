/** Hebbian fast weights: numbers by hand, and what the rule can learn when it is set by hand. */
import { describe, expect, it } from 'vitest';
import { HebbianFastWeights } from '../../../../agents/baselines/supervised/hebbian-fast-weights.ts';
import { accuracyAfter, showExamples } from './easy-examples.ts';
import { unbounded } from './reference-cells.ts';

const options = { initialCoefficient: 0.01, initialRateLogit: -4.5 };

describe('HebbianFastWeights', () => {
  // Parameters of 1 x 1: W of x, error, label; b; C of x, error, label; r0. With one output the softmax is 1.
  it('follow Oja on 1 x 1: F <- F + r (u - F), seen through the coefficient of x', () => {
    const learner = new HebbianFastWeights(1, 1, options);
    // r0 = 0: rate 1/2.
    learner.loadParameters(Float32Array.of(2, 7, -7, 0.5, 4, 9, 9, 0));
    learner.reset();
    const prediction = new Float32Array(1);
    const error = Float32Array.of(0.25);
    const target = Float32Array.of(1);
    const answer = () => {
      learner.predict(Float32Array.of(3), prediction);
      return unbounded(prediction[0]);
    };
    // F = 0: 3 x 2 + 0.5. The error and label of the answering pass are 0, so 7 and -7 do not count.
    expect(answer()).toBeCloseTo(6.5, 4);
    learner.learn(error, target);
    // F = 0 + (3 - 0) / 2 = 1.5: 3 x (2 + 4 x 1.5) + 0.5.
    expect(answer()).toBeCloseTo(24.5, 4);
    learner.learn(error, target);
    // F = 1.5 + (3 - 1.5) / 2 = 2.25: 3 x (2 + 4 x 2.25) + 0.5.
    expect(answer()).toBeCloseTo(33.5, 4);
  });

  it('use the softmax of the second pass as the post-synaptic term', () => {
    const learner = new HebbianFastWeights(1, 2, options);
    const parameters = new Float32Array(learner.parameterCount);
    // Rows of W: x, error 0, error 1, label 0, label 1; columns are the two outputs. Label 0 raises output 0 by ln 3.
    parameters[3 * 2] = Math.log(3);
    // C of x is 1, r0 = 0.
    parameters.fill(1, 12, 14);
    learner.loadParameters(parameters);
    learner.reset();
    const prediction = new Float32Array(2);
    learner.predict(Float32Array.of(2), prediction);
    expect([...prediction]).toEqual([0, 0]);
    learner.learn(new Float32Array(2), Float32Array.of(1, 0));
    learner.predict(Float32Array.of(1), prediction);
    // p = (3/4, 1/4), F = p x 2 / 2.
    expect(prediction[0]).toBeCloseTo(100 * Math.tanh(0.0075), 5);
    expect(prediction[1]).toBeCloseTo(100 * Math.tanh(0.0025), 5);
  });

  it('start with coefficients of .01 and a rate of sigmoid(-4.5)', () => {
    const parameters = new HebbianFastWeights(2, 1, options).initialParameters(1);
    expect([...parameters.subarray(4)]).toEqual([...new Float32Array([0, 0.01, 0.01, 0.01, 0.01, -4.5])]);
  });

  it('learn the means of classes when labels drive the post-synaptic term', () => {
    const learner = new HebbianFastWeights(16, 4, options);
    const parameters = new Float32Array(learner.parameterCount);
    // Weight 20 from each label to its output, coefficient 1 for x, rate .12.
    for (let label = 0; label < 4; label++) parameters[(16 + 4 + label) * 4 + label] = 20;
    parameters.fill(1, 100, 164);
    parameters[learner.parameterCount - 1] = -2;
    learner.loadParameters(parameters);
    learner.reset();
    expect(accuracyAfter(showExamples(learner, 2, 200), 50)).toBeGreaterThan(0.9);
  });
});
