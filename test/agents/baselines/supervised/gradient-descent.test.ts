/** Online SGD and Adam: their steps by hand, and what they learn. */
import { describe, expect, it } from 'vitest';
import { GradientDescent, type Optimiser } from '../../../../agents/baselines/supervised/gradient-descent.ts';
import { accuracyAfter, showExamples } from './easy-examples.ts';
import { unbounded } from './reference-cells.ts';

/** The weight and bias of a 1 x 1 network, read from its answers to 1 and 0. */
function weightAndBias(learner: GradientDescent): [weight: number, bias: number] {
  const prediction = new Float32Array(1);
  learner.predict(Float32Array.of(0), prediction);
  const bias = unbounded(prediction[0]);
  learner.predict(Float32Array.of(1), prediction);
  return [unbounded(prediction[0]) - bias, bias];
}

function tell(learner: GradientDescent, input: number, error: number): void {
  learner.predict(Float32Array.of(input), new Float32Array(1));
  learner.learn(Float32Array.of(error));
}

describe('GradientDescent', () => {
  it('by SGD steps by the rate times error times input', () => {
    const learner = new GradientDescent(1, 1, 'sgd', { learningRate: 0.5, layers: 1, hiddenSize: 1 });
    learner.reset(1);
    const [weight, bias] = weightAndBias(learner);
    expect(bias).toBe(0);
    tell(learner, 2, 0.25);
    const [nextWeight, nextBias] = weightAndBias(learner);
    // The bound's slope is within .002 of 1 at these answers.
    expect(nextWeight - weight).toBeCloseTo(-0.25, 3);
    expect(nextBias).toBeCloseTo(-0.125, 3);
  });

  it('by Adam steps by the rate at first, whatever the size of the gradient', () => {
    for (const error of [1e-4, 1]) {
      const learner = new GradientDescent(1, 1, 'adam', { learningRate: 0.125, layers: 1, hiddenSize: 1 });
      learner.reset(1);
      const [weight] = weightAndBias(learner);
      tell(learner, 1, error);
      const [nextWeight, nextBias] = weightAndBias(learner);
      expect(nextWeight - weight).toBeCloseTo(-0.125, 4);
      expect(nextBias).toBeCloseTo(-0.125, 4);
    }
  });

  it('by Adam takes the second step of Kingma & Ba: gradients 1, then -1', () => {
    const learner = new GradientDescent(1, 1, 'adam', { learningRate: 0.125, layers: 1, hiddenSize: 1 });
    learner.reset(1);
    tell(learner, 1, 1);
    tell(learner, 1, -1);
    // m = .9 x .1 - .1 = -.01, over 1 - .81 is -1/19; s over 1 - .999^2 is 1. So the bias moves by .125 / 19.
    expect(weightAndBias(learner)[1]).toBeCloseTo(-0.125 + 0.125 / 19, 3);
  });

  it('draws other weights for other seeds', () => {
    const learner = new GradientDescent(3, 2, 'sgd', { learningRate: 0.1, layers: 2, hiddenSize: 4 });
    const first = [1, 2].map((seed) => {
      learner.reset(seed);
      return showExamples(learner, 1, 1).predictions;
    });
    expect(first[0]).not.toEqual(first[1]);
  });

  // An oracle that knew the means would be right on all but a few of a thousand.
  it.each<{ optimiser: Optimiser; layers: number; learningRate: number }>([
    { optimiser: 'sgd', layers: 1, learningRate: 0.05 },
    { optimiser: 'sgd', layers: 2, learningRate: 0.05 },
    { optimiser: 'adam', layers: 1, learningRate: 0.02 },
    { optimiser: 'adam', layers: 2, learningRate: 0.005 },
  ])('learns an easy task by $optimiser on $layers layers', ({ optimiser, layers, learningRate }) => {
    const learner = new GradientDescent(16, 4, optimiser, { learningRate, layers, hiddenSize: 32 });
    for (const seed of [1, 2, 3]) {
      learner.reset(seed);
      expect(accuracyAfter(showExamples(learner, seed, 300), 100)).toBeGreaterThan(0.95);
    }
  });
});
