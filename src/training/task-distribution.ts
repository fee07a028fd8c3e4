/**
 * Which tasks are trained and tested on: fresh ones each generation, the same for all its members (common random
 * numbers), and a fixed set never trained on. A task is its seed, a pure function of the run's seed.
 */
import { deriveSeed } from '../numerics/noise.ts';
import { STREAM } from '../numerics/streams.ts';

/** The seeds of the tasks of one generation, `[tasks]`. */
export function trainingTaskSeeds(seed: number, generation: number, tasks: number): number[] {
  return Array.from({ length: tasks }, (_, task) => deriveSeed(seed, STREAM.trainingTasks, generation, task));
}

/** The seeds of the first `tasks` held-out tasks; they depend on no generation. */
export function heldOutTaskSeeds(seed: number, tasks: number): number[] {
  return Array.from({ length: tasks }, (_, task) => deriveSeed(seed, STREAM.heldOutTasks, 0, task));
}
