/**
 * Antithetic pairs: members 2p and 2p + 1 stand at mean + sigma eps_p and mean - sigma eps_p, so that whatever is
 * even in eps cancels. (Salimans et al. 2017, section 2.1, mirrored sampling)
 */
import { fillGaussian } from '../numerics/noise.ts';
import { STREAM } from '../numerics/streams.ts';
import type { Proposal } from './strategy.ts';
import { assertCandidate } from './strategy-definition.ts';

/** Fills `out` with eps of one pair, from its address alone. */
export function fillPerturbation(proposal: Proposal, pair: number, out: Float32Array): void {
  fillGaussian(out, proposal.seed, STREAM.evolution, proposal.generation, pair);
}

/**
 * Writes the parameters of one member to `out`.
 * @throws RangeError for a member outside the population or an `out` of another length than the mean
 */
export function antitheticCandidate(proposal: Proposal, member: number, out: Float32Array): void {
  assertCandidate(proposal, member, out);
  fillPerturbation(proposal, member >> 1, out);
  const scale = member % 2 === 0 ? proposal.sigma : -proposal.sigma;
  for (let n = 0; n < out.length; n++) out[n] = proposal.mean[n] + scale * out[n];
}

/**
 * The gradient of the expected weight: sum over pairs of (w_2p - w_2p+1) eps_p, divided by populationSize sigma.
 * @param weights `[populationSize]`
 * @returns `[dimension]`, pairs summed in order
 */
export function antitheticGradient(proposal: Proposal, weights: Float64Array): Float64Array {
  const gradient = new Float64Array(proposal.mean.length);
  const perturbation = new Float32Array(proposal.mean.length);
  for (let pair = 0; pair < proposal.populationSize / 2; pair++) {
    const weight = weights[2 * pair] - weights[2 * pair + 1];
    if (weight === 0) continue;
    fillPerturbation(proposal, pair, perturbation);
    for (let n = 0; n < gradient.length; n++) gradient[n] += weight * perturbation[n];
  }
  const scale = 1 / (proposal.populationSize * proposal.sigma);
  for (let n = 0; n < gradient.length; n++) gradient[n] *= scale;
  return gradient;
}
