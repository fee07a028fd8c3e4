/** The subspace of Guided ES: an orthonormal basis of surrogate gradients, and perturbations that favour it. */
import { fillGaussian } from '../numerics/noise.ts';
import { STREAM } from '../numerics/streams.ts';
import type { Proposal } from './strategy.ts';

export interface GuidedSubspace {
  /** `[k, d]`, rows of length 1 at right angles; empty where there is no surrogate yet. */
  readonly basis: Float64Array;
  /** Share of the variance that goes to the whole space, from 0 to 1. */
  readonly tradeOff: number;
}

/**
 * Gram-Schmidt, the modified form, from the newest vector to the oldest: what depends on newer ones is left out.
 * @param vectors `[count, dimension]`
 * @returns `[at most min(count, dimension), dimension]`
 */
export function orthonormalBasis(vectors: Float64Array, dimension: number): Float64Array {
  const basis: Float64Array[] = [];
  for (let start = vectors.length - dimension; start >= 0; start -= dimension) {
    const rest = vectors.slice(start, start + dimension);
    const length = Math.sqrt(dot(rest, rest));
    // Twice, since once leaves a rest of rounding where vectors are nearly parallel.
    for (const row of [...basis, ...basis]) {
      const along = dot(row, rest);
      for (let n = 0; n < dimension; n++) rest[n] -= along * row[n];
    }
    const left = Math.sqrt(dot(rest, rest));
    if (left > 1e-6 * length) basis.push(rest.map((value) => value / left));
  }
  const rows = new Float64Array(basis.length * dimension);
  for (const [row, values] of basis.entries()) rows.set(values, row * dimension);
  return rows;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += a[n] * b[n];
  return sum;
}

/** eps of one pair, `[dimension]`: a standard Gaussian where there is no subspace yet. */
export function guidedNoise(
  proposal: Proposal,
  pair: number,
  { basis, tradeOff }: GuidedSubspace,
): Float64Array {
  const dimension = proposal.mean.length;
  const rank = basis.length / dimension;
  const drawn = new Float64Array(dimension + rank);
  fillGaussian(drawn, proposal.seed, STREAM.evolution, proposal.generation, pair);
  const noise = drawn.subarray(0, dimension);
  if (rank === 0) return noise;
  const whole = Math.sqrt(tradeOff);
  const inside = Math.sqrt(((1 - tradeOff) * dimension) / rank);
  for (let n = 0; n < dimension; n++) noise[n] *= whole;
  for (let row = 0; row < rank; row++) {
    const share = inside * drawn[dimension + row];
    for (let n = 0; n < dimension; n++) noise[n] += share * basis[row * dimension + n];
  }
  return noise;
}
