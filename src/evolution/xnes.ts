/**
 * xNES: exponential natural evolution strategy, a Gaussian with a full covariance sigma^2 B B^T.
 * mean += eta_mean sigma B G_delta;  sigma *= exp(eta/2 G_sigma);  B <- B exp(eta/2 G_B)
 * with G_delta = sum u_i z_i, G_M = sum u_i (z_i z_i^T - I), G_sigma = tr(G_M)/d, G_B = G_M - G_sigma I.
 * (Glasmachers, Schaul, Sun, Wierstra & Schmidhuber 2010, "Exponential natural evolution strategies", algorithm 1)
 */
import * as z from 'zod';
import { log } from '../numerics/logarithm.ts';
import { isFlat } from './fitness-order.ts';
import { memberNoise } from './member-noise.ts';
import { memberScores } from './member-scores.ts';
import { nesUtilities } from './nes-utilities.ts';
import { identityMatrix, matrixExponential, multiplyMatrices, multiplyMatrixVector } from './small-matrix.ts';
import { adaptSigma } from './step-size-path.ts';
import { defineStrategy } from './strategy-definition.ts';
import { populationSize, scoringName, stepSize, vector } from './strategy-settings.ts';

const configurationSchema = z.strictObject({
  populationSize,
  /** Standard deviation in the first generation. */
  sigma: stepSize,
  /** Step size of the mean, eta_mean; the paper's is 1. */
  learningRate: stepSize,
  /** Factor on the paper's step size of sigma and B, 3 (3 + ln d) / (5 d sqrt d). */
  sigmaLearningRate: z.number().min(0).max(10),
  shaping: scoringName,
});

export type XnesConfiguration = z.infer<typeof configurationSchema>;

const searchSchema = z.strictObject({
  mean: vector,
  sigma: z.number().positive(),
  /** B, `[d, d]` row-major. */
  transform: vector,
});

export const xnes = defineStrategy<XnesConfiguration, z.infer<typeof searchSchema>>({
  name: 'xnes',
  maximumDimension: 400,
  configurationSchema,
  searchSchema,

  defaults: (dimension) => ({
    populationSize: 4 + Math.floor(3 * log(dimension)),
    sigma: 0.1,
    learningRate: 1,
    sigmaLearningRate: 1,
    shaping: 'centredRanks',
  }),

  begin: ({ sigma }, mean) => ({ mean, sigma, transform: identityMatrix(mean.length) }),

  propose: ({ configuration, search }) => ({
    sigma: search.sigma,
    populationSize: configuration.populationSize,
    distribution: { transform: search.transform },
  }),

  candidate(proposal, member, out) {
    const step = multiplyMatrixVector(proposal.distribution!.transform, memberNoise(proposal, member));
    for (let n = 0; n < out.length; n++) out[n] = proposal.mean[n] + proposal.sigma * step[n];
  },

  improve({ configuration, search }, proposal, fitness, tasks) {
    const { learningRate, sigmaLearningRate, shaping } = configuration;
    const scores = memberScores(fitness, proposal.populationSize, tasks, shaping);
    if (isFlat(scores)) return { search, learningRate };
    const utilities = nesUtilities(scores);
    const d = search.mean.length;
    const delta = new Float64Array(d);
    const shape = new Float64Array(d * d);
    for (let member = 0; member < proposal.populationSize; member++) {
      const noise = memberNoise(proposal, member);
      const utility = utilities[member];
      for (let row = 0; row < d; row++) {
        delta[row] += utility * noise[row];
        for (let column = 0; column < d; column++) {
          shape[row * d + column] += utility * (noise[row] * noise[column] - (row === column ? 1 : 0));
        }
      }
    }
    let trace = 0;
    for (let n = 0; n < d; n++) trace += shape[n * d + n];
    const scale = trace / d;
    const rate = (sigmaLearningRate * 3 * (3 + log(d))) / (5 * d * Math.sqrt(d));
    for (let n = 0; n < d; n++) shape[n * d + n] -= scale;
    for (let place = 0; place < d * d; place++) shape[place] *= rate / 2;
    const step = multiplyMatrixVector(search.transform, delta);
    return {
      search: {
        mean: search.mean.map((value, n) => value + learningRate * search.sigma * step[n]),
        sigma: adaptSigma(search.sigma, (rate / 2) * scale),
        transform: multiplyMatrices(search.transform, matrixExponential(shape, d), d),
      },
      learningRate,
    };
  },
});
