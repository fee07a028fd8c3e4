/** Perturbations of strategies that draw each member by itself, and sums over them: pure functions of their address. */
import { fillGaussian } from '../numerics/noise.ts';
import { STREAM } from '../numerics/streams.ts';
import type { Proposal } from './strategy.ts';

/** Fills `out` with the standard Gaussians of one member. */
export function fillMemberNoise(proposal: Proposal, member: number, out: Float64Array): void {
  fillGaussian(out, proposal.seed, STREAM.evolution, proposal.generation, member);
}

/** The standard Gaussians of one member, `[dimension]`. */
export function memberNoise(proposal: Proposal, member: number): Float64Array {
  const noise = new Float64Array(proposal.mean.length);
  fillMemberNoise(proposal, member, noise);
  return noise;
}

/** out = mean + deviation z, each parameter with a deviation of its own. */
export function diagonalCandidate(
  proposal: Proposal,
  member: number,
  deviations: Float64Array,
  out: Float32Array,
): void {
  const noise = memberNoise(proposal, member);
  for (let n = 0; n < out.length; n++) out[n] = proposal.mean[n] + deviations[n] * noise[n];
}
