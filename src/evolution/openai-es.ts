/**
 * OpenAI-ES: the gradient of the smoothed fitness from antithetic Gaussian perturbations. (Salimans et al. 2017,
 * algorithm 1 and section 2) Deviations from the authors' code: sigma and the learning rate fall geometrically;
 * ranks are taken within each task; weight decay acts on the mean itself (Loshchilov & Hutter 2019, algorithm 2)
 * instead of passing through Adam.
 */
import * as z from 'zod';
import { assertSeed, MAXIMUM_SEED } from '../numerics/noise.ts';
import { antitheticCandidate, antitheticGradient } from './antithetic-pairs.ts';
import { SHAPINGS, shapeFitness } from './fitness-shaping.ts';
import { summariseFitness } from './fitness-summary.ts';
import { geometricSchedule } from './geometric-schedule.ts';
import { scheduledSigma } from './gradient-step.ts';
import {
  fitsOptimiser,
  initOptimiser,
  type OptimiserState,
  optimiserStateSchema,
  stepOptimiser,
} from './optimiser.ts';
import { scheduledPopulation } from './population-schedule.ts';
import type { Proposal, Strategy } from './strategy.ts';
import { assertFitness, assertInitialMean } from './strategy-definition.ts';
import { GRADIENT_DEFAULTS, type GradientSettings, gradientSettings } from './strategy-settings.ts';
import { parseWith } from './validation.ts';

/** What the strategy accepts; sizes of steps are in units of the parameters. */
export const openAiEsConfigurationSchema = z.strictObject(gradientSettings);

export type OpenAiEsConfiguration = z.input<typeof openAiEsConfigurationSchema>;

/** Everything the next generation depends on. */
export interface OpenAiEsState {
  readonly configuration: GradientSettings;
  readonly seed: number;
  readonly generation: number;
  readonly mean: Float32Array;
  readonly optimiser: OptimiserState;
}

const stateSchema = z
  .strictObject({
    configuration: openAiEsConfigurationSchema,
    seed: z.int().min(0).max(MAXIMUM_SEED),
    generation: z.int().min(0),
    mean: z.instanceof(Float32Array),
    optimiser: optimiserStateSchema,
  })
  .refine(
    ({ configuration, mean, optimiser }) => fitsOptimiser(configuration.optimiser, optimiser, mean.length),
    'mean and the optimiser must have one length',
  );

function ask({ configuration, seed, generation, mean }: OpenAiEsState): Proposal {
  return {
    strategy: openAiEs.name,
    mean,
    sigma: scheduledSigma(configuration, generation),
    seed,
    generation,
    populationSize: scheduledPopulation(configuration, generation),
  };
}

export const openAiEs: Strategy<OpenAiEsConfiguration, OpenAiEsState> = {
  name: 'openai-es',

  configurationSchema: openAiEsConfigurationSchema,

  maximumDimension: 10_000_000,

  defaults: () => GRADIENT_DEFAULTS,

  init(configuration, initialMean, seed) {
    const checked = parseWith(openAiEsConfigurationSchema, configuration, 'the configuration of openai-es');
    assertSeed(seed);
    assertInitialMean(openAiEs.name, initialMean, openAiEs.maximumDimension);
    return {
      configuration: checked,
      seed,
      generation: 0,
      mean: Float32Array.from(initialMean),
      optimiser: initOptimiser(checked.optimiser, initialMean.length),
    };
  },

  ask,

  candidate: antitheticCandidate,

  tell(state, fitness, tasks) {
    const { configuration, generation } = state;
    const proposal = ask(state);
    const { populationSize } = proposal;
    assertFitness(populationSize, tasks, fitness);
    const weights = shapeFitness(fitness, populationSize, tasks, SHAPINGS[configuration.shaping]);
    const gradient = antitheticGradient(proposal, weights);
    const step = stepOptimiser(configuration.optimiser, state.optimiser, gradient);
    const learningRate = geometricSchedule(
      configuration.learningRate,
      configuration.finalLearningRate,
      configuration.generations,
      generation,
    );
    const keep = 1 - learningRate * configuration.weightDecay;
    const mean = state.mean.map((value, n) => keep * value + learningRate * step.update[n]);
    const summary = summariseFitness(fitness, populationSize, tasks);
    return {
      state: { ...state, generation: generation + 1, mean, optimiser: step.state },
      report: { generation, ...summary, sigma: proposal.sigma, learningRate },
    };
  },

  mean: (state) => state.mean,

  generation: (state) => state.generation,

  origin: ({ configuration, seed }) => ({ configuration, seed }),

  restore: (value) => parseWith(stateSchema, value, 'the state of openai-es'),
};
