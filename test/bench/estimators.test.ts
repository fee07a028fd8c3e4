/** The truth of gradient estimators, with fewer draws than `npm run bench:estimators` prints. Draws are seeded. */
import { expect, it } from 'vitest';
import { backpropagationDraw, evolutionDraw } from '../../bench/estimators/chaos.ts';
import { estimate, largestDeviation } from '../../bench/estimators/estimate.ts';
import { deviationCase, quadraticCases } from '../../bench/estimators/quadratic.ts';
import { truncatedDraw, unrolledDraw, unrolledTruth } from '../../bench/estimators/unrolled.ts';

const DRAWS = 10_000;
/** A true estimator lies further off by chance once in 5,000 entries. */
const STANDARD_ERRORS = 4;

it.each([...quadraticCases, deviationCase])('on a quadratic, $name tends to the true gradient', (known) => {
  expect(largestDeviation(estimate(DRAWS, known.draw), known.truth)).toBeLessThan(STANDARD_ERRORS);
});

it.each([
  ['PES', 1],
  ['noise reused for 4 windows', 4],
  ['NRES', 16],
])('on an unrolled system, %s tends to the true gradient', (_name, period) => {
  const measured = estimate(DRAWS, (seed) => unrolledDraw(seed, 16, period));
  expect(largestDeviation(measured, unrolledTruth(16))).toBeLessThan(STANDARD_ERRORS);
});

it('truncated ES does not: it tends to the gradient of a window that has no past', () => {
  const measured = estimate(DRAWS, (seed) => truncatedDraw(seed, 16));
  expect(largestDeviation(measured, unrolledTruth(16))).toBeGreaterThan(10);
  expect(largestDeviation(measured, unrolledTruth(16, true))).toBeLessThan(STANDARD_ERRORS);
});

it('the variance of NRES does not grow with the number of windows, that of PES does', () => {
  const variance = (windows: number, period: number) =>
    estimate(4000, (seed) => unrolledDraw(seed, windows, period)).variance;
  expect(variance(64, 64)).toBeLessThan(1.5 * variance(8, 8));
  expect(variance(64, 1)).toBeGreaterThan(4 * variance(8, 1));
});

it('through chaos, the variance of backpropagation explodes with time and that of evolution does not', () => {
  const variance = (draw: typeof evolutionDraw, steps: number) =>
    estimate(4000, (seed) => draw(seed, steps)).variance;
  expect(variance(backpropagationDraw, 80)).toBeGreaterThan(1e6 * variance(backpropagationDraw, 10));
  expect(variance(evolutionDraw, 80)).toBeLessThan(2 * variance(evolutionDraw, 10));
});
