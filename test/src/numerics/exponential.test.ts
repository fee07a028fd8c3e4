/** Special values and overflow of `exp`. */
import { expect, it } from 'vitest';
import { exp } from '../../../src/numerics/exponential.ts';

it('treats special values as IEEE 754 recommends', () => {
  expect(exp(Number.NaN)).toBeNaN();
  expect(exp(Infinity)).toBe(Infinity);
  expect(exp(-Infinity)).toBe(0);
  expect(exp(0)).toBe(1);
  expect(exp(-0)).toBe(1);
  expect(exp(Number.MIN_VALUE)).toBe(1);
});

it('overflows and underflows where float64 ends', () => {
  expect(exp(709.782712893384)).toBe(1.7976931348622732e308);
  expect(exp(709.7827128933841)).toBe(Infinity);
  expect(exp(-745.1332191019411)).toBe(Number.MIN_VALUE);
  expect(exp(-745.1332191019413)).toBe(0);
});

it('keeps its bits', () => {
  expect([exp(3), exp(-1), exp(0.1), exp(10), exp(-20)]).toEqual([
    20.085536923187668, 0.36787944117144233, 1.1051709180756477, 22026.465794806718, 2.061153622438558e-9,
  ]);
});
