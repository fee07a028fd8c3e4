/**
 * Cumulative step-size adaptation: a path of standardised steps that is longer than chance means steps too small.
 * (Hansen 2016, equations 43 and 44)
 */
import { exp } from '../numerics/exponential.ts';

/** Steps never grow beyond this, so that a fitness without a bound cannot make a parameter infinite. */
const LARGEST_SIGMA = 1e6;
const SMALLEST_SIGMA = 1e-100;

/** E |N(0, I)| in `dimension` dimensions, by the tutorial's expansion. */
export function expectedLength(dimension: number): number {
  return Math.sqrt(dimension) * (1 - 1 / (4 * dimension) + 1 / (21 * dimension * dimension));
}

/** Euclidean length, summed in index order. */
export function vectorLength(vector: Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}

/** p <- (1 - c) p + sqrt(c (2 - c) mu_eff) step */
export function advancePath(
  path: Float64Array,
  step: Float64Array,
  rate: number,
  effectiveSize: number,
): Float64Array {
  const scale = Math.sqrt(rate * (2 - rate) * effectiveSize);
  return path.map((value, n) => (1 - rate) * value + scale * step[n]);
}

/** sigma e^change; one generation multiplies or divides it by at most e. */
export function adaptSigma(sigma: number, change: number): number {
  const next = sigma * exp(Math.max(-1, Math.min(1, change)));
  return Math.max(SMALLEST_SIGMA, Math.min(LARGEST_SIGMA, next));
}
