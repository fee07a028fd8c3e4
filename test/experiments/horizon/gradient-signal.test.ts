/** The signal of an estimated gradient: known for known samples, and none for noise. */
import { describe, expect, it } from 'vitest';
import { gradientSignal, signalToNoise } from '../../../experiments/horizon/gradient-signal.ts';
import { fillGaussian } from '../../../src/numerics/noise.ts';
import { STREAM } from '../../../src/numerics/streams.ts';

/** Samples of the vector (strength, ..., strength) in noise of deviation 1. */
function samplesOf(count: number, dimension: number, strength: number): Float32Array[] {
  return Array.from({ length: count }, (_, sample) => {
    const values = new Float32Array(dimension);
    fillGaussian(values, 1, STREAM.test, sample);
    return values.map((value) => value + strength);
  });
}

describe('the signal of a gradient', () => {
  it('is the norm of the mean and its standard error', () => {
    // By hand: means 3 and 4; variances 2 and 8 of single samples, half of that of their mean.
    const signal = gradientSignal([
      [2, 2],
      [4, 6],
    ]);
    expect(signal.norm).toBeCloseTo(5, 12);
    expect(signal.standardError).toBeCloseTo(Math.sqrt(1 + 4), 12);
    expect(signal.longest).toBeCloseTo(Math.sqrt(52), 12);
  });

  it('is near nothing where there is only noise, though the mean of noise has a norm too', () => {
    const signal = gradientSignal(samplesOf(50, 2000, 0));
    expect(signal.norm / signal.standardError).toBeCloseTo(1, 1);
    expect(signalToNoise(signal)).toBeLessThan(0.35);
  });

  it('grows with the root of the samples', () => {
    const few = signalToNoise(gradientSignal(samplesOf(64, 2000, 0.5)), 4);
    const many = signalToNoise(gradientSignal(samplesOf(256, 2000, 0.5)));
    expect(few / many).toBeCloseTo(1, 1);
  });

  it('finds the ratio that samples were made with', () => {
    // 2,000 components of .5 in the mean of 64 samples of deviation 1: .5 / (1/8) = 4.
    expect(signalToNoise(gradientSignal(samplesOf(64, 2000, 0.5)))).toBeCloseTo(4, 0);
  });

  it('takes two samples at least', () => {
    expect(() => gradientSignal([[1]])).toThrow('a signal takes at least 2 samples, got 1');
  });
});
