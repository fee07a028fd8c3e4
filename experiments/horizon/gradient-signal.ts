/** How far an estimated gradient stands out of its noise: the norm of the mean of samples over its standard error. */
import { z } from 'zod';

export const gradientSignalSchema = z.strictObject({
  /** Euclidean norm of the mean of all samples. */
  norm: z.number(),
  /** Square root of the summed variances of that mean's components. */
  standardError: z.number(),
  /** Norm of the longest sample. */
  longest: z.number(),
});

export type GradientSignal = z.infer<typeof gradientSignalSchema>;

/**
 * The signal of independent samples of a gradient.
 * @param samples at least two, of one length
 */
export function gradientSignal(samples: readonly ArrayLike<number>[]): GradientSignal {
  const count = samples.length;
  if (count < 2) throw new RangeError(`a signal takes at least 2 samples, got ${count}`);
  let square = 0;
  let variance = 0;
  for (let n = 0; n < samples[0].length; n++) {
    let sum = 0;
    for (const sample of samples) sum += sample[n];
    const centre = sum / count;
    let spread = 0;
    for (const sample of samples) spread += (sample[n] - centre) ** 2;
    square += centre * centre;
    variance += spread / (count - 1) / count;
  }
  let longest = 0;
  for (const sample of samples) {
    let own = 0;
    for (let n = 0; n < sample.length; n++) own += sample[n] * sample[n];
    longest = Math.max(longest, own);
  }
  return { norm: Math.sqrt(square), standardError: Math.sqrt(variance), longest: Math.sqrt(longest) };
}

/**
 * Signal-to-noise that an estimate from `count` times as many samples has. The norm of the mean is too long by its noise,
 * in squares by that of the standard error, which is taken out; what is left grows with the root of the samples.
 * @returns at least 0; 0 where there is no more than noise
 */
export function signalToNoise({ norm, standardError }: GradientSignal, count = 1): number {
  const ratio = norm / standardError;
  return Math.sqrt(Math.max(0, ratio * ratio - 1) * count);
}
