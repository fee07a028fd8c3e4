/** Weights from a table by rank: the best member gets the first entry; those that tie share the mean of theirs. */
import { compareFitness, descendingOrder } from './fitness-order.ts';

/**
 * @param scores one a member, NaN ranks worst
 * @param table `[members]`, the best member's weight first
 * @returns `[members]`
 */
export function rankWeights(scores: Float64Array, table: Float64Array): Float64Array {
  const weights = new Float64Array(scores.length);
  const order = descendingOrder(scores);
  for (let first = 0; first < order.length; ) {
    let end = first;
    let sum = table[first];
    while (end + 1 < order.length && compareFitness(scores[order[first]], scores[order[end + 1]]) === 0) {
      end += 1;
      sum += table[end];
    }
    for (let place = first; place <= end; place++) weights[order[place]] = sum / (end - first + 1);
    first = end + 1;
  }
  return weights;
}
