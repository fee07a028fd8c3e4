/**
 * The sign of the pair difference: the better twin of each antithetic pair gets 0.5 and the other -0.5, whatever the
 * difference. (Metz et al. 2022, "VeLO", the sign of the loss difference)
 */
import { compareFitness } from './fitness-order.ts';

/** Weights of members 2p and 2p + 1; 0 for twins that tie and for a last member without a twin. */
export function pairSign(fitness: Float64Array): Float64Array {
  const weights = new Float64Array(fitness.length);
  for (let even = 0; even + 1 < fitness.length; even += 2) {
    const sign = Math.sign(compareFitness(fitness[even], fitness[even + 1]));
    weights[even] = sign === 0 ? 0 : sign / 2;
    weights[even + 1] = sign === 0 ? 0 : -sign / 2;
  }
  return weights;
}
