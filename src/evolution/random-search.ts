/**
 * Random search, the control that every strategy must beat: Gaussian samples around where the run began, and the best
 * so far is kept. (Brooks 1958, "A discussion of random methods for seeking maxima") Member 0 is the best so far,
 * evaluated again on each generation's tasks, so that a lucky score is not kept for ever.
 */
import * as z from 'zod';
import { descendingOrder, isFlat } from './fitness-order.ts';
import { memberNoise } from './member-noise.ts';
import { memberScores } from './member-scores.ts';
import type { Proposal } from './strategy.ts';
import { defineStrategy } from './strategy-definition.ts';
import { populationSize, scoringName, stepSize, vector } from './strategy-settings.ts';

const configurationSchema = z.strictObject({
  populationSize,
  /** Standard deviation of the samples about the initial parameters. */
  sigma: stepSize,
  shaping: scoringName,
});

export type RandomSearchConfiguration = z.infer<typeof configurationSchema>;

const searchSchema = z.strictObject({ mean: vector, centre: vector });

function sample(proposal: Proposal, member: number): Float64Array {
  if (member === 0) return Float64Array.from(proposal.mean);
  const { centre } = proposal.distribution!;
  return memberNoise(proposal, member).map((value, n) => centre[n] + proposal.sigma * value);
}

export const randomSearch = defineStrategy<RandomSearchConfiguration, z.infer<typeof searchSchema>>({
  name: 'random-search',
  maximumDimension: 10_000_000,
  configurationSchema,
  searchSchema,

  defaults: () => ({ populationSize: 32, sigma: 0.5, shaping: 'centredRanks' }),

  begin: (_configuration, mean) => ({ mean, centre: mean }),

  propose: ({ configuration, search }) => ({
    sigma: configuration.sigma,
    populationSize: configuration.populationSize,
    distribution: { centre: search.centre },
  }),

  candidate: (proposal, member, out) => out.set(sample(proposal, member)),

  improve({ configuration, search }, proposal, fitness, tasks) {
    const scores = memberScores(fitness, proposal.populationSize, tasks, configuration.shaping);
    if (isFlat(scores)) return { search, learningRate: 1 };
    const [best] = descendingOrder(scores);
    return { search: { ...search, mean: sample(proposal, best) }, learningRate: 1 };
  },
});
