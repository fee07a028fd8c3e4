/** Rules of GaussianClusters-v0. */
import { expect, it } from 'vitest';
import { createStream } from '../../../envs/streams/registry.ts';

it('is the pilot task unless told otherwise: 16 inputs, 4 classes, 40 steps', () => {
  expect(createStream('GaussianClusters-v0')).toMatchObject({
    inputSize: 16,
    outputSize: 4,
    lifetimeSteps: 40,
    kind: 'classification',
  });
});

it('shows one point for each class when there is no noise', () => {
  const stream = createStream('GaussianClusters-v0', { noise: 0 });
  stream.reset(3);
  const points = new Map<number, string>();
  for (let step = 0; step < 100; step++) {
    const label = stream.target.indexOf(1);
    const point = stream.input.join();
    expect(points.get(label) ?? point).toBe(point);
    points.set(label, point);
    stream.next();
  }
  expect(new Set(points.values()).size).toBe(4);
});

it('draws means and noise from N(0, 1), and classes uniformly', () => {
  const stream = createStream('GaussianClusters-v0', { inputs: 4, classes: 2 });
  const still = createStream('GaussianClusters-v0', { inputs: 4, classes: 2, noise: 0 });
  let squaredMeans = 0;
  let squaredNoise = 0;
  let firstClass = 0;
  const lives = 4000;
  for (let seed = 0; seed < lives; seed++) {
    stream.reset(seed);
    still.reset(seed);
    firstClass += stream.target[0];
    for (let n = 0; n < 4; n++) {
      squaredMeans += still.input[n] ** 2;
      squaredNoise += (stream.input[n] - still.input[n]) ** 2;
    }
  }
  // Of 16,000 squares with mean 1 and variance 2 the mean has a standard deviation of 0.011.
  expect(squaredMeans / lives / 4).toBeCloseTo(1, 1);
  expect(squaredNoise / lives / 4).toBeCloseTo(1, 1);
  expect(Math.abs(firstClass / lives - 0.5)).toBeLessThan(0.03);
});
