/**
 * ARS: augmented random search. Directions delta_p, both signs of each tried; the `elite` best by max(F+, F-) move the
 * mean by rate / (elite deviation) sum (F+ - F-) delta, where deviation is that of the returns kept.
 * (Mania, Guy & Recht 2018, "Simple random search provides a competitive approach to reinforcement learning",
 * algorithm 2: V1-t; V1 keeps every direction; V2 normalises observations, see `observation-normaliser.ts`)
 */
import * as z from 'zod';
import { sampleVariance } from '../numerics/statistics.ts';
import { antitheticCandidate, fillPerturbation } from './antithetic-pairs.ts';
import { finiteFitness } from './finite-fitness.ts';
import { descendingOrder, isFlat } from './fitness-order.ts';
import { geometricSchedule } from './geometric-schedule.ts';
import { memberScores } from './member-scores.ts';
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
});

export type ArsConfiguration = z.infer<typeof configurationSchema>;

const searchSchema = z.strictObject({ mean: vector });

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
  }),

  begin: (_configuration, mean) => ({ mean }),

  propose: ({ configuration, generation }) => ({
    sigma: geometricSchedule(
      configuration.sigma,
      configuration.finalSigma,
      configuration.generations,
      generation,
    ),
    populationSize: configuration.populationSize,
  }),

  candidate: antitheticCandidate,

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
    return { search: { mean }, learningRate };
  },
});
