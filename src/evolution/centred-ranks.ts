/**
 * Centred ranks: fitness to weights in [-0.5, 0.5], blind to its scale. Ties share their mean rank; NaN ranks
 * worst. (Salimans et al. 2017, section 2.2, fitness shaping)
 */

function ascending(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  // Equal, or a NaN among them: NaN comes first, as the worst.
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

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
  const order = Array.from(fitness.keys()).sort((a, b) => ascending(fitness[a], fitness[b]) || a - b);
  for (let first = 0; first <= last; ) {
    let end = first;
    while (end < last && ascending(fitness[order[first]], fitness[order[end + 1]]) === 0) end += 1;
    // Integers until the one division: opposite ranks get exactly opposite weights.
    const weight = (first + end - last) / (2 * last);
    for (let place = first; place <= end; place++) weights[order[place]] = weight;
    first = end + 1;
  }
  return weights;
}
