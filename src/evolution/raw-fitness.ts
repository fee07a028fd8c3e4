/**
 * Raw fitness as weights: within a pair their difference is F+ - F-, the plain estimator. (Nesterov & Spokoiny 2017,
 * equation 26) It keeps the scale of the fitness, so step sizes must suit it.
 */
import { finiteFitness } from './finite-fitness.ts';

/** The fitness itself, what is not finite replaced. */
export function rawFitness(fitness: Float64Array): Float64Array {
  return finiteFitness(fitness);
}
