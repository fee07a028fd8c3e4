/** Under which conditions a generation is lived: who meets which tasks, and for how long. Pure functions of the run. */
import type { ObservationStatistics } from '../evolution/observation-normaliser.ts';
import type { Proposal } from '../evolution/strategy.ts';
import { type Curriculum, curriculumSteps } from './curriculum.ts';
import { trainingTaskSeeds } from './task-distribution.ts';

export interface TrainingConditions {
  readonly tasksPerGeneration: number;
  /** Who shares tasks in training, see `Proposal`; the whole population if absent. */
  readonly tasksSharedBy?: 'population' | 'pair';
  /** Generations that meet the same tasks before they are drawn anew; 1 if absent. */
  readonly taskPeriod?: number;
  /** Lengths of lifetimes in training; whole ones if absent. Held-out lifetimes are always whole. */
  readonly curriculum?: Curriculum;
  /**
   * What the parameters see on a generation's tasks, for strategies that normalise observations; called after each
   * generation where given and the strategy has a use for it. A pure function.
   */
  readonly observe?: (
    parameters: Float32Array,
    taskSeeds: readonly number[],
    signal?: AbortSignal,
  ) => Promise<ObservationStatistics>;
}

/** The seeds of the tasks of one generation, `[tasksPerGeneration]`. */
export function generationTaskSeeds(
  { tasksPerGeneration, taskPeriod = 1 }: TrainingConditions,
  seed: number,
  generation: number,
): number[] {
  return trainingTaskSeeds(seed, Math.floor(generation / taskPeriod), tasksPerGeneration);
}

/** The proposal as it is to be lived in one generation. */
export function conditioned(
  proposal: Proposal,
  { tasksSharedBy, curriculum }: TrainingConditions,
  seed: number,
  generation: number,
): Proposal {
  return {
    ...proposal,
    ...(tasksSharedBy && { tasksSharedBy }),
    ...(curriculum && { lifetimeSteps: curriculumSteps(curriculum, seed, generation) }),
  };
}
