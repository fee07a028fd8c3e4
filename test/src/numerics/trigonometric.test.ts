/** Special values, signs and range of `sin` and `cos`. */
import { expect, it } from 'vitest';
import { cos, MAXIMUM_ANGLE, sin } from '../../../src/numerics/trigonometric.ts';

it('treats special values as IEEE 754 recommends', () => {
  for (const x of [Number.NaN, Infinity, -Infinity]) {
    expect(sin(x)).toBeNaN();
    expect(cos(x)).toBeNaN();
  }
  expect(sin(0)).toBe(0);
  expect(sin(-0)).toBe(-0);
  expect(sin(Number.MIN_VALUE)).toBe(Number.MIN_VALUE);
  expect(cos(0)).toBe(1);
  expect(cos(-0)).toBe(1);
});

it('refuses finite arguments too large to reduce', () => {
  expect(sin(MAXIMUM_ANGLE)).toBeCloseTo(0.3304931400217347, 15);
  expect(() => sin(MAXIMUM_ANGLE * 1.001)).toThrow('the argument of sin must lie between -2^20 and 2^20');
  expect(() => cos(-1e9)).toThrow(RangeError);
});

it('is odd and even to the last bit', () => {
  for (let n = 1; n < 500; n++) {
    const x = n * 0.37;
    expect(sin(-x)).toBe(-sin(x));
    expect(cos(-x)).toBe(cos(x));
  }
});

it('keeps its bits', () => {
  expect([sin(1), sin(3), sin(-100), cos(1), cos(2), cos(100)]).toEqual([
    0.8414709848078965, 0.1411200080598672, 0.5063656411097588, 0.5403023058681398, -0.4161468365471424,
    0.8623188722876839,
  ]);
});
