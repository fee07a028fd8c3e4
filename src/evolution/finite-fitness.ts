/** Fitness made finite, for shapings that keep its scale: what is not a number counts as the worst that is one. */

/**
 * NaN and -infinity become the smallest finite value, +infinity the largest; all become 0 where none is finite.
 * @param fitness one value a member, not written to
 */
export function finiteFitness(fitness: Float64Array): Float64Array {
  let worst = Infinity;
  let best = -Infinity;
  for (const value of fitness) {
    if (!Number.isFinite(value)) continue;
    if (value < worst) worst = value;
    if (value > best) best = value;
  }
  if (worst > best) return new Float64Array(fitness.length);
  return fitness.map((value) => (Number.isFinite(value) ? value : value === Infinity ? best : worst));
}
