/**
 * Estimators on a quadratic, F(x) = b . x - x . A x / 2: its Gaussian smoothing has the same gradient b - A x, whatever
 * sigma, so the truth is known exactly.
 */
import { antitheticCandidate, antitheticGradient } from '../../src/evolution/antithetic-pairs.ts';
import { guidedEs, guidedGradient } from '../../src/evolution/guided-es.ts';
import { orthonormalBasis } from '../../src/evolution/guided-subspace.ts';
import { noiseReuseGradient, nres, pes } from '../../src/evolution/noise-reuse-es.ts';
import { pgpe, pgpeGradients } from '../../src/evolution/pgpe.ts';
import type { Proposal } from '../../src/evolution/strategy.ts';

const DIMENSION = 3;
const CURVATURE = [2, 0.5, 0, 0.5, 1, -0.3, 0, -0.3, 3];
const SLOPE = [1, -2, 0.5];
const POINT = Float64Array.of(0.4, -0.3, 0.8);
const SIGMA = 0.5;
const DEVIATIONS = Float64Array.of(0.3, 0.6, 1.1);
/** A surrogate gradient that points somewhat aside from the true one, for Guided ES. */
const SURROGATE = Float64Array.of(1, -1, 0);
const TRADE_OFF = 0.25;

function fitness(x: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < DIMENSION; row++) {
    let product = 0;
    for (let column = 0; column < DIMENSION; column++)
      product += CURVATURE[row * DIMENSION + column] * x[column];
    sum += x[row] * (SLOPE[row] - product / 2);
  }
  return sum;
}

const TRUE_GRADIENT = SLOPE.map((slope, row) =>
  SLOPE.reduce((rest, _, column) => rest - CURVATURE[row * DIMENSION + column] * POINT[column], slope),
);

/** What the mean of Guided ES tends to: its covariance times the gradient. */
function guidedTruth(): number[] {
  const basis = orthonormalBasis(SURROGATE, DIMENSION);
  const along = TRUE_GRADIENT.reduce((sum, value, n) => sum + value * basis[n], 0);
  return TRUE_GRADIENT.map((value, n) => TRADE_OFF * value + (1 - TRADE_OFF) * DIMENSION * along * basis[n]);
}

interface QuadraticCase {
  readonly name: string;
  readonly truth: readonly number[];
  /** One pair's estimate. */
  draw(seed: number): ArrayLike<number>;
}

/** One antithetic pair of a proposal with its raw fitness. */
function pairOf(
  candidate: (proposal: Proposal, member: number, out: Float32Array) => void,
  proposal: Proposal,
): Float64Array {
  const out = new Float32Array(DIMENSION);
  return Float64Array.from({ length: 2 }, (_, member) => {
    candidate(proposal, member, out);
    return fitness(out);
  });
}

function proposalOf(strategy: string, seed: number, distribution?: Proposal['distribution']): Proposal {
  const common = { strategy, mean: POINT, sigma: SIGMA, seed, generation: 0, populationSize: 2 };
  return distribution ? { ...common, distribution } : common;
}

function noiseReuseCase(name: string, windows: number, period: number): QuadraticCase {
  const { candidate } = period === 1 ? pes : nres;
  return {
    name,
    truth: TRUE_GRADIENT,
    draw(seed) {
      const proposal = proposalOf(name, seed, {
        schedule: Float64Array.of(windows, period),
        history: new Float64Array(0),
        sigmas: new Float64Array(0),
      });
      return noiseReuseGradient(proposal, pairOf(candidate, proposal));
    },
  };
}

/** Every estimator with what it should tend to. */
export const quadraticCases: readonly QuadraticCase[] = [
  {
    name: 'openai-es',
    truth: TRUE_GRADIENT,
    draw(seed) {
      const proposal = proposalOf('openai-es', seed);
      return antitheticGradient(proposal, pairOf(antitheticCandidate, proposal));
    },
  },
  {
    name: 'pgpe, mean (divided by s^2)',
    truth: TRUE_GRADIENT,
    draw(seed) {
      const proposal = proposalOf('pgpe', seed, { deviations: DEVIATIONS });
      const { mean } = pgpeGradients(proposal, pairOf(pgpe.candidate, proposal));
      return mean.map((value, n) => value / (DEVIATIONS[n] * DEVIATIONS[n]));
    },
  },
  {
    name: 'guided-es',
    truth: guidedTruth(),
    draw(seed) {
      const proposal = proposalOf('guided-es', seed, {
        basis: orthonormalBasis(SURROGATE, DIMENSION),
        tradeOff: Float64Array.of(TRADE_OFF),
      });
      return guidedGradient(proposal, pairOf(guidedEs.candidate, proposal));
    },
  },
  noiseReuseCase('pes', 4, 1),
  noiseReuseCase('nres', 4, 4),
];

/** E F(mean + s z) = F(mean) - sum A_nn s_n^2 / 2, so its slope in s_n is -A_nn s_n; PGPE's baseline needs two pairs. */
export const deviationCase: QuadraticCase = {
  name: 'pgpe, deviations (divided by s^2)',
  truth: Array.from(DEVIATIONS, (deviation, n) => -CURVATURE[n * DIMENSION + n] * deviation),
  draw(seed) {
    const proposal = { ...proposalOf('pgpe', seed, { deviations: DEVIATIONS }), populationSize: 4 };
    const out = new Float32Array(DIMENSION);
    const weights = Float64Array.from({ length: 4 }, (_, member) => {
      pgpe.candidate(proposal, member, out);
      return fitness(out);
    });
    // The baseline is the mean over the same two pairs, which takes half of the slope with it.
    return pgpeGradients(proposal, weights).deviations.map(
      (value, n) => (2 * value) / (DEVIATIONS[n] * DEVIATIONS[n]),
    );
  },
};
