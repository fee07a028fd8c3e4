/**
 * A simple genetic algorithm: the best few are parents, children are a parent chosen by chance plus Gaussian mutation.
 * (Such et al. 2017, "Deep neuroevolution", algorithm 1, truncation selection without crossover) The first
 * members are the parents themselves, evaluated again on each generation's tasks.
 */
import * as z from 'zod';
import { integerAt } from '../numerics/noise.ts';
import { STREAM } from '../numerics/streams.ts';
import { descendingOrder, isFlat } from './fitness-order.ts';
import { geometricSchedule } from './geometric-schedule.ts';
import { memberNoise } from './member-noise.ts';
import { memberScores } from './member-scores.ts';
import type { Proposal } from './strategy.ts';
import { defineStrategy } from './strategy-definition.ts';
import { populationSize, scheduleLength, scoringName, stepSize, vector } from './strategy-settings.ts';

const configurationSchema = z.strictObject({
  populationSize,
  /** Share of a generation that survives, at least one of it. */
  parentShare: z.number().min(0).max(0.5),
  /** Standard deviation of mutations in the first generation. */
  sigma: stepSize,
  /** The same once the schedule has ended. */
  finalSigma: stepSize,
  generations: scheduleLength,
  shaping: scoringName,
});

export type SimpleGaConfiguration = z.infer<typeof configurationSchema>;

const searchSchema = z.strictObject({
  mean: vector,
  /** `[parents, d]`, the best first. */
  parents: vector,
});

function individual(proposal: Proposal, member: number): Float64Array {
  const { parents } = proposal.distribution!;
  const d = proposal.mean.length;
  const count = parents.length / d;
  if (member < count) return parents.slice(member * d, (member + 1) * d);
  const parent = integerAt(proposal.seed, STREAM.parentChoice, count, proposal.generation, member);
  return memberNoise(proposal, member).map((value, n) => parents[parent * d + n] + proposal.sigma * value);
}

export const simpleGa = defineStrategy<SimpleGaConfiguration, z.infer<typeof searchSchema>>({
  name: 'simple-ga',
  maximumDimension: 1_000_000,
  configurationSchema,
  searchSchema,

  defaults: () => ({
    populationSize: 32,
    parentShare: 0.125,
    sigma: 0.2,
    finalSigma: 0.05,
    generations: 300,
    shaping: 'centredRanks',
  }),

  begin({ parentShare, populationSize }, mean) {
    const parents = Math.max(1, Math.floor(parentShare * populationSize));
    const all = new Float64Array(parents * mean.length);
    for (let parent = 0; parent < parents; parent++) all.set(mean, parent * mean.length);
    return { mean, parents: all };
  },

  propose: ({ configuration, generation, search }) => ({
    sigma: geometricSchedule(
      configuration.sigma,
      configuration.finalSigma,
      configuration.generations,
      generation,
    ),
    populationSize: configuration.populationSize,
    distribution: { parents: search.parents },
  }),

  candidate: (proposal, member, out) => out.set(individual(proposal, member)),

  improve({ configuration, search }, proposal, fitness, tasks) {
    const scores = memberScores(fitness, proposal.populationSize, tasks, configuration.shaping);
    if (isFlat(scores)) return { search, learningRate: 1 };
    const survivors = search.parents.length / search.mean.length;
    const best = descendingOrder(scores).slice(0, survivors);
    const parents = new Float64Array(search.parents.length);
    for (const [place, member] of best.entries()) {
      parents.set(individual(proposal, member), place * search.mean.length);
    }
    return { search: { mean: parents.slice(0, search.mean.length), parents }, learningRate: 1 };
  },
});
