/**
 * Centred ranks: fitness to weights in [-0.5, 0.5], blind to its scale. Ties share their mean rank; NaN ranks
 * worst. (Salimans et al. 2017, section 2.2, fitness shaping)
 */
import { ascendingOrder, compareFitness } from './fitness-order.ts';

/**
 * The weights of one task's fitness values, the best getting 0.5 and the worst -0.5.
 * They sum to zero, and equal values (NaNs among themselves too) get equal weights, so a population without
 * differences moves nothing.
 * @param fitness one value a member; a single one gets 0
 */
export function centredRanks(fitness: Float64Array): Float64Array {
  const weights = new Float64Array(fitness.length);
  const last = fitness.length - 1;
  if (last < 1) return weights;
  const order = ascendingOrder(fitness);
  for (let first = 0; first <= last; ) {
    let end = first;
    while (end < last && compareFitness(fitness[order[first]], fitness[order[end + 1]]) === 0) end += 1;
    // Integers until the one division: opposite ranks get exactly opposite weights.
    const weight = (first + end - last) / (2 * last);
    for (let place = first; place <= end; place++) weights[order[place]] = weight;
    first = end + 1;
  }
  return weights;
}
