/**
 * CMA-ES: covariance matrix adaptation with weighted recombination, cumulation, rank-one and rank-mu updates, and
 * negative weights for the worse half. (Hansen 2016, "The CMA evolution strategy: a tutorial", appendix A and table 1)
 * y_i = B D z_i;  mean += sigma sum w_i y_i;  sigma by the length of p_sigma;
 * C <- (1 + c_1 delta(h) - c_1 - c_mu sum w) C + c_1 p_c p_c^T + c_mu sum w_i y_i y_i^T.
 */
import * as z from 'zod';
import { log } from '../numerics/logarithm.ts';
import { symmetricEigen } from '../numerics/symmetric-eigen.ts';
import { cmaConstants } from './cma-constants.ts';
import { isFlat } from './fitness-order.ts';
import { memberNoise } from './member-noise.ts';
import { memberScores } from './member-scores.ts';
import { rankWeights } from './rank-weights.ts';
import { identityMatrix, multiplyMatrixVector } from './small-matrix.ts';
import { adaptSigma, advancePath, expectedLength, vectorLength } from './step-size-path.ts';
import type { Proposal } from './strategy.ts';
import { defineStrategy } from './strategy-definition.ts';
import { populationSize, scoringName, stepSize, vector } from './strategy-settings.ts';

const configurationSchema = z.strictObject({
  populationSize,
  /** Standard deviation in the first generation, about a third of the way to where the optimum may lie. */
  sigma: stepSize,
  shaping: scoringName,
});

export type CmaEsConfiguration = z.infer<typeof configurationSchema>;

const searchSchema = z.strictObject({
  mean: vector,
  sigma: z.number().positive(),
  /** C, `[d, d]` row-major. */
  covariance: vector,
  /** B, the eigenvectors of C in its columns, as of the last decomposition. */
  basis: vector,
  /** D, the square roots of the eigenvalues. */
  scales: vector,
  sigmaPath: vector,
  covariancePath: vector,
  /** (1 - c_sigma)^(2 generations told). */
  pathDecay: z.number(),
  /** Generations since the last decomposition. */
  staleFor: z.int().min(0),
});

type CmaSearch = z.infer<typeof searchSchema>;

/** B D z, `[d]`. */
function transformed(basis: Float64Array, scales: Float64Array, noise: Float64Array): Float64Array {
  return multiplyMatrixVector(
    basis,
    noise.map((value, n) => scales[n] * value),
  );
}

/** The decomposition anew where it is due: once in so many generations that its cost does not count. */
function decomposed(search: CmaSearch, rate: number): CmaSearch {
  const dimension = search.mean.length;
  if (search.staleFor * rate * 10 * dimension < 1) return search;
  const { values, vectors } = symmetricEigen(search.covariance, dimension);
  // Rounding can push the least eigenvalue of an ill-conditioned matrix below zero.
  const largest = values.reduce((a, b) => Math.max(a, b));
  const scales = values.map((value) => Math.sqrt(Math.max(value, 1e-14 * largest)));
  return { ...search, basis: vectors, scales, staleFor: 0 };
}

/** C plus the outer products of the steps, weighted; and the weighted means of z and y. */
function recombine(proposal: Proposal, search: CmaSearch, weights: Float64Array) {
  const d = search.mean.length;
  const step = new Float64Array(d);
  const noiseStep = new Float64Array(d);
  const rankMu = new Float64Array(d * d);
  for (let member = 0; member < proposal.populationSize; member++) {
    const weight = weights[member];
    const noise = memberNoise(proposal, member);
    const y = transformed(search.basis, search.scales, noise);
    if (weight > 0) {
      for (let n = 0; n < d; n++) {
        step[n] += weight * y[n];
        noiseStep[n] += weight * noise[n];
      }
    }
    // |C^(-1/2) y| = |z|; scaling by it keeps C positive definite under negative weights.
    const length = vectorLength(noise);
    const share = weight >= 0 ? weight : (weight * d) / (length * length);
    for (let row = 0; row < d; row++) {
      for (let column = 0; column < d; column++) rankMu[row * d + column] += share * y[row] * y[column];
    }
  }
  return { step, noiseStep, rankMu };
}

export const cmaEs = defineStrategy<CmaEsConfiguration, CmaSearch>({
  name: 'cma-es',
  maximumDimension: 400,
  configurationSchema,
  searchSchema,

  defaults: (dimension) => ({
    populationSize: 4 + Math.floor(3 * log(dimension)),
    sigma: 0.3,
    shaping: 'centredRanks',
  }),

  begin: ({ sigma }, mean) => ({
    mean,
    sigma,
    covariance: identityMatrix(mean.length),
    basis: identityMatrix(mean.length),
    scales: new Float64Array(mean.length).fill(1),
    sigmaPath: new Float64Array(mean.length),
    covariancePath: new Float64Array(mean.length),
    pathDecay: 1,
    staleFor: 0,
  }),

  propose: ({ configuration, search }) => ({
    sigma: search.sigma,
    populationSize: configuration.populationSize,
    distribution: { basis: search.basis, scales: search.scales },
  }),

  candidate(proposal, member, out) {
    const { basis, scales } = proposal.distribution!;
    const y = transformed(basis, scales, memberNoise(proposal, member));
    for (let n = 0; n < out.length; n++) out[n] = proposal.mean[n] + proposal.sigma * y[n];
  },

  improve({ configuration, search }, proposal, fitness, tasks) {
    const scores = memberScores(fitness, proposal.populationSize, tasks, configuration.shaping);
    if (isFlat(scores)) return { search, learningRate: 1 };
    const d = search.mean.length;
    const constants = cmaConstants(d, proposal.populationSize);
    const { sigmaRate, sigmaDamping, pathRate, rankOneRate, rankMuRate, effectiveSize } = constants;
    const { step, noiseStep, rankMu } = recombine(proposal, search, rankWeights(scores, constants.table));
    // C^(-1/2) = B D^-1 B^T, so that C^(-1/2) B D z = B z.
    const whitened = multiplyMatrixVector(search.basis, noiseStep);
    const sigmaPath = advancePath(search.sigmaPath, whitened, sigmaRate, effectiveSize);
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
    const keep = 1 + rankOneRate * lost - rankOneRate - rankMuRate * constants.weightSum;
    const covariance = search.covariance.map((value, place) => {
      const outer = covariancePath[Math.floor(place / d)] * covariancePath[place % d];
      return keep * value + rankOneRate * outer + rankMuRate * rankMu[place];
    });
    const next = {
      ...search,
      mean: search.mean.map((value, n) => value + search.sigma * step[n]),
      sigma: adaptSigma(search.sigma, (sigmaRate / sigmaDamping) * (length / expectedLength(d) - 1)),
      covariance,
      sigmaPath,
      covariancePath,
      pathDecay,
      staleFor: search.staleFor + 1,
    };
    return { search: decomposed(next, rankOneRate + rankMuRate), learningRate: 1 };
  },
});
