/**
 * The recombination weights of CMA-ES: ln((n + 1)/2) - ln k for rank k of n. (Hansen 2016, "The CMA evolution
 * strategy: a tutorial", equations 49 to 53)
 */
import { log } from '../numerics/logarithm.ts';

/** Positive weights of the better half, summing to 1, and zeros; `effectiveSize` is 1 / sum of their squares. */
export interface RecombinationWeights {
  /** `[members]`, the best first. */
  readonly table: Float64Array;
  /** Variance-effective number of parents, mu_eff. */
  readonly effectiveSize: number;
}

/** ln((members + 1) / 2) - ln k for k = 1, 2, ...: positive for the better half, negative for the worse. */
export function logarithmicPreferences(members: number): Float64Array {
  const middle = log((members + 1) / 2);
  return Float64Array.from({ length: members }, (_, rank) => middle - log(rank + 1));
}

/** (sum w)^2 / sum w^2 over part of a table. */
export function effectiveSizeOf(weights: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return (sum * sum) / squares;
}

/** @param members at least 2 */
export function recombinationWeights(members: number): RecombinationWeights {
  const parents = Math.floor(members / 2);
  const preferences = logarithmicPreferences(members).subarray(0, parents);
  let sum = 0;
  for (const preference of preferences) sum += preference;
  const table = new Float64Array(members);
  for (let rank = 0; rank < parents; rank++) table[rank] = preferences[rank] / sum;
  return { table, effectiveSize: effectiveSizeOf(preferences) };
}
