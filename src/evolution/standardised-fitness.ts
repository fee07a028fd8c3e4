/** Standardised fitness: less its mean, divided by its standard deviation, so that scale and offset do not matter. */
import { mean } from '../numerics/statistics.ts';
import { finiteFitness } from './finite-fitness.ts';

/** Weights of mean 0 and variance 1 (divisor n); all 0 where all are equal. */
export function standardisedFitness(fitness: Float64Array): Float64Array {
  const finite = finiteFitness(fitness);
  const centre = mean(finite);
  let squares = 0;
  for (const value of finite) squares += (value - centre) * (value - centre);
  const deviation = Math.sqrt(squares / finite.length);
  // Equal values can leave a rest of rounding in the mean; dividing by it would make noise of nothing.
  if (!(deviation > 1e-12 * Math.abs(centre))) return new Float64Array(fitness.length);
  return finite.map((value) => (value - centre) / deviation);
}
