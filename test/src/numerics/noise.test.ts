/** Counter-based draws: moments, ranges, fixed bits, and independence of the order in which they are made. */
import { expect, it } from 'vitest';
import {
  assertSeed,
  deriveSeed,
  fillGaussian,
  fillGumbel,
  gaussianAt,
  gumbelAt,
  integerAt,
  MAXIMUM_SEED,
  truncatedGaussianAt,
  uint32At,
  uniformAt,
} from '../../../src/numerics/noise.ts';
import { mean, sampleVariance } from '../../../src/numerics/statistics.ts';
import { STREAM } from '../../../src/numerics/streams.ts';

const COUNT = 20000;
const draw = (at: (n: number) => number) => Float64Array.from({ length: COUNT }, (_, n) => at(n));

/** Mean within 5 standard errors, variance within 5 %. */
function expectMoments(values: ArrayLike<number>, expectedMean: number, expectedVariance: number): void {
  expect(Math.abs(mean(values) - expectedMean)).toBeLessThan(5 * Math.sqrt(expectedVariance / values.length));
  expect(sampleVariance(values) / expectedVariance).toBeGreaterThan(0.95);
  expect(sampleVariance(values) / expectedVariance).toBeLessThan(1.05);
}

it('draws with the moments of each distribution', () => {
  expectMoments(
    draw((n) => uniformAt(1, STREAM.test, n)),
    0.5,
    1 / 12,
  );
  expectMoments(
    draw((n) => gaussianAt(2, STREAM.test, n)),
    0,
    1,
  );
  expectMoments(
    draw((n) => gumbelAt(3, STREAM.test, n)),
    0.5772156649015329,
    Math.PI ** 2 / 6,
  );
  expectMoments(
    draw((n) => integerAt(4, STREAM.test, 10, n)),
    4.5,
    99 / 12,
  );
  expectMoments(
    draw((n) => truncatedGaussianAt(5, STREAM.test, n)),
    0,
    0.7737413,
  );
  const filled = new Float64Array(COUNT);
  fillGaussian(filled, 6, STREAM.test);
  expectMoments(filled, 0, 1);
});

it('keeps every draw inside its range', () => {
  for (let n = 0; n < 5000; n++) {
    expect(Math.abs(truncatedGaussianAt(5, STREAM.test, n))).toBeLessThanOrEqual(2);
    const unit = uniformAt(7, STREAM.test, n);
    expect(unit > 0 && unit < 1).toBe(true);
    const integer = integerAt(8, STREAM.test, 3, n);
    expect(integer === 0 || integer === 1 || integer === 2).toBe(true);
    assertSeed(deriveSeed(9, STREAM.test, n));
  }
  expect(integerAt(8, STREAM.test, 1, 5)).toBe(0);
});

it('spreads integers evenly', () => {
  const counts = new Float64Array(7);
  for (let n = 0; n < COUNT; n++) counts[integerAt(10, STREAM.test, 7, n)] += 1;
  let chiSquare = 0;
  for (const count of counts) chiSquare += (count - COUNT / 7) ** 2 / (COUNT / 7);
  // 99.99 % quantile for 6 degrees of freedom.
  expect(chiSquare).toBeLessThan(27.9);
});

it('has no generator: order, repetition and other draws change nothing', () => {
  const forwards = draw((n) => gaussianAt(11, STREAM.test, n, 3));
  const backwards = new Float64Array(COUNT);
  for (let n = COUNT - 1; n >= 0; n--) {
    backwards[n] = gaussianAt(11, STREAM.test, n, 3);
    gumbelAt(11, STREAM.policy, n);
  }
  expect(backwards).toEqual(forwards);
  const short = new Float64Array(5);
  const long = new Float64Array(9);
  fillGaussian(short, 1, STREAM.test);
  fillGaussian(long, 1, STREAM.test);
  expect(long.slice(0, 5)).toEqual(short);
});

it('gives different values at different addresses', () => {
  const words = new Set<number>();
  for (let n = 0; n < 50; n++) {
    words.add(uint32At(n, STREAM.test));
    words.add(uint32At(0, STREAM.test, n + 1));
    words.add(uint32At(0, STREAM.test, 0, n + 1));
    words.add(uint32At(0, STREAM.test, 0, 0, n + 1));
    words.add(uint32At(0, 100 + n));
    words.add(uint32At((n + 1) * 2 ** 32, STREAM.test));
  }
  expect(words.size).toBe(300);
});

it('keeps its bits', () => {
  expect([
    uint32At(42, 12, 1, 2, 3),
    uniformAt(42, 12, 1, 2, 3),
    integerAt(42, 12, 1000, 1, 2, 3),
    gaussianAt(42, 12, 1, 2, 3),
    gumbelAt(42, 12, 1, 2, 3),
    deriveSeed(MAXIMUM_SEED, 12, 1, 2, 3),
  ]).toEqual([267642241, 0.06231531535740942, 62, -2.116221362172989, -1.0208482235611385, 3743176982076860]);
});

it('refuses seeds and bounds out of range', () => {
  for (const seed of [-1, 0.5, Number.NaN, 2 ** 53])
    expect(() => assertSeed(seed)).toThrow('seed must be an integer');
  for (const bound of [0, -3, 1.5, 2 ** 32 + 1])
    expect(() => integerAt(1, 1, bound)).toThrow('bound must be an integer');
});

it('fills with Gumbel draws of the right moments, each at an address of its own', () => {
  const values = new Float64Array(COUNT);
  fillGumbel(values, 3, STREAM.test, 1, 2);
  expectMoments(values, 0.5772156649015329, Math.PI ** 2 / 6);
  const shorter = new Float64Array(6);
  fillGumbel(shorter, 3, STREAM.test, 1, 2);
  expect([...shorter]).toEqual([...values.subarray(0, 6)]);
  fillGumbel(shorter, 3, STREAM.test, 1, 3);
  expect([...shorter]).not.toEqual([...values.subarray(0, 6)]);
});
