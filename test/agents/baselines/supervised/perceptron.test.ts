/** The perceptron's gradient by hand against finite differences, and its bound. */
import { describe, expect, it } from 'vitest';
import { Perceptron } from '../../../../agents/baselines/supervised/perceptron.ts';
import { gaussianAt } from '../../../../src/numerics/noise.ts';
import { STREAM } from '../../../../src/numerics/streams.ts';

/** Far above the rounding of float32 predictions, far below the curvature of the loss. */
const STEP = 2 ** -8;

describe('Perceptron', () => {
  it.each([{ sizes: [4, 3] }, { sizes: [4, 5, 3] }, { sizes: [4, 5, 4, 3] }])(
    'has the gradient that finite differences show, sizes $sizes',
    ({ sizes }) => {
      for (let seed = 0; seed < 20; seed++) {
        const network = new Perceptron(sizes);
        network.draw(seed, STREAM.test);
        // Biases too, and answers large enough for the bound's slope to count.
        const top = network.weights.length - 3 * (sizes[sizes.length - 2] + 1);
        for (let n = 0; n < network.weights.length; n++) {
          network.weights[n] += (n < top ? 0.3 : 30) * gaussianAt(seed, STREAM.test, n, 1);
        }
        const input = Float32Array.from({ length: 4 }, (_, i) => gaussianAt(seed, STREAM.test, i, 2));
        const target = Float32Array.from({ length: 3 }, (_, j) => 20 * gaussianAt(seed, STREAM.test, j, 3));
        const prediction = new Float32Array(3);
        const loss = () => {
          network.predict(input, prediction);
          return prediction.reduce((sum, y, j) => sum + (y - target[j]) ** 2 / 40, 0);
        };
        loss();
        network.backpropagate(Float32Array.from(prediction, (y, j) => (y - target[j]) / 20));
        const gradient = network.gradient.slice();
        for (let n = 0; n < network.weights.length; n++) {
          const weight = network.weights[n];
          network.weights[n] = weight + STEP;
          const [above, high] = [loss(), network.weights[n]];
          network.weights[n] = weight - STEP;
          const [below, low] = [loss(), network.weights[n]];
          network.weights[n] = weight;
          const difference = (above - below) / (high - low);
          expect(Math.abs(gradient[n] - difference)).toBeLessThan(0.01 * (1 + Math.abs(difference)));
        }
      }
    },
  );

  it('computes z = x W + b on one layer, numbers by hand', () => {
    const network = new Perceptron([2, 2]);
    network.weights.set([1, 2, 3, 4, 0.5, -0.5]);
    const prediction = new Float32Array(2);
    network.predict(Float32Array.of(1, -1), prediction);
    // z = (1 - 3 + .5, 2 - 4 - .5).
    expect(prediction[0]).toBeCloseTo(100 * Math.tanh(-0.015), 5);
    expect(prediction[1]).toBeCloseTo(100 * Math.tanh(-0.025), 5);
  });

  it('keeps its gradient small through the bound where a prediction saturates', () => {
    const network = new Perceptron([1, 1]);
    network.weights.set([1e6, 0]);
    const prediction = new Float32Array(1);
    network.predict(Float32Array.of(1), prediction);
    network.backpropagate(Float32Array.of(1));
    expect(prediction[0]).toBe(100);
    expect([...network.gradient]).toEqual([0, 0]);
  });
});
