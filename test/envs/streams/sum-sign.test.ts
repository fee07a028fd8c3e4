/** Rules of SumSign-v0. */
import { expect, it } from 'vitest';
import { createStream } from '../../../envs/streams/registry.ts';

it('labels by the sign of the sum of the pixels', () => {
  const stream = createStream('SumSign-v0', { inputs: 7 });
  stream.reset(4);
  for (let step = 0; step < 300; step++) {
    const sum = stream.input.reduce((total, pixel) => total + pixel, 0);
    expect([...stream.target]).toEqual(sum >= 0 ? [0, 1] : [1, 0]);
    stream.next();
  }
});

it('draws the mean of an image from U(-1, 1)', () => {
  const stream = createStream('SumSign-v0');
  stream.reset(0);
  const means: number[] = [];
  for (let step = 0; step < 400; step++) {
    means.push(stream.input.reduce((total, pixel) => total + pixel, 0) / 784);
    stream.next();
  }
  // A mean of 784 pixels strays from the drawn one by a standard deviation of 1/28.
  expect(Math.max(...means)).toBeLessThan(1.15);
  expect(Math.min(...means)).toBeGreaterThan(-1.15);
  const squares = means.reduce((total, mean) => total + mean * mean, 0) / 400;
  expect(Math.abs(squares - 1 / 3)).toBeLessThan(0.05);
});
