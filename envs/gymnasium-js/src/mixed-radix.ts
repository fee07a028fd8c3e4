/** Several indices as one number, the first the most significant, and how many values each has. */
import { AssertionError, ValueError } from './errors.ts';

/** The number of bins of every dimension: one for all, or one for each. */
export type Bins = number | readonly number[];

/**
 * The bins of every dimension.
 * @throws AssertionError for another number of bins than dimensions, ValueError for bins that are no positive
 * integers
 */
export function readBins(bins: Bins, dimensions: number): readonly number[] {
  const each = typeof bins === 'number' ? new Array<number>(dimensions).fill(bins) : bins;
  if (each.length !== dimensions) {
    throw new AssertionError(`bins must match action dimensions: expected ${dimensions}, got ${each.length}`);
  }
  if (!each.every((bin) => Number.isInteger(bin) && bin > 0))
    throw new ValueError(`bins must be positive integers, got ${each}`);
  return each;
}

export function joinIndices(indices: ArrayLike<number>, bins: readonly number[]): number {
  return bins.reduce((joined, bin, n) => joined * bin + indices[n], 0);
}

export function splitIndex(joined: number, bins: readonly number[]): number[] {
  let rest = joined;
  const indices = bins.toReversed().map((bin) => {
    const index = rest % bin;
    rest = Math.floor(rest / bin);
    return index;
  });
  return indices.reverse();
}
