/**
 * SNES: separable natural evolution strategy, a Gaussian with a deviation for each parameter.
 * mean += eta_mean deviation sum u_i z_i;  deviation *= exp(eta_deviation / 2 sum u_i (z_i^2 - 1))
 * (Wierstra et al. 2014, "Natural evolution strategies", algorithm 6)
 */
import * as z from 'zod';
import { exp } from '../numerics/exponential.ts';
import { log } from '../numerics/logarithm.ts';
import { mean as meanOf } from '../numerics/statistics.ts';
import { isFlat } from './fitness-order.ts';
import { diagonalCandidate, memberNoise } from './member-noise.ts';
import { memberScores } from './member-scores.ts';
import { nesUtilities } from './nes-utilities.ts';
import { defineStrategy } from './strategy-definition.ts';
import { populationSize, scoringName, stepSize, vector } from './strategy-settings.ts';

const configurationSchema = z.strictObject({
  populationSize,
  /** Deviation of every parameter in the first generation. */
  sigma: stepSize,
  /** Step size of the mean, eta_mean; the paper's is 1. */
  learningRate: stepSize,
  /** Factor on the paper's step size of the deviations, (3 + ln d) / (5 sqrt d). */
  sigmaLearningRate: z.number().min(0).max(10),
  shaping: scoringName,
});

export type SnesConfiguration = z.infer<typeof configurationSchema>;

const searchSchema = z.strictObject({
  mean: vector,
  deviations: vector,
});

export const snes = defineStrategy<SnesConfiguration, z.infer<typeof searchSchema>>({
  name: 'snes',
  maximumDimension: 10_000_000,
  configurationSchema,
  searchSchema,

  defaults: (dimension) => ({
    populationSize: 4 + Math.floor(3 * log(dimension)),
    sigma: 0.1,
    learningRate: 1,
    sigmaLearningRate: 1,
    shaping: 'centredRanks',
  }),

  begin: ({ sigma }, mean) => ({ mean, deviations: new Float64Array(mean.length).fill(sigma) }),

  propose: ({ configuration, search }) => ({
    sigma: meanOf(search.deviations),
    populationSize: configuration.populationSize,
    distribution: { deviations: search.deviations },
  }),

  candidate: (proposal, member, out) =>
    diagonalCandidate(proposal, member, proposal.distribution!.deviations, out),

  improve({ configuration, search }, proposal, fitness, tasks) {
    const { learningRate, sigmaLearningRate, shaping } = configuration;
    const scores = memberScores(fitness, proposal.populationSize, tasks, shaping);
    if (isFlat(scores)) return { search, learningRate };
    const utilities = nesUtilities(scores);
    const dimension = search.mean.length;
    const meanGradient = new Float64Array(dimension);
    const deviationGradient = new Float64Array(dimension);
    for (let member = 0; member < proposal.populationSize; member++) {
      const noise = memberNoise(proposal, member);
      for (let n = 0; n < dimension; n++) {
        meanGradient[n] += utilities[member] * noise[n];
        deviationGradient[n] += utilities[member] * (noise[n] * noise[n] - 1);
      }
    }
    const rate = (sigmaLearningRate * (3 + log(dimension))) / (5 * Math.sqrt(dimension));
    return {
      search: {
        mean: search.mean.map((value, n) => value + learningRate * search.deviations[n] * meanGradient[n]),
        deviations: search.deviations.map((value, n) => value * exp((rate / 2) * deviationGradient[n])),
      },
      learningRate,
    };
  },
});
