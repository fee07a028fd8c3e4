/** Means, variances, Student's t and Welford's recurrence. */
import { expect, it } from 'vitest';
import {
  confidenceHalfWidth95,
  mean,
  RunningStatistics,
  sampleVariance,
  studentQuantile,
} from '../../../src/numerics/statistics.ts';

const VALUES = [2, 4, 4, 4, 5, 5, 7, 9];

it('computes mean and unbiased variance', () => {
  expect(mean(VALUES)).toBe(5);
  expect(sampleVariance(VALUES)).toBeCloseTo(32 / 7, 14);
  expect(mean([])).toBeNaN();
  expect(sampleVariance([1])).toBeNaN();
  expect(confidenceHalfWidth95(new Float32Array([1]))).toBeNaN();
});

it('knows the quantiles of Student from printed tables', () => {
  const table: readonly [number, number][] = [
    [1, 12.7062],
    [2, 4.302653],
    [10, 2.228139],
    [11, 2.200985],
    [12, 2.178813],
    [15, 2.13145],
    [20, 2.085963],
    [30, 2.042272],
    [60, 2.000298],
    [120, 1.97993],
    [1000000, 1.959966],
  ];
  for (const [degrees, quantile] of table) expect(studentQuantile(degrees)).toBeCloseTo(quantile, 4);
  expect(() => studentQuantile(0)).toThrow('degreesOfFreedom must be an integer of at least 1, got 0');
});

it('gives the half-width of a known sample', () => {
  // t(7) * sqrt(32 / 7 / 8)
  expect(confidenceHalfWidth95(VALUES)).toBeCloseTo(2.364624 * Math.sqrt(4 / 7), 5);
});

it('gives the same from a stream, far from zero too', () => {
  const running = new RunningStatistics();
  expect([running.count, running.mean, running.variance]).toEqual([0, Number.NaN, Number.NaN]);
  for (const value of VALUES) running.push(value + 1e9);
  expect(running.count).toBe(8);
  expect(running.mean).toBe(1e9 + 5);
  expect(running.variance).toBeCloseTo(32 / 7, 6);
  expect(running.confidenceHalfWidth95).toBeCloseTo(confidenceHalfWidth95(VALUES), 6);
});
