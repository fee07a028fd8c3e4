/**
 * OpenAI-ES: the gradient of the smoothed fitness from antithetic Gaussian perturbations. (Salimans et al. 2017,
 * algorithm 1 and section 2) Deviations from the authors' code: sigma and the learning rate fall geometrically;
 * ranks are taken within each task; weight decay acts on the mean itself (Loshchilov & Hutter 2019, algorithm 2)
 * instead of passing through Adam.
 */
import * as z from 'zod';
import { assertSeed, MAXIMUM_SEED } from '../numerics/noise.ts';
import { type AdamState, initAdam, stepAdam } from './adam.ts';
import { antitheticCandidate, antitheticGradient } from './antithetic-pairs.ts';
import { SHAPINGS, type ShapingName, shapeFitness } from './fitness-shaping.ts';
import { summariseFitness } from './fitness-summary.ts';
import { geometricSchedule } from './geometric-schedule.ts';
import type { Proposal, Strategy } from './strategy.ts';
import { parseWith } from './validation.ts';

const populationSize = z
  .int()
  .min(2)
  .max(1_000_000)
  .refine((size) => size % 2 === 0, 'must be even, since members come in pairs');

/** What the strategy accepts; sizes of steps are in units of the parameters. */
export const openAiEsConfigurationSchema = z.strictObject({
  /** Members of a generation, even. */
  populationSize,
  /** Standard deviation of the perturbations in the first generation. */
  sigma: z.number().positive().max(100),
  /** The same once the schedule has ended. */
  finalSigma: z.number().positive().max(100),
  /** Adam's step size in the first generation. */
  learningRate: z.number().positive().max(100),
  /** The same once the schedule has ended. */
  finalLearningRate: z.number().positive().max(100),
  /** Length of the schedule; afterwards the final values are held. */
  generations: z.int().min(1).max(1_000_000_000),
  /** Share of the mean taken away per unit of learning rate. */
  weightDecay: z.number().min(0).max(1),
  /** How fitness becomes weights. */
  shaping: z.enum(Object.keys(SHAPINGS) as [ShapingName, ...ShapingName[]]),
});

export type OpenAiEsConfiguration = z.infer<typeof openAiEsConfigurationSchema>;

/** Everything the next generation depends on. */
export interface OpenAiEsState {
  readonly configuration: OpenAiEsConfiguration;
  readonly seed: number;
  readonly generation: number;
  readonly mean: Float32Array;
  readonly optimiser: AdamState;
}

const stateSchema = z
  .strictObject({
    configuration: openAiEsConfigurationSchema,
    seed: z.int().min(0).max(MAXIMUM_SEED),
    generation: z.int().min(0),
    mean: z.instanceof(Float32Array),
    optimiser: z.strictObject({
      firstMoment: z.instanceof(Float64Array),
      secondMoment: z.instanceof(Float64Array),
      firstDecayPower: z.number(),
      secondDecayPower: z.number(),
    }),
  })
  .refine(
    ({ mean, optimiser }) =>
      optimiser.firstMoment.length === mean.length && optimiser.secondMoment.length === mean.length,
    'mean and moments must have one length',
  );

function ask({ configuration, seed, generation, mean }: OpenAiEsState): Proposal {
  const { sigma, finalSigma, generations } = configuration;
  return {
    strategy: openAiEs.name,
    mean,
    sigma: geometricSchedule(sigma, finalSigma, generations, generation),
    seed,
    generation,
    populationSize: configuration.populationSize,
  };
}

export const openAiEs: Strategy<OpenAiEsConfiguration, OpenAiEsState> = {
  name: 'openai-es',

  init(configuration, initialMean, seed) {
    const checked = parseWith(openAiEsConfigurationSchema, configuration, 'the configuration of openai-es');
    assertSeed(seed);
    if (initialMean.length === 0) throw new RangeError('initialMean must hold at least one parameter');
    if (!initialMean.every(Number.isFinite))
      throw new RangeError('initialMean must hold finite numbers only');
    return {
      configuration: checked,
      seed,
      generation: 0,
      mean: Float32Array.from(initialMean),
      optimiser: initAdam(initialMean.length),
    };
  },

  ask,

  candidate: antitheticCandidate,

  tell(state, fitness, tasks) {
    const { configuration, generation } = state;
    const expected = configuration.populationSize * tasks;
    if (!Number.isInteger(tasks) || tasks < 1 || fitness.length !== expected) {
      throw new RangeError(
        `fitness must hold populationSize x tasks = ${configuration.populationSize} x ${tasks} values, got ${fitness.length}`,
      );
    }
    const proposal = ask(state);
    const weights = shapeFitness(
      fitness,
      configuration.populationSize,
      tasks,
      SHAPINGS[configuration.shaping],
    );
    const step = stepAdam(state.optimiser, antitheticGradient(proposal, weights));
    const learningRate = geometricSchedule(
      configuration.learningRate,
      configuration.finalLearningRate,
      configuration.generations,
      generation,
    );
    const keep = 1 - learningRate * configuration.weightDecay;
    const mean = state.mean.map((value, n) => keep * value + learningRate * step.update[n]);
    const summary = summariseFitness(fitness, configuration.populationSize, tasks);
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
