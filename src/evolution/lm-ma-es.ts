/**
 * LM-MA-ES: limited-memory matrix adaptation. The transform of CMA-ES is kept as a few direction vectors m_j learned at
 * rates from fast to slow, so that d may be large and the covariance still not diagonal.
 * y = (1 - c_dj) y + c_dj m_j (m_j . y) for j = 1, 2, ..., from y = z
 * (Loshchilov, Glasmachers & Beyer 2017, "Limited-memory matrix adaptation for large scale black-box optimization",
 * algorithm 2) Rates above 1, which the paper's formulas give where d is small, are cut to 1/2.
 */
import * as z from 'zod';
import { log } from '../numerics/logarithm.ts';
import { isFlat } from './fitness-order.ts';
import { memberNoise } from './member-noise.ts';
import { memberScores } from './member-scores.ts';
import { rankWeights } from './rank-weights.ts';
import { recombinationWeights } from './recombination-weights.ts';
import { adaptSigma, advancePath, vectorLength } from './step-size-path.ts';
import { defineStrategy } from './strategy-definition.ts';
import { populationSize, scoringName, stepSize, vector } from './strategy-settings.ts';

const configurationSchema = z.strictObject({
  populationSize,
  /** Standard deviation in the first generation. */
  sigma: stepSize,
  /** How many direction vectors are kept. */
  directions: z.int().min(1).max(100),
  shaping: scoringName,
});

export type LmMaEsConfiguration = z.infer<typeof configurationSchema>;

const searchSchema = z.strictObject({
  mean: vector,
  sigma: z.number().positive(),
  sigmaPath: vector,
  /** `[directions, d]`. */
  directions: vector,
  /** How many of them have been learned from so far. */
  learned: z.int().min(0),
});

/** c_d = 1 / (1.5^j d) and c_c = members / (4^j d) of direction j, at most a half. */
function directionRates(direction: number, members: number, dimension: number) {
  let slower = 1;
  let slowest = 1;
  for (let j = 0; j < direction; j++) {
    slower *= 1.5;
    slowest *= 4;
  }
  return {
    mix: Math.min(0.5, 1 / (slower * dimension)),
    learn: Math.min(0.5, members / (slowest * dimension)),
  };
}

/** A standard Gaussian step turned by the directions, in place. */
function turn(step: Float64Array, directions: Float64Array, members: number): void {
  const d = step.length;
  for (let start = 0; start < directions.length; start += d) {
    const { mix } = directionRates(start / d, members, d);
    let along = 0;
    for (let n = 0; n < d; n++) along += directions[start + n] * step[n];
    for (let n = 0; n < d; n++) step[n] = (1 - mix) * step[n] + mix * directions[start + n] * along;
  }
}

export const lmMaEs = defineStrategy<LmMaEsConfiguration, z.infer<typeof searchSchema>>({
  name: 'lm-ma-es',
  maximumDimension: 1_000_000,
  configurationSchema,
  searchSchema,

  defaults(dimension) {
    const members = 4 + Math.floor(3 * log(dimension));
    return { populationSize: members, sigma: 0.3, directions: members, shaping: 'centredRanks' };
  },

  begin: ({ sigma, directions }, mean) => ({
    mean,
    sigma,
    sigmaPath: new Float64Array(mean.length),
    directions: new Float64Array(directions * mean.length),
    learned: 0,
  }),

  propose: ({ configuration, search }) => ({
    sigma: search.sigma,
    populationSize: configuration.populationSize,
    distribution: { directions: search.directions.slice(0, search.learned * search.mean.length) },
  }),

  candidate(proposal, member, out) {
    const step = memberNoise(proposal, member);
    turn(step, proposal.distribution!.directions, proposal.populationSize);
    for (let n = 0; n < out.length; n++) out[n] = proposal.mean[n] + proposal.sigma * step[n];
  },

  improve({ configuration, search }, proposal, fitness, tasks) {
    const members = proposal.populationSize;
    const scores = memberScores(fitness, members, tasks, configuration.shaping);
    if (isFlat(scores)) return { search, learningRate: 1 };
    const d = search.mean.length;
    const { table, effectiveSize } = recombinationWeights(members);
    const weights = rankWeights(scores, table);
    const noiseStep = new Float64Array(d);
    const step = new Float64Array(d);
    for (let member = 0; member < members; member++) {
      const weight = weights[member];
      if (weight === 0) continue;
      const noise = memberNoise(proposal, member);
      for (let n = 0; n < d; n++) noiseStep[n] += weight * noise[n];
      turn(noise, proposal.distribution!.directions, members);
      for (let n = 0; n < d; n++) step[n] += weight * noise[n];
    }
    const sigmaRate = Math.min(0.5, (2 * members) / d);
    const sigmaPath = advancePath(search.sigmaPath, noiseStep, sigmaRate, effectiveSize);
    const length = vectorLength(sigmaPath);
    const directions = search.directions.slice();
    for (let j = 0; j < configuration.directions; j++) {
      const own = search.directions.subarray(j * d, (j + 1) * d);
      const { learn } = directionRates(j, members, d);
      directions.set(advancePath(own, noiseStep, learn, effectiveSize), j * d);
    }
    return {
      search: {
        mean: search.mean.map((value, n) => value + search.sigma * step[n]),
        sigma: adaptSigma(search.sigma, (sigmaRate / 2) * ((length * length) / d - 1)),
        sigmaPath,
        directions,
        learned: Math.min(configuration.directions, search.learned + 1),
      },
      learningRate: 1,
    };
  },
});
