/**
 * IPOP-CMA-ES: CMA-ES started again with a larger population whenever it has come to rest, for fitness with many local
 * optima. (Auger & Hansen 2005, "A restart CMA evolution strategy with increasing population size") A start rests when
 * its mean fitness has set no record for `patience` generations or sigma has fallen below `minimumSigma`; the next
 * begins near the initial parameters.
 */
import * as z from 'zod';
import { log } from '../numerics/logarithm.ts';
import { assertSeed, deriveSeed, fillGaussian, MAXIMUM_SEED } from '../numerics/noise.ts';
import { STREAM } from '../numerics/streams.ts';
import { cmaEs } from './cma-es.ts';
import type { Strategy } from './strategy.ts';
import { assertInitialMean } from './strategy-definition.ts';
import { parameterVector, populationSize, scoringName, stepSize } from './strategy-settings.ts';
import { parseWith } from './validation.ts';

const configurationSchema = z.strictObject({
  /** Members of a generation before the first restart. */
  populationSize,
  /** Standard deviation at every start; starts after the first also begin that far from the initial parameters. */
  sigma: stepSize,
  shaping: scoringName,
  /** Factor of the population at each restart. */
  populationFactor: z.number().min(1).max(10),
  /** Restarts keep to this many members. */
  maximumPopulationSize: populationSize,
  /** Generations without a record of the mean fitness after which a start is at rest. */
  patience: z.int().min(1).max(1_000_000),
  /** Standard deviation below which a start is at rest. */
  minimumSigma: stepSize,
});

export type IpopCmaEsConfiguration = z.infer<typeof configurationSchema>;

const stateSchema = z.strictObject({
  configuration: configurationSchema,
  seed: z.int().min(0).max(MAXIMUM_SEED),
  generation: z.int().min(0),
  initialMean: parameterVector,
  restarts: z.int().min(0),
  /** State of the start under way. */
  inner: z.custom<ReturnType<typeof cmaEs.init>>().transform((value) => cmaEs.restore(value)),
  /** Record of the mean fitness in this start, and how many generations ago it was set. */
  record: z.number().nullable(),
  sinceRecord: z.int().min(0),
  /** The record of all earlier starts and the mean that set it. */
  bestRecord: z.number().nullable(),
  bestMean: parameterVector,
});

export type IpopCmaEsState = z.infer<typeof stateSchema>;

/** The beginning of a start: its own seed, place and population. */
function begin(
  configuration: IpopCmaEsConfiguration,
  initialMean: Float32Array,
  seed: number,
  restart: number,
) {
  const { populationFactor, maximumPopulationSize, sigma, shaping } = configuration;
  let members = configuration.populationSize;
  for (let n = 0; n < restart; n++) members = Math.min(members * populationFactor, maximumPopulationSize);
  const place = initialMean.slice();
  if (restart > 0) {
    fillGaussian(place, seed, STREAM.restart, restart);
    for (let n = 0; n < place.length; n++) place[n] = initialMean[n] + sigma * place[n];
  }
  // Index 0 of the stream is the seeds', restarts count from 1.
  const ownSeed = restart === 0 ? seed : deriveSeed(seed, STREAM.restart, 0, restart);
  return cmaEs.init({ populationSize: Math.floor(members), sigma, shaping }, place, ownSeed);
}

export const ipopCmaEs: Strategy<IpopCmaEsConfiguration, IpopCmaEsState> = {
  name: 'ipop-cma-es',
  maximumDimension: cmaEs.maximumDimension,
  configurationSchema,

  defaults: (dimension) => ({
    populationSize: 4 + Math.floor(3 * log(dimension)),
    sigma: 0.3,
    shaping: 'centredRanks',
    populationFactor: 2,
    maximumPopulationSize: 1024,
    patience: 50,
    minimumSigma: 1e-6,
  }),

  init(configuration, initialMean, seed) {
    const checked = parseWith(configurationSchema, configuration, 'the configuration of ipop-cma-es');
    assertSeed(seed);
    assertInitialMean(ipopCmaEs.name, initialMean, ipopCmaEs.maximumDimension);
    return {
      configuration: checked,
      seed,
      generation: 0,
      initialMean: initialMean.slice(),
      restarts: 0,
      inner: begin(checked, initialMean, seed, 0),
      record: null,
      sinceRecord: 0,
      bestRecord: null,
      bestMean: initialMean.slice(),
    };
  },

  ask: ({ inner }) => cmaEs.ask(inner),

  candidate: cmaEs.candidate,

  tell(state, fitness, tasks) {
    const { configuration, seed, generation, initialMean } = state;
    const told = cmaEs.tell(state.inner, fitness, tasks);
    const { meanFitness, sigma } = told.report;
    const isRecord = Number.isFinite(meanFitness) && (state.record === null || meanFitness > state.record);
    const record = isRecord ? meanFitness : state.record;
    const sinceRecord = isRecord ? 0 : state.sinceRecord + 1;
    const report = { ...told.report, generation };
    const next = { ...state, generation: generation + 1, inner: told.state, record, sinceRecord };
    if (sinceRecord < configuration.patience && sigma >= configuration.minimumSigma) {
      return { state: next, report };
    }
    const improved = record !== null && (state.bestRecord === null || record > state.bestRecord);
    const restarts = state.restarts + 1;
    return {
      state: {
        ...next,
        restarts,
        inner: begin(configuration, initialMean, seed, restarts),
        record: null,
        sinceRecord: 0,
        bestRecord: improved ? record : state.bestRecord,
        bestMean: improved ? cmaEs.mean(told.state) : state.bestMean,
      },
      report,
    };
  },

  mean({ inner, record, bestRecord, bestMean }) {
    const presentIsBest = bestRecord === null || (record !== null && record >= bestRecord);
    return presentIsBest ? cmaEs.mean(inner) : bestMean;
  },

  generation: (state) => state.generation,

  origin: ({ configuration, seed }) => ({ configuration, seed }),

  restore: (value) => parseWith(stateSchema, value, 'the state of ipop-cma-es'),
};
