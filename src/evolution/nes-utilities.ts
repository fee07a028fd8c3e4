/**
 * NES utilities: u_k = max(0, ln(n/2 + 1) - ln k) / sum - 1/n for rank k of n, so that only the better half pulls and
 * the weights sum to zero. (Wierstra et al. 2014, "Natural evolution strategies", section 3.1)
 */
import { log } from '../numerics/logarithm.ts';
import { isFlat } from './fitness-order.ts';
import { rankWeights } from './rank-weights.ts';

/** The utilities of `members` ranks, the best first. */
export function nesUtilityTable(members: number): Float64Array {
  const table = new Float64Array(members);
  const top = log(members / 2 + 1);
  let sum = 0;
  for (let rank = 0; rank < members; rank++) {
    table[rank] = Math.max(0, top - log(rank + 1));
    sum += table[rank];
  }
  for (let rank = 0; rank < members; rank++) table[rank] = table[rank] / sum - 1 / members;
  return table;
}

/** The utility of each member; exactly zero for all where all tie. */
export function nesUtilities(fitness: Float64Array): Float64Array {
  if (isFlat(fitness)) return new Float64Array(fitness.length);
  return rankWeights(fitness, nesUtilityTable(fitness.length));
}
