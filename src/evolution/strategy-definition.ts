/**
 * Makes a `Strategy` of the equations alone: everything that all strategies do alike (checks of configuration, seed,
 * mean and fitness, the report, the way back from a checkpoint) is done here once.
 */
import * as z from 'zod';
import { assertSeed, MAXIMUM_SEED } from '../numerics/noise.ts';
import { summariseFitness } from './fitness-summary.ts';
import type { ObservationStatistics } from './observation-normaliser.ts';
import type { Proposal, Strategy } from './strategy.ts';
import { parseWith } from './validation.ts';

/** Everything the next generation depends on. */
export interface SearchState<Configuration, Search> {
  readonly configuration: Configuration;
  readonly seed: number;
  readonly generation: number;
  /** What the strategy has learned about where to look: JSON values and typed arrays. */
  readonly search: Search;
}

/** What a strategy looks around: every search has a centre, and it is what the strategy has found. */
export interface Search {
  readonly mean: Float64Array;
}

/** The equations of a strategy. */
export interface StrategyDefinition<Configuration, Found extends Search> {
  readonly name: string;
  readonly maximumDimension: number;
  readonly configurationSchema: z.ZodType<Configuration>;
  readonly searchSchema: z.ZodType<Found>;
  defaults(dimension: number): Configuration;
  /** The search before the first generation. `initialMean` is a copy that it may keep. */
  begin(configuration: Configuration, initialMean: Float64Array): Found;
  /** The distribution to draw the next generation from. */
  propose(
    state: SearchState<Configuration, Found>,
  ): Pick<Proposal, 'sigma' | 'populationSize' | 'distribution'>;
  /** As in `CandidateSampler`; member and length are checked already. */
  candidate(proposal: Proposal, member: number, out: Float32Array): void;
  /** The parameters found so far, where they are not the mean itself. */
  found?(state: SearchState<Configuration, Found>): Float32Array;
  /** The search with what policies have seen, for strategies that normalise observations. */
  observe?(search: Found, observations: ObservationStatistics): Found;
  /** The next search. `fitness` is `[populationSize, tasks]` and has that length. */
  improve(
    state: SearchState<Configuration, Found>,
    proposal: Proposal,
    fitness: Float64Array,
    tasks: number,
  ): { readonly search: Found; readonly learningRate: number };
}

/** @throws RangeError for a member outside the population or an `out` of another length than the mean */
export function assertCandidate(proposal: Proposal, member: number, out: Float32Array): void {
  if (!Number.isInteger(member) || member < 0 || member >= proposal.populationSize) {
    throw new RangeError(`member must be an integer from 0 to ${proposal.populationSize - 1}, got ${member}`);
  }
  if (out.length !== proposal.mean.length) {
    throw new RangeError(`out must hold ${proposal.mean.length} parameters, got ${out.length}`);
  }
}

/** @throws RangeError for a mean that is empty, not finite or too long */
export function assertInitialMean(name: string, initialMean: Float32Array, maximumDimension: number): void {
  if (initialMean.length === 0) throw new RangeError('initialMean must hold at least one parameter');
  if (!initialMean.every(Number.isFinite)) throw new RangeError('initialMean must hold finite numbers only');
  if (initialMean.length > maximumDimension) {
    throw new RangeError(
      `${name} takes at most ${maximumDimension} parameters, got ${initialMean.length}: ` +
        'take one that is made for many, such as sep-cma-es or openai-es',
    );
  }
}

/** @throws RangeError for fitness of another size than the generation's */
export function assertFitness(populationSize: number, tasks: number, fitness: Float64Array): void {
  if (!Number.isInteger(tasks) || tasks < 1 || fitness.length !== populationSize * tasks) {
    throw new RangeError(
      `fitness must hold populationSize x tasks = ${populationSize} x ${tasks} values, got ${fitness.length}`,
    );
  }
}

/** The whole strategy around its equations. */
export function defineStrategy<Configuration, Found extends Search>(
  definition: StrategyDefinition<Configuration, Found>,
): Strategy<Configuration, SearchState<Configuration, Found>> {
  const { name, maximumDimension, configurationSchema, observe } = definition;
  type State = SearchState<Configuration, Found>;
  const stateSchema = z.strictObject({
    configuration: configurationSchema,
    seed: z.int().min(0).max(MAXIMUM_SEED),
    generation: z.int().min(0),
    search: definition.searchSchema,
  }) as unknown as z.ZodType<State>;

  function ask(state: State): Proposal {
    const { seed, generation, search } = state;
    return { strategy: name, mean: search.mean, seed, generation, ...definition.propose(state) };
  }

  return {
    name,
    maximumDimension,
    configurationSchema,
    defaults: definition.defaults,

    init(configuration, initialMean, seed) {
      const checked = parseWith(configurationSchema, configuration, `the configuration of ${name}`);
      assertSeed(seed);
      assertInitialMean(name, initialMean, maximumDimension);
      const search = definition.begin(checked, Float64Array.from(initialMean));
      return { configuration: checked, seed, generation: 0, search };
    },

    ask,

    candidate(proposal, member, out) {
      assertCandidate(proposal, member, out);
      definition.candidate(proposal, member, out);
    },

    tell(state, fitness, tasks) {
      const proposal = ask(state);
      assertFitness(proposal.populationSize, tasks, fitness);
      const { search, learningRate } = definition.improve(state, proposal, fitness, tasks);
      const { generation } = state;
      const summary = summariseFitness(fitness, proposal.populationSize, tasks);
      return {
        state: { ...state, generation: generation + 1, search },
        report: { generation, ...summary, sigma: proposal.sigma, learningRate },
      };
    },

    ...(observe && {
      observe: (state: State, observations: ObservationStatistics): State => ({
        ...state,
        search: observe(state.search, observations),
      }),
    }),

    mean: (state) => definition.found?.(state) ?? Float32Array.from(state.search.mean),

    generation: (state) => state.generation,

    origin: ({ configuration, seed }) => ({ configuration, seed }),

    restore: (value) => parseWith(stateSchema, value, `the state of ${name}`),
  };
}
