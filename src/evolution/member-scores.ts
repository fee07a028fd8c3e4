/** One score a member from several tasks, for strategies that rank members and look at nothing but the order. */
import { type ScoringName, SHAPINGS, shapeFitness } from './fitness-shaping.ts';

/**
 * The mean over tasks of fitness made comparable by `scoring`; with `raw` a member with a NaN in any task scores NaN.
 * @param fitness `[populationSize, tasks]` row-major
 */
export function memberScores(
  fitness: Float64Array,
  populationSize: number,
  tasks: number,
  scoring: ScoringName,
): Float64Array {
  if (scoring !== 'raw') return shapeFitness(fitness, populationSize, tasks, SHAPINGS[scoring]);
  return shapeFitness(fitness, populationSize, tasks, (column) => column);
}
