/**
 * ARS: augmented random search. Directions delta_p, both signs of each tried; the `elite` best by max(F+, F-) move the
 * mean by rate / (elite deviation) sum (F+ - F-) delta, where deviation is that of the returns kept.
 * (Mania, Guy & Recht 2018, "Simple random search provides a competitive approach to reinforcement learning",
 * algorithm 2: V1 keeps every direction, V1-t the best; V2 and V2-t normalise observations for a policy whose first layer
 * is told of, see `observation-normaliser.ts`)
 */
import * as z from 'zod';
import { sampleVariance } from '../numerics/statistics.ts';
import { antitheticCandidate, fillPerturbation } from './antithetic-pairs.ts';
import { finiteFitness } from './finite-fitness.ts';
import { descendingOrder, isFlat } from './fitness-order.ts';
import { geometricSchedule } from './geometric-schedule.ts';
import { memberScores } from './member-scores.ts';
import {
  type FirstLayer,
  foldNormalisation,
  mergeObservations,
  noObservations,
  observationDeviations,
} from './observation-normaliser.ts';
import { defineStrategy } from './strategy-definition.ts';
import { gradientSettings, scoringName, vector } from './strategy-settings.ts';

const { populationSize, sigma, finalSigma, learningRate, finalLearningRate, generations } = gradientSettings;

const configurationSchema = z.strictObject({
  populationSize,
  /** Share of the directions that count, at least one of them. */
  eliteShare: z.number().min(0).max(1),
  sigma,
  finalSigma,
  learningRate,
  finalLearningRate,
  generations,
  shaping: scoringName,
  /** Size of the observations that the first layer of a policy takes; 0 for V1, which normalises nothing. */
  observationSize: z.int().min(0).max(1_000_000).default(0),
  /** Rows of that layer, which the parameters begin with: weights, then a bias. */
  observationRows: z.int().min(0).max(1_000_000).default(0),
});

export type ArsConfiguration = z.infer<typeof configurationSchema>;

const searchSchema = z.strictObject({
  mean: vector,
  /** What the policies have seen, `[observationSize]` each. */
  observations: z.strictObject({ count: z.int().min(0), mean: vector, squares: vector }),
});

/** Where the first layer lies, or nothing for V1. */
function firstLayer({ observationSize, observationRows }: ArsConfiguration): FirstLayer {
  return { inputs: observationSize, rows: observationRows };
}

/** The kept directions, the best first. */
function keptPairs(scores: Float64Array, elite: number): number[] {
  const best = Float64Array.from({ length: scores.length / 2 }, (_, pair) =>
    Math.max(scores[2 * pair], scores[2 * pair + 1]),
  );
  return descendingOrder(best).slice(0, elite);
}

export const ars = defineStrategy<ArsConfiguration, z.infer<typeof searchSchema>>({
  name: 'ars',
  maximumDimension: 10_000_000,
  configurationSchema,
  searchSchema,

  defaults: () => ({
    populationSize: 32,
    eliteShare: 0.5,
    sigma: 0.1,
    finalSigma: 0.05,
    learningRate: 0.1,
    finalLearningRate: 0.03,
    generations: 300,
    shaping: 'standardised',
    observationSize: 0,
    observationRows: 0,
  }),

  begin({ observationSize, observationRows }, mean) {
    const needed = (observationSize + 1) * observationRows;
    if (needed > mean.length) {
      throw new RangeError(
        `the first layer that ars is told of has ${needed} parameters, and there are ${mean.length} in all`,
      );
    }
    return { mean, observations: noObservations(observationSize) };
  },

  propose: ({ configuration, generation, search }) => ({
    sigma: geometricSchedule(
      configuration.sigma,
      configuration.finalSigma,
      configuration.generations,
      generation,
    ),
    populationSize: configuration.populationSize,
    distribution: {
      firstLayer: Float64Array.of(configuration.observationSize, configuration.observationRows),
      observationMean: search.observations.mean,
      observationDeviations: observationDeviations(search.observations),
    },
  }),

  candidate(proposal, member, out) {
    antitheticCandidate(proposal, member, out);
    const { firstLayer, observationMean, observationDeviations } = proposal.distribution!;
    const [inputs, rows] = firstLayer;
    foldNormalisation(out, { inputs, rows }, observationMean, observationDeviations);
  },

  found({ configuration, search }) {
    const parameters = search.mean.slice();
    const { observations } = search;
    const deviations = observationDeviations(observations);
    foldNormalisation(parameters, firstLayer(configuration), observations.mean, deviations);
    return Float32Array.from(parameters);
  },

  observe: (search, observations) => ({
    ...search,
    observations: mergeObservations(search.observations, observations),
  }),

  improve({ configuration, generation, search }, proposal, fitness, tasks) {
    const { eliteShare, shaping } = configuration;
    const elite = Math.max(1, Math.floor((eliteShare * proposal.populationSize) / 2));
    const learningRate = geometricSchedule(
      configuration.learningRate,
      configuration.finalLearningRate,
      configuration.generations,
      generation,
    );
    const scores = finiteFitness(memberScores(fitness, proposal.populationSize, tasks, shaping));
    if (isFlat(scores)) return { search, learningRate };
    const kept = keptPairs(scores, elite);
    const deviation = Math.sqrt(
      sampleVariance(kept.flatMap((pair) => [scores[2 * pair], scores[2 * pair + 1]])),
    );
    if (!(deviation > 0)) return { search, learningRate };
    const mean = search.mean.slice();
    const noise = new Float32Array(mean.length);
    for (const pair of kept) {
      const step = (learningRate * (scores[2 * pair] - scores[2 * pair + 1])) / (elite * deviation);
      fillPerturbation(proposal, pair, noise);
      for (let n = 0; n < mean.length; n++) mean[n] += step * noise[n];
    }
    return { search: { ...search, mean }, learningRate };
  },
});
