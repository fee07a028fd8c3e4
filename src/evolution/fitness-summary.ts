/** What the fitness of a generation looks like in four numbers: mean, best, spread and how many are NaN. */
import { mean, sampleVariance } from '../numerics/statistics.ts';

export interface FitnessSummary {
  readonly meanFitness: number;
  readonly bestFitness: number;
  readonly spread: number;
  readonly nanCount: number;
}

/**
 * Summarises members by their fitness averaged over tasks; a member with a NaN in any task is left out.
 * @param fitness `[populationSize, tasks]` row-major
 */
export function summariseFitness(
  fitness: Float64Array,
  populationSize: number,
  tasks: number,
): FitnessSummary {
  const members: number[] = [];
  for (let member = 0; member < populationSize; member++) {
    const value = mean(fitness.subarray(member * tasks, (member + 1) * tasks));
    if (!Number.isNaN(value)) members.push(value);
  }
  let nanCount = 0;
  for (const value of fitness) if (Number.isNaN(value)) nanCount += 1;
  let bestFitness = members.length > 0 ? members[0] : Number.NaN;
  for (const value of members) if (value > bestFitness) bestFitness = value;
  return {
    meanFitness: mean(members),
    bestFitness,
    spread: members.length < 2 ? 0 : Math.sqrt(sampleVariance(members)),
    nanCount,
  };
}
