/**
 * Guided ES: perturbations that favour the subspace of a few earlier, perhaps biased gradients.
 * eps = sqrt(a) z_d + sqrt((1 - a) d / k) U z_k, U an orthonormal basis of the subspace, k its dimension;
 * gradient = average over pairs of eps (w+ - w-) / (2 sigma).
 * (Maheswaranathan, Metz, Tucker, Choi & Sohl-Dickstein 2019, "Guided evolutionary strategies", equations 3 and 4, with
 * the covariance times d, so that a = 1 is OpenAI-ES)
 * The surrogate gradients are those that `guide` is given; where it never is, the strategy's own estimates serve.
 * (Liu, Chen, Qian & Yu 2020, "Self-guided evolution strategies with historical estimated gradients")
 */
import * as z from 'zod';
import { SHAPINGS, shapeFitness } from './fitness-shaping.ts';
import { gradientStep, scheduledSigma } from './gradient-step.ts';
import { type GuidedSubspace, guidedNoise, orthonormalBasis } from './guided-subspace.ts';
import { initOptimiser, optimiserStateSchema } from './optimiser.ts';
import { scheduledPopulation } from './population-schedule.ts';
import type { Proposal } from './strategy.ts';
import { defineStrategy, type SearchState } from './strategy-definition.ts';
import { GRADIENT_DEFAULTS, gradientSettings, vector } from './strategy-settings.ts';

const configurationSchema = z.strictObject({
  ...gradientSettings,
  /** How many surrogate gradients span the subspace, k. */
  subspace: z.int().min(1).max(100),
  /** Share a of the variance that goes to the whole space. */
  tradeOff: z.number().min(0).max(1),
});

export type GuidedEsConfiguration = z.infer<typeof configurationSchema>;

const searchSchema = z.strictObject({
  mean: vector,
  optimiser: optimiserStateSchema,
  /** The newest surrogate gradients, the oldest first, `[at most subspace, d]`. */
  surrogates: vector,
  /** Whether they come from outside; then the strategy adds none of its own. */
  guided: z.boolean(),
});

type GuidedSearch = z.infer<typeof searchSchema>;

export type GuidedEsState = SearchState<GuidedEsConfiguration, GuidedSearch>;

function subspaceOf({ distribution }: Proposal): GuidedSubspace {
  return { basis: distribution!.basis, tradeOff: distribution!.tradeOff[0] };
}

/** The surrogates with one more; beyond `limit` the oldest is forgotten. */
function withSurrogate(surrogates: Float64Array, gradient: Float64Array, limit: number): Float64Array {
  const kept = surrogates.subarray(Math.max(0, surrogates.length - (limit - 1) * gradient.length));
  const all = new Float64Array(kept.length + gradient.length);
  all.set(kept);
  all.set(gradient, kept.length);
  return all;
}

/** The estimated gradient of the expected weight, `[dimension]`, pairs summed in order. */
export function guidedGradient(proposal: Proposal, weights: Float64Array): Float64Array {
  const gradient = new Float64Array(proposal.mean.length);
  for (let pair = 0; pair < proposal.populationSize / 2; pair++) {
    const weight = weights[2 * pair] - weights[2 * pair + 1];
    if (weight === 0) continue;
    const noise = guidedNoise(proposal, pair, subspaceOf(proposal));
    for (let n = 0; n < gradient.length; n++) gradient[n] += weight * noise[n];
  }
  const scale = 1 / (proposal.populationSize * proposal.sigma);
  return gradient.map((value) => value * scale);
}

/**
 * Gives the strategy a surrogate gradient, such as one through a truncated unroll; call it before `ask`.
 * @throws RangeError for another length than the mean's
 */
export function guide(state: GuidedEsState, gradient: Float64Array): GuidedEsState {
  const { search, configuration } = state;
  if (gradient.length !== search.mean.length) {
    throw new RangeError(`the gradient must hold ${search.mean.length} values, got ${gradient.length}`);
  }
  const earlier = search.guided ? search.surrogates : new Float64Array(0);
  const surrogates = withSurrogate(earlier, gradient, configuration.subspace);
  return { ...state, search: { ...search, surrogates, guided: true } };
}

export const guidedEs = defineStrategy<GuidedEsConfiguration, GuidedSearch>({
  name: 'guided-es',
  maximumDimension: 1_000_000,
  configurationSchema,
  searchSchema,

  defaults: () => ({ ...GRADIENT_DEFAULTS, subspace: 4, tradeOff: 0.5 }),

  begin: ({ optimiser }, mean) => ({
    mean,
    optimiser: initOptimiser(optimiser, mean.length),
    surrogates: new Float64Array(0),
    guided: false,
  }),

  propose: ({ configuration, generation, search }) => ({
    sigma: scheduledSigma(configuration, generation),
    populationSize: scheduledPopulation(configuration, generation),
    distribution: {
      basis: orthonormalBasis(search.surrogates, search.mean.length),
      tradeOff: Float64Array.of(configuration.tradeOff),
    },
  }),

  candidate(proposal, member, out) {
    const noise = guidedNoise(proposal, member >> 1, subspaceOf(proposal));
    const scale = member % 2 === 0 ? proposal.sigma : -proposal.sigma;
    for (let n = 0; n < out.length; n++) out[n] = proposal.mean[n] + scale * noise[n];
  },

  improve({ configuration, generation, search }, proposal, fitness, tasks) {
    const shaping = SHAPINGS[configuration.shaping];
    const weights = shapeFitness(fitness, proposal.populationSize, tasks, shaping);
    const gradient = guidedGradient(proposal, weights);
    const { mean, optimiser, learningRate } = gradientStep(search, gradient, configuration, generation);
    const moved = !search.guided && gradient.some((value) => value !== 0);
    const surrogates = moved
      ? withSurrogate(search.surrogates, gradient, configuration.subspace)
      : search.surrogates;
    return { search: { mean, optimiser, surrogates, guided: search.guided }, learningRate };
  },
});
