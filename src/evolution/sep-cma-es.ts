/**
 * sep-CMA-ES: CMA-ES whose covariance stays diagonal, so that time and memory grow with d and not d^2, and whose rates
 * of covariance learning are (d + 2)/3 times larger. (Ros & Hansen 2008, "A simple modification in CMA-ES achieving
 * linear time and space complexity", section 3)
 * With that whole factor the search comes to rest in Rosenbrock's valley in 10 dimensions (none of 15
 * seeds reached 1e-9), so that a quarter of it is the default.
 */
import * as z from 'zod';
import { log } from '../numerics/logarithm.ts';
import { mean as meanOf } from '../numerics/statistics.ts';
import { cmaConstants } from './cma-constants.ts';
import { isFlat } from './fitness-order.ts';
import { diagonalCandidate, memberNoise } from './member-noise.ts';
import { memberScores } from './member-scores.ts';
import { rankWeights } from './rank-weights.ts';
import { recombinationWeights } from './recombination-weights.ts';
import { adaptSigma, advancePath, expectedLength, vectorLength } from './step-size-path.ts';
import { defineStrategy } from './strategy-definition.ts';
import { populationSize, scoringName, stepSize, vector } from './strategy-settings.ts';

const configurationSchema = z.strictObject({
  populationSize,
  /** Standard deviation in the first generation. */
  sigma: stepSize,
  /** Factor on the paper's rates of covariance learning; below 1, valleys at a slant are followed for longer. */
  covarianceLearningRate: z.number().min(0).max(1),
  shaping: scoringName,
});

export type SepCmaEsConfiguration = z.infer<typeof configurationSchema>;

const searchSchema = z.strictObject({
  mean: vector,
  sigma: z.number().positive(),
  /** The diagonal of C. */
  variances: vector,
  sigmaPath: vector,
  covariancePath: vector,
  /** (1 - c_sigma)^(2 generations told). */
  pathDecay: z.number(),
});

type SepCmaSearch = z.infer<typeof searchSchema>;

function deviationsOf({ sigma, variances }: SepCmaSearch): Float64Array {
  return variances.map((variance) => sigma * Math.sqrt(variance));
}

export const sepCmaEs = defineStrategy<SepCmaEsConfiguration, SepCmaSearch>({
  name: 'sep-cma-es',
  maximumDimension: 10_000_000,
  configurationSchema,
  searchSchema,

  defaults: (dimension) => ({
    populationSize: 4 + Math.floor(3 * log(dimension)),
    sigma: 0.3,
    covarianceLearningRate: 0.25,
    shaping: 'centredRanks',
  }),

  begin: ({ sigma }, mean) => ({
    mean,
    sigma,
    variances: new Float64Array(mean.length).fill(1),
    sigmaPath: new Float64Array(mean.length),
    covariancePath: new Float64Array(mean.length),
    pathDecay: 1,
  }),

  propose({ configuration, search }) {
    const deviations = deviationsOf(search);
    return {
      sigma: meanOf(deviations),
      populationSize: configuration.populationSize,
      distribution: { deviations },
    };
  },

  candidate: (proposal, member, out) =>
    diagonalCandidate(proposal, member, proposal.distribution!.deviations, out),

  improve({ configuration, search }, proposal, fitness, tasks) {
    const members = proposal.populationSize;
    const scores = memberScores(fitness, members, tasks, configuration.shaping);
    if (isFlat(scores)) return { search, learningRate: 1 };
    const d = search.mean.length;
    const { sigmaRate, sigmaDamping, pathRate, ...rates } = cmaConstants(d, members);
    const { table, effectiveSize } = recombinationWeights(members);
    const rankOneRate = Math.min(1, (configuration.covarianceLearningRate * rates.rankOneRate * (d + 2)) / 3);
    const rankMuRate = Math.min(
      1 - rankOneRate,
      (configuration.covarianceLearningRate * rates.rankMuRate * (d + 2)) / 3,
    );
    const weights = rankWeights(scores, table);
    const noiseStep = new Float64Array(d);
    const squares = new Float64Array(d);
    for (let member = 0; member < members; member++) {
      const weight = weights[member];
      if (weight === 0) continue;
      const noise = memberNoise(proposal, member);
      for (let n = 0; n < d; n++) {
        noiseStep[n] += weight * noise[n];
        squares[n] += weight * noise[n] * noise[n];
      }
    }
    const step = noiseStep.map((value, n) => Math.sqrt(search.variances[n]) * value);
    const sigmaPath = advancePath(search.sigmaPath, noiseStep, sigmaRate, effectiveSize);
    const length = vectorLength(sigmaPath);
    const pathDecay = search.pathDecay * (1 - sigmaRate) * (1 - sigmaRate);
    const settled = length / Math.sqrt(1 - pathDecay) < (1.4 + 2 / (d + 1)) * expectedLength(d);
    const covariancePath = advancePath(
      search.covariancePath,
      settled ? step : new Float64Array(d),
      pathRate,
      effectiveSize,
    );
    const lost = settled ? 0 : pathRate * (2 - pathRate);
    const keep = 1 - rankOneRate - rankMuRate + rankOneRate * lost;
    return {
      search: {
        mean: search.mean.map((value, n) => value + search.sigma * step[n]),
        sigma: adaptSigma(search.sigma, (sigmaRate / sigmaDamping) * (length / expectedLength(d) - 1)),
        variances: search.variances.map(
          (variance, n) =>
            keep * variance +
            rankOneRate * covariancePath[n] * covariancePath[n] +
            rankMuRate * variance * squares[n],
        ),
        sigmaPath,
        covariancePath,
        pathDecay,
      },
      learningRate: 1,
    };
  },
});
