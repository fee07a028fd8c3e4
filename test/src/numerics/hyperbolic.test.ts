/** Special values, symmetry and saturation of `tanh` and `sigmoid`. */
import { expect, it } from 'vitest';
import { sigmoid, tanh } from '../../../src/numerics/hyperbolic.ts';

it('treats special values', () => {
  expect(tanh(Number.NaN)).toBeNaN();
  expect(sigmoid(Number.NaN)).toBeNaN();
  expect([tanh(Infinity), tanh(-Infinity), tanh(0), tanh(-0)]).toEqual([1, -1, 0, -0]);
  expect([sigmoid(Infinity), sigmoid(-Infinity), sigmoid(0), sigmoid(-0)]).toEqual([1, 0, 0.5, 0.5]);
  expect(tanh(Number.MIN_VALUE)).toBe(Number.MIN_VALUE);
  expect(sigmoid(-745.13)).toBe(Number.MIN_VALUE);
});

it('stays inside its range, odd to the last bit, and saturates', () => {
  for (let n = 0; n <= 400; n++) {
    const x = n * 0.1;
    expect(tanh(-x)).toBe(-tanh(x));
    expect(tanh(x)).toBeLessThanOrEqual(1);
    expect(sigmoid(x)).toBeLessThanOrEqual(1);
    expect(sigmoid(x)).toBeGreaterThanOrEqual(0.5);
  }
  expect(tanh(19)).toBeLessThan(1);
  expect(tanh(19.2)).toBe(1);
});

it('does not fall where it should rise', () => {
  for (let n = -2000; n < 2000; n++) {
    expect(tanh((n + 1) * 0.001)).toBeGreaterThan(tanh(n * 0.001));
    expect(sigmoid((n + 1) * 0.001)).toBeGreaterThan(sigmoid(n * 0.001));
  }
});
