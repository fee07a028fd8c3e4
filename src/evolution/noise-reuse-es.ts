/**
 * PES and NRES: gradients from windows of long episodes, without bias towards their short-term effects.
 * A particle's perturbation eps is drawn anew every `reusePeriod` windows, xi sums those of its episode so far, and
 * gradient = average over pairs of xi (F+ - F-) / (2 sigma), F being the fitness of the present window.
 * reusePeriod 1 is PES (Vicol, Metz & Sohl-Dickstein 2021, "Unbiased gradient estimation in unrolled computation graphs
 * with persistent evolution strategies", equation 11); reusePeriod = windows is NRES or ES-Single (Li et al. 2023,
 * algorithm 3; Vicol 2023), where xi is the one eps and the variance does not grow with the number of windows.
 * The `history` of means lets any worker rebuild a particle from the start of its episode.
 */
import * as z from 'zod';
import { SHAPINGS, shapeFitness } from './fitness-shaping.ts';
import { gradientStep, scheduledSigma } from './gradient-step.ts';
import { initOptimiser, optimiserStateSchema } from './optimiser.ts';
import { fillParticleNoise, type ParticleSchedule, particleTime } from './particle-clock.ts';
import type { Proposal } from './strategy.ts';
import { defineStrategy } from './strategy-definition.ts';
import { GRADIENT_DEFAULTS, gradientSettings, vector } from './strategy-settings.ts';

const { finalPopulationSize: _, ...settings } = gradientSettings;

const configurationSchema = z
  .strictObject({
    ...settings,
    /** Windows in an episode; a generation is one window. */
    windows: z.int().min(1).max(100_000),
    /** Windows that share a perturbation: 1 for PES, `windows` for NRES. */
    reusePeriod: z.int().min(1).max(100_000),
  })
  .refine(({ windows, reusePeriod }) => reusePeriod <= windows, {
    path: ['reusePeriod'],
    message: 'must be at most the number of windows',
  });

export type NoiseReuseConfiguration = z.infer<typeof configurationSchema>;

const searchSchema = z.strictObject({
  mean: vector,
  optimiser: optimiserStateSchema,
  /** The means of earlier generations that running episodes began under, `[at most windows - 1, d]`. */
  history: vector,
  /** The standard deviations that went with them. */
  sigmas: vector,
});

/** Whether a generation is one window of episodes that have several. */
export function livesInWindows({ strategy, distribution }: Proposal): boolean {
  return (strategy === pes.name || strategy === nres.name) && distribution!.schedule[0] > 1;
}

/** The clocks of a proposal's particles. */
export function scheduleOf({ seed, distribution }: Proposal): ParticleSchedule {
  const [windows, reusePeriod] = distribution!.schedule;
  return { seed, windows, reusePeriod };
}

/** Mean and standard deviation of a generation up to the proposal's; before the first, those of the first. */
function distributionAt(proposal: Proposal, generation: number) {
  const { mean, sigma, distribution } = proposal;
  const { history, sigmas } = distribution!;
  const oldest = proposal.generation - sigmas.length;
  const row = Math.max(0, generation) - oldest;
  if (row >= sigmas.length) return { mean, sigma };
  const start = row * mean.length;
  return { mean: history.subarray(start, start + mean.length), sigma: sigmas[row] };
}

/** Writes the parameters that a member had in an earlier generation of its present episode, or has now. */
export function particleParameters(
  proposal: Proposal,
  member: number,
  generation: number,
  out: Float32Array,
): void {
  const schedule = scheduleOf(proposal);
  const pair = member >> 1;
  const { mean, sigma } = distributionAt(proposal, generation);
  fillParticleNoise(schedule, pair, particleTime(schedule, pair, generation), out);
  const scale = member % 2 === 0 ? sigma : -sigma;
  for (let n = 0; n < out.length; n++) out[n] = mean[n] + scale * out[n];
}

/** The estimated gradient of a window's mean fitness, `[dimension]`, pairs summed in order. */
export function noiseReuseGradient(proposal: Proposal, weights: Float64Array): Float64Array {
  const schedule = scheduleOf(proposal);
  const gradient = new Float64Array(proposal.mean.length);
  const noise = new Float32Array(proposal.mean.length);
  for (let pair = 0; pair < proposal.populationSize / 2; pair++) {
    const weight = weights[2 * pair] - weights[2 * pair + 1];
    if (weight === 0) continue;
    const { episodeStart, draw: present } = particleTime(schedule, pair, proposal.generation);
    for (let draw = 0; draw <= present; draw++) {
      fillParticleNoise(schedule, pair, { episodeStart, draw }, noise);
      for (let n = 0; n < gradient.length; n++) gradient[n] += weight * noise[n];
    }
  }
  const scale = 1 / (proposal.populationSize * proposal.sigma);
  return gradient.map((value) => value * scale);
}

/** The last `rows` rows of a matrix with one more at its end. */
function withRow(matrix: Float64Array, row: Float64Array, rows: number): Float64Array {
  if (rows === 0) return new Float64Array(0);
  const kept = matrix.subarray(Math.max(0, matrix.length - (rows - 1) * row.length));
  const all = new Float64Array(kept.length + row.length);
  all.set(kept);
  all.set(row, kept.length);
  return all;
}

/** The one implementation under a name that says what its reuse period is by default. */
function noiseReuseStrategy(name: string, defaultPeriod: 'one' | 'episode') {
  const windows = 4;
  return defineStrategy<NoiseReuseConfiguration, z.infer<typeof searchSchema>>({
    name,
    maximumDimension: 10_000_000,
    configurationSchema,
    searchSchema,

    defaults() {
      const reusePeriod = defaultPeriod === 'one' ? 1 : windows;
      // Ranks would compare windows of different parts of an episode; the two members of a pair share theirs.
      return { ...GRADIENT_DEFAULTS, shaping: 'raw', windows, reusePeriod };
    },

    begin: ({ optimiser }, mean) => ({
      mean,
      optimiser: initOptimiser(optimiser, mean.length),
      history: new Float64Array(0),
      sigmas: new Float64Array(0),
    }),

    propose: ({ configuration, generation, search }) => ({
      sigma: scheduledSigma(configuration, generation),
      populationSize: configuration.populationSize,
      distribution: {
        schedule: Float64Array.of(configuration.windows, configuration.reusePeriod),
        history: search.history,
        sigmas: search.sigmas,
      },
    }),

    candidate: (proposal, member, out) => particleParameters(proposal, member, proposal.generation, out),

    improve({ configuration, generation, search }, proposal, fitness, tasks) {
      const shaping = SHAPINGS[configuration.shaping];
      const weights = shapeFitness(fitness, proposal.populationSize, tasks, shaping);
      const gradient = noiseReuseGradient(proposal, weights);
      const { mean, optimiser, learningRate } = gradientStep(search, gradient, configuration, generation);
      const rows = configuration.windows - 1;
      return {
        search: {
          mean,
          optimiser,
          history: withRow(search.history, search.mean, rows),
          sigmas: withRow(search.sigmas, Float64Array.of(proposal.sigma), rows),
        },
        learningRate,
      };
    },
  });
}

export const pes = noiseReuseStrategy('pes', 'one');

export const nres = noiseReuseStrategy('nres', 'episode');
