/** Which elements to choose out of n: the algorithms of `numpy.random.Generator.choice`, in its order of draws. */
import { integerBelow } from './bounded-integers.ts';
import { ValueError } from './errors.ts';
import type { Pcg64 } from './pcg64.ts';
import { uniform53 } from './ziggurat.ts';

/** Probabilities may miss a sum of 1 by this much. */
const TOLERANCE = 1.4901161193847656e-8;

/** Sum of numbers with what each addition loses kept apart (Kahan 1965). */
function compensatedSum(values: ArrayLike<number>): number {
  let sum = values[0];
  let lost = 0;
  for (let n = 1; n < values.length; n++) {
    const next = values[n] - lost;
    const total = sum + next;
    lost = total - sum - next;
    sum = total;
  }
  return sum;
}

/** @throws ValueError unless there are `count` probabilities from 0 on that sum to 1 */
export function checkProbabilities(probabilities: ArrayLike<number>, count: number): void {
  if (probabilities.length !== count) throw new ValueError('a and p must have same size');
  const sum = compensatedSum(probabilities);
  if (Number.isNaN(sum)) throw new ValueError('Probabilities contain NaN');
  for (let n = 0; n < count; n++)
    if (probabilities[n] < 0) throw new ValueError('Probabilities are not non-negative');
  if (Math.abs(sum - 1) > TOLERANCE)
    throw new ValueError(
      'Probabilities do not sum to 1. See Notes section of docstring for more information.',
    );
}

/** Running sums, divided by the last. */
function cumulative(probabilities: ArrayLike<number>): Float64Array {
  const sums = Float64Array.from(probabilities);
  for (let n = 1; n < sums.length; n++) sums[n] += sums[n - 1];
  const total = sums[sums.length - 1];
  for (let n = 0; n < sums.length; n++) sums[n] /= total;
  return sums;
}

/** The first place whose sum exceeds `value`. */
function search(sums: Float64Array, value: number): number {
  let low = 0;
  let high = sums.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sums[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `size` indices, each by its probability. */
export function chooseByProbability(bits: Pcg64, probabilities: ArrayLike<number>, size: number): number[] {
  const sums = cumulative(probabilities);
  return Array.from({ length: size }, () => search(sums, uniform53(bits)));
}

/** `size` different indices, each by its probability among those not yet chosen. */
export function chooseDifferentByProbability(
  bits: Pcg64,
  probabilities: ArrayLike<number>,
  size: number,
): number[] {
  const rest = Float64Array.from(probabilities);
  if (rest.filter((probability) => probability > 0).length < size)
    throw new ValueError('Fewer non-zero entries in p than size');
  const chosen = new Set<number>();
  while (chosen.size < size) {
    for (const index of chosen) rest[index] = 0;
    // The whole batch is drawn before any of it is looked at; what comes twice counts once.
    for (const index of chooseByProbability(bits, rest, size - chosen.size)) chosen.add(index);
  }
  return [...chosen];
}

/** Swaps each element from the end down to `first` with one at or before it. */
function shuffleTail(bits: Pcg64, indices: number[], first: number): void {
  for (let n = indices.length - 1; n >= first; n--) {
    const other = integerBelow(bits, n + 1);
    [indices[n], indices[other]] = [indices[other], indices[n]];
  }
}

/** Below this many elements a set of the chosen ones is always cheaper than a shuffle of all. */
const SHUFFLE_FROM = 10000;

/**
 * `size` of the indices 0 ... count - 1, all different: by Floyd's method (Bentley & Floyd 1987, "A sample of
 * brilliance"), or by shuffling the tail of all of them where many are wanted.
 */
export function chooseDifferent(bits: Pcg64, count: number, size: number, shuffled: boolean): number[] {
  if (count > SHUFFLE_FROM && size > Math.floor(count / (shuffled ? 50 : 20))) {
    const all = Array.from({ length: count }, (_, n) => n);
    shuffleTail(bits, all, Math.max(count - size, 1));
    return all.slice(count - size);
  }
  const chosen = new Set<number>();
  for (let last = count - size; last < count; last++) {
    const index = integerBelow(bits, last + 1);
    chosen.add(chosen.has(index) ? last : index);
  }
  const indices = [...chosen];
  if (shuffled) shuffleTail(bits, indices, 1);
  return indices;
}
