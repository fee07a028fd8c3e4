/**
 * Fitness shaping over several tasks: weights are found within each task and then averaged, because tasks differ
 * in difficulty and a hard one must not count less. (Per-group scores as in HyperscaleES, Sarkar et al. 2025.)
 */
import { centredRanks } from './centred-ranks.ts';
import { nesUtilities } from './nes-utilities.ts';
import { pairSign } from './pair-sign.ts';
import { rawFitness } from './raw-fitness.ts';
import { standardisedFitness } from './standardised-fitness.ts';

/** Turns the fitness of all members in one task into weights. */
export type Shaping = (fitness: Float64Array) => Float64Array;

/** Every shaping by its name in configurations. */
export const SHAPINGS = {
  centredRanks,
  raw: rawFitness,
  standardised: standardisedFitness,
  pairSign,
  nesUtilities,
} as const satisfies Record<string, Shaping>;

export type ShapingName = keyof typeof SHAPINGS;

/** For strategies that rank the members afterwards: how the scores of several tasks are made comparable. */
export const SCORINGS = ['centredRanks', 'standardised', 'raw'] as const satisfies readonly ShapingName[];

export type ScoringName = (typeof SCORINGS)[number];

/**
 * One weight a member: the mean over tasks of its shaped fitness.
 * @param fitness `[populationSize, tasks]` row-major
 * @returns `[populationSize]`
 */
export function shapeFitness(
  fitness: Float64Array,
  populationSize: number,
  tasks: number,
  shaping: Shaping,
): Float64Array {
  const weights = new Float64Array(populationSize);
  const column = new Float64Array(populationSize);
  for (let task = 0; task < tasks; task++) {
    for (let member = 0; member < populationSize; member++) column[member] = fitness[member * tasks + task];
    const shaped = shaping(column);
    for (let member = 0; member < populationSize; member++) weights[member] += shaped[member];
  }
  for (let member = 0; member < populationSize; member++) weights[member] /= tasks;
  return weights;
}
