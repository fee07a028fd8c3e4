import { describe, expect, it } from 'vitest';
import { sigmoid32, tanh32 } from '../../../src/numerics/float32.ts';

/** Every 64th float32 from 2^-30 to 32, both signs: 2.9 million arguments. */
function* arguments32(): Generator<number> {
  const bits = new Uint32Array(1);
  const float = new Float32Array(bits.buffer);
  float[0] = 2 ** -30;
  const first = bits[0];
  float[0] = 32;
  const last = bits[0];
  for (let b = first; b <= last; b += 64) {
    bits[0] = b;
    yield float[0];
    yield -float[0];
  }
}

/** The truth in float64; engines may differ here by some 1e-16, far below the bound of 3e-7. */
const largestError = (f: (x: number) => number, truth: (x: number) => number) => {
  let largest = 0;
  for (const x of arguments32()) largest = Math.max(largest, Math.abs(f(x) - truth(x)));
  return largest;
};

describe('float32 activation functions', () => {
  it('tanh32 is within 2.1e-7 of tanh', () => {
    expect(largestError(tanh32, Math.tanh)).toBeLessThan(2.1e-7);
  });

  it('sigmoid32 is within 1.6e-7 of the logistic sigmoid', () => {
    expect(largestError(sigmoid32, (x) => 1 / (1 + Math.exp(-x)))).toBeLessThan(1.6e-7);
  });

  it('tanh32 is odd, bounded by 1 and keeps relative accuracy near 0', () => {
    for (const x of arguments32()) {
      const y = tanh32(x);
      if (y !== -tanh32(-x) || Math.abs(y) > 1) expect.fail(`tanh32(${x}) = ${y}`);
      if (Math.abs(x) < 0.01 && Math.abs(y / Math.tanh(x) - 1) > 4e-7) expect.fail(`tanh32(${x}) = ${y}`);
    }
  });

  it('are exact at 0, saturate at infinity to within one unit in the last place, and keep NaN', () => {
    expect([tanh32(0), sigmoid32(0)]).toEqual([0, 0.5]);
    for (const sign of [1, -1]) {
      expect(Math.abs(tanh32(sign * Number.POSITIVE_INFINITY) - sign)).toBeLessThan(1.2e-7);
      expect(Math.abs(sigmoid32(sign * Number.POSITIVE_INFINITY) - (1 + sign) / 2)).toBeLessThan(1.2e-7);
    }
    expect([tanh32(Number.NaN), sigmoid32(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
  });

  it('returns float32 values', () => {
    for (const x of [0.1, 1.7, -3.3]) {
      expect(Math.fround(tanh32(x))).toBe(tanh32(x));
      expect(Math.fround(sigmoid32(x))).toBe(sigmoid32(x));
    }
  });
});
