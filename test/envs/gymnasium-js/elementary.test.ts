/** Elementary functions against values of mpmath (300 to 2400 bits, rounded to float64), and their special cases. */
import fc from 'fast-check';
import { atan2, cos, exp, log, log1p, pow, sin, tanh } from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { goldenFile } from './golden-file.ts';

const FUNCTIONS: Readonly<Record<string, (x: number, y: number) => number>> = {
  exp,
  tanh,
  log,
  log1p,
  sin,
  cos,
  pow,
  atan2,
};
const golden = goldenFile<{ rows: Record<string, readonly (readonly number[])[]> }>('elementary');

describe.each(Object.entries(FUNCTIONS))('%s', (name, evaluate) => {
  it('rounds the true value correctly', () => {
    const rows = golden.rows[name];
    expect(rows.length).toBeGreaterThanOrEqual(200);
    expect(rows.filter((row) => evaluate(row[0], row[1]) !== row[row.length - 1])).toEqual([]);
  });

  it('gives NaN for NaN', () => {
    expect(evaluate(Number.NaN, Number.NaN)).toBeNaN();
  });
});

it('reduces the float64 that lies nearest to a multiple of pi / 2', () => {
  // 6381956970095103 * 2^797 (Muller 2016, "Elementary functions", table 11.1).
  expect(cos(5.319372648326541e255)).toBe(-4.687165924254628e-19);
});

it('knows exp, log and log1p at the ends of their range', () => {
  expect([exp(-Infinity), exp(-746), exp(-745), exp(0), exp(709.8), exp(Infinity)]).toEqual([
    0,
    0,
    5e-324,
    1,
    Infinity,
    Infinity,
  ]);
  expect([log(-1), log(0), log(-0), log(1), log(5e-324), log(Infinity)]).toEqual([
    Number.NaN,
    -Infinity,
    -Infinity,
    0,
    -744.4400719213812,
    Infinity,
  ]);
  expect([log1p(-2), log1p(-1), log1p(-0), log1p(1e-300), log1p(Infinity)]).toEqual([
    Number.NaN,
    -Infinity,
    -0,
    1e-300,
    Infinity,
  ]);
});

it('knows sin, cos and tanh at zero and infinity', () => {
  expect([sin(0), sin(-0), cos(0), cos(-0)]).toEqual([0, -0, 1, 1]);
  expect([sin(Infinity), cos(-Infinity)]).toEqual([Number.NaN, Number.NaN]);
  expect([tanh(-Infinity), tanh(-0), tanh(1e-20), tanh(20), tanh(Infinity)]).toEqual([-1, -0, 1e-20, 1, 1]);
});

it('follows C for zeros, infinities and NaN in pow', () => {
  expect([pow(Number.NaN, 0), pow(1, Number.NaN), pow(-1, Infinity), pow(-8, 1 / 3)]).toEqual([
    1,
    1,
    1,
    Number.NaN,
  ]);
  expect([pow(0, 3), pow(-0, 3), pow(-0, -3), pow(0, -2), pow(-0, 0.5)]).toEqual([
    0,
    -0,
    -Infinity,
    Infinity,
    0,
  ]);
  expect([pow(-Infinity, 3), pow(-Infinity, -3), pow(Infinity, 0.5), pow(0.5, -Infinity)]).toEqual([
    -Infinity,
    -0,
    Infinity,
    Infinity,
  ]);
  expect([pow(2, 1024), pow(2, -1075), pow(-3, 3), pow(-3, 2)]).toEqual([Infinity, 0, -27, 9]);
});

it('decides powers that lie exactly between two float64', () => {
  // 7^19 has 54 bits, the last of them set; so has 9^(34 / 2) = 3^34. Ties go to the even neighbour.
  expect(pow(3.5, 19)).toBe(Number(7n ** 19n) / 2 ** 19);
  expect(pow(9, 17)).toBe(Number(3n ** 34n));
  expect(pow(9 ** 2, 8.5)).toBe(Number(3n ** 34n));
});

it('follows C for zeros and infinities in atan2', () => {
  const ends = [0, -0, 1, -1, Infinity, -Infinity];
  for (const y of ends) for (const x of ends) expect(atan2(y, x)).toBe(Math.atan2(y, x));
});

it('stays on the circle and undoes itself', () => {
  const angle = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(fc.property(angle, (x) => Math.abs(sin(x) * sin(x) + cos(x) * cos(x) - 1) < 4e-16));
  const turn = fc.double({ min: -3.1, max: 3.1, noNaN: true });
  fc.assert(fc.property(turn, (x) => Math.abs(atan2(sin(x), cos(x)) - x) <= 5e-16));
  const exponent = fc.double({ min: -600, max: 600, noNaN: true });
  fc.assert(fc.property(exponent, (x) => Math.abs(log(exp(x)) - x) <= 3e-16 * Math.max(1, Math.abs(x))));
});
