/** Special values of `log`. */
import { expect, it } from 'vitest';
import { log } from '../../../src/numerics/logarithm.ts';

it('treats special values as IEEE 754 recommends', () => {
  expect(log(Number.NaN)).toBeNaN();
  expect(log(-1)).toBeNaN();
  expect(log(-Infinity)).toBeNaN();
  expect(log(Infinity)).toBe(Infinity);
  expect(log(0)).toBe(-Infinity);
  expect(log(-0)).toBe(-Infinity);
  expect(log(1)).toBe(0);
});

it('reaches both ends of float64', () => {
  expect(log(Number.MIN_VALUE)).toBe(-744.4400719213812);
  expect(log(Number.MAX_VALUE)).toBe(709.782712893384);
});

it('keeps its bits', () => {
  expect([log(3), log(0.7), log(11), log(1e-10), log(1.0000001)]).toEqual([
    1.0986122886681096, -0.35667494393873245, 2.3978952727983707, -23.025850929940457, 9.999999505838704e-8,
  ]);
});
