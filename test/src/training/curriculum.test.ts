/** Curricula: growth, mixing, and a length that depends on seed and generation alone. */
import { expect, it } from 'vitest';
import { curriculumSchema, curriculumSteps } from '../../../src/training/curriculum.ts';

const growing = curriculumSchema.parse({ firstSteps: 20, finalSteps: 500, generations: 100 });

it('grows from the first length to the final one and stays there', () => {
  expect(curriculumSteps(growing, 1, 0)).toBe(20);
  expect(curriculumSteps(growing, 1, 50)).toBe(100);
  expect(curriculumSteps(growing, 1, 100)).toBe(500);
  expect(curriculumSteps(growing, 1, 5000)).toBe(500);
});

it('mixes lengths log-uniformly between the first and the present one', () => {
  const mixed = { ...growing, mixed: true };
  const lengths = Array.from({ length: 2000 }, (_, n) => curriculumSteps(mixed, 3, 100 + n));
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(20);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(500);
  // The geometric mean, 100, halves them; 4 standard deviations of a fair coin in 2,000 are 89.
  const short = lengths.filter((steps) => steps < 100).length;
  expect(Math.abs(short - 1000)).toBeLessThan(89);
});

it('gives the same length for the same generation of the same run', () => {
  const mixed = { ...growing, mixed: true };
  expect(curriculumSteps(mixed, 3, 70)).toBe(curriculumSteps(mixed, 3, 70));
  expect(curriculumSteps(mixed, 3, 70)).not.toBe(curriculumSteps(mixed, 4, 70));
});
