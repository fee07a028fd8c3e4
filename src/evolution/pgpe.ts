/**
 * PGPE: parameter-exploring policy gradients with symmetric samples and a deviation s for each parameter.
 * mean follows g = average of eps (w+ - w-)/2;  s += rate * average of ((w+ + w-)/2 - baseline)(eps^2 - s^2)/s,
 * a step changing s by at most a fixed share. (Sehnke et al. 2010, "Parameter-exploring policy gradients", equations
 * 14 and 15; the cap and ClipUp as its optimiser: Toklu, Liskowski & Srivastava 2020)
 * g is s^2 times the gradient of the expected fitness: where the search is wide, steps are long.
 */
import * as z from 'zod';
import { mean as meanOf } from '../numerics/statistics.ts';
import { fillPerturbation } from './antithetic-pairs.ts';
import { SHAPINGS, shapeFitness } from './fitness-shaping.ts';
import { gradientStep } from './gradient-step.ts';
import { initOptimiser, optimiserStateSchema } from './optimiser.ts';
import { scheduledPopulation } from './population-schedule.ts';
import type { Proposal } from './strategy.ts';
import { defineStrategy } from './strategy-definition.ts';
import { GRADIENT_DEFAULTS, gradientSettings, vector } from './strategy-settings.ts';

const { finalSigma: _, ...settings } = gradientSettings;

const configurationSchema = z.strictObject({
  ...settings,
  /** Step size of the deviations; 0 keeps them as they are. */
  sigmaLearningRate: z.number().min(0).max(100),
  /** Largest share by which a generation changes a deviation. */
  maximumSigmaChange: z.number().min(0).max(0.9),
});

export type PgpeConfiguration = z.infer<typeof configurationSchema>;

const searchSchema = z.strictObject({
  mean: vector,
  deviations: vector,
  optimiser: optimiserStateSchema,
});

/** Of the mean and of the deviations, `[dimension]` each; pairs summed in order. */
export function pgpeGradients(
  proposal: Proposal,
  weights: Float64Array,
): { readonly mean: Float64Array; readonly deviations: Float64Array } {
  const { deviations } = proposal.distribution!;
  const pairs = proposal.populationSize / 2;
  const baseline = meanOf(weights);
  const meanGradient = new Float64Array(deviations.length);
  const deviationGradient = new Float64Array(deviations.length);
  const noise = new Float32Array(deviations.length);
  for (let pair = 0; pair < pairs; pair++) {
    const difference = (weights[2 * pair] - weights[2 * pair + 1]) / 2;
    const excess = (weights[2 * pair] + weights[2 * pair + 1]) / 2 - baseline;
    fillPerturbation(proposal, pair, noise);
    for (let n = 0; n < deviations.length; n++) {
      // eps = s z, so that (eps^2 - s^2) / s = s (z^2 - 1).
      meanGradient[n] += (difference * deviations[n] * noise[n]) / pairs;
      deviationGradient[n] += (excess * deviations[n] * (noise[n] * noise[n] - 1)) / pairs;
    }
  }
  return { mean: meanGradient, deviations: deviationGradient };
}

export const pgpe = defineStrategy<PgpeConfiguration, z.infer<typeof searchSchema>>({
  name: 'pgpe',
  maximumDimension: 10_000_000,
  configurationSchema,
  searchSchema,

  defaults(dimension) {
    const { finalSigma: _, ...rest } = GRADIENT_DEFAULTS;
    // ClipUp's rate is the length of the whole step: as long as Adam's, whose entries are each about its rate.
    const learningRate = 0.03 * Math.sqrt(dimension);
    return {
      ...rest,
      learningRate: Math.min(100, learningRate),
      finalLearningRate: Math.min(100, learningRate / 3),
      optimiser: 'clipUp',
      sigmaLearningRate: 0.1,
      maximumSigmaChange: 0.2,
    };
  },

  begin: ({ sigma, optimiser }, mean) => ({
    mean,
    deviations: new Float64Array(mean.length).fill(sigma),
    optimiser: initOptimiser(optimiser, mean.length),
  }),

  propose: ({ configuration, generation, search }) => ({
    sigma: meanOf(search.deviations),
    populationSize: scheduledPopulation(configuration, generation),
    distribution: { deviations: search.deviations },
  }),

  candidate(proposal, member, out) {
    const { deviations } = proposal.distribution!;
    fillPerturbation(proposal, member >> 1, out);
    const sign = member % 2 === 0 ? 1 : -1;
    for (let n = 0; n < out.length; n++) out[n] = proposal.mean[n] + sign * deviations[n] * out[n];
  },

  improve({ configuration, generation, search }, proposal, fitness, tasks) {
    const { shaping, sigmaLearningRate, maximumSigmaChange } = configuration;
    const weights = shapeFitness(fitness, proposal.populationSize, tasks, SHAPINGS[shaping]);
    const gradients = pgpeGradients(proposal, weights);
    const { mean, optimiser, learningRate } = gradientStep(search, gradients.mean, configuration, generation);
    const deviations = search.deviations.map((deviation, n) => {
      const largest = maximumSigmaChange * deviation;
      const change = sigmaLearningRate * gradients.deviations[n];
      return deviation + Math.max(-largest, Math.min(largest, change));
    });
    return { search: { mean, deviations, optimiser }, learningRate };
  },
});
