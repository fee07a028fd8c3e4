/**
 * The shape of every evolution strategy: pure `init`, `ask`, `tell` on a plain state (the ask/tell form of
 * evosax, Lange 2022), with candidates that any worker can regenerate from their number.
 */

import type * as z from 'zod';
import type { ObservationStatistics } from './observation-normaliser.ts';

/** All that a worker needs to rebuild any candidate of one generation: plain, small, serialisable. */
export interface Proposal {
  /** Name of the strategy that made it, as listed in `registry.ts`. */
  readonly strategy: string;
  /** Centre of the search distribution. */
  readonly mean: Float32Array | Float64Array;
  /** Standard deviation of the perturbations; their scale where each direction has its own. */
  readonly sigma: number;
  /** Seed of the run, an integer from 0 to 2^53 - 1. */
  readonly seed: number;
  /** Index of the generation, from 0. */
  readonly generation: number;
  readonly populationSize: number;
  /** What else the candidates depend on, such as a deviation for each parameter; each strategy documents its own. */
  readonly distribution?: Readonly<Record<string, Float64Array>>;
  /**
   * Who shares its tasks: all members if absent or `population`; with `pair` only the two members of a pair, so that a
   * generation meets more tasks, for shapings that look at differences within pairs.
   */
  readonly tasksSharedBy?: 'population' | 'pair';
  /** How long the lifetimes of this generation are, for evaluators that can shorten them; whole ones if absent. */
  readonly lifetimeSteps?: number;
}

/** Rebuilds the members of a proposal; the only part of a strategy that workers use. */
export interface CandidateSampler {
  readonly name: string;
  /**
   * Writes the parameters of one member to `out`, a pure function of `(proposal, member)`.
   * @param member integer from 0 to `populationSize - 1`
   * @param out as long as `proposal.mean`
   */
  candidate(proposal: Proposal, member: number, out: Float32Array): void;
}

/** What one generation brought, for logs and charts; nothing in the algorithm reads it. */
export interface GenerationReport {
  /** Index of the generation, from 0. */
  readonly generation: number;
  /** Mean over the members of their fitness averaged over tasks; members with a NaN are left out. */
  readonly meanFitness: number;
  /** Largest of the same; NaN if every member has a NaN. */
  readonly bestFitness: number;
  /** Sample standard deviation of the same; 0 for fewer than two members. */
  readonly spread: number;
  /** How many of the `populationSize x tasks` fitness values are NaN. */
  readonly nanCount: number;
  /** Standard deviation of the perturbations in this generation. */
  readonly sigma: number;
  /** Step size of the optimiser in this generation. */
  readonly learningRate: number;
}

/**
 * An evolution strategy that maximises fitness.
 * `State` consists of JSON values and typed arrays only, so that `encodeState` can store it; `tell` returns a
 * new state and leaves the old one as it was.
 */
export interface Strategy<Configuration, State> extends CandidateSampler {
  /** What it accepts as a configuration. */
  readonly configurationSchema: z.ZodType<Configuration>;
  /** Largest number of parameters that it can search in reasonable memory and time. */
  readonly maximumDimension: number;
  /** A configuration that is a fair start for so many parameters of size about 1. */
  defaults(dimension: number): Configuration;
  /**
   * The state before the first generation.
   * @throws Error naming the setting when the configuration is out of range, or the seed or mean unusable
   */
  init(configuration: Configuration, initialMean: Float32Array, seed: number): State;
  /** The next generation to evaluate; asking twice gives the same proposal. */
  ask(state: State): Proposal;
  /**
   * Takes the fitness of the generation last asked for.
   * @param fitness `[populationSize, tasks]` row-major, larger is better, NaN counts as worst
   * @throws RangeError if `fitness` has another length
   */
  tell(state: State, fitness: Float64Array, tasks: number): { state: State; report: GenerationReport };
  /** Takes what policies have seen, for strategies that normalise observations; the others have no such method. */
  observe?(state: State, observations: ObservationStatistics): State;
  /** The parameters found so far; do not write to them. */
  mean(state: State): Float32Array;
  /** Index of the next generation: how many have been told. */
  generation(state: State): number;
  /** The configuration and seed that the state was made with. */
  origin(state: State): { readonly configuration: Configuration; readonly seed: number };
  /** Checks a decoded value and returns it as a state. @throws Error naming the field that is wrong */
  restore(value: unknown): State;
}
