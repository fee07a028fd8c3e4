/** A population that grows or shrinks over a run by equal factors, always in whole pairs. */
import { geometricSchedule } from './geometric-schedule.ts';

/** The part of a configuration that decides it. */
export interface PopulationSettings {
  readonly populationSize: number;
  readonly finalPopulationSize?: number | undefined;
  readonly generations: number;
}

/** Members of a generation, even. */
export function scheduledPopulation(settings: PopulationSettings, generation: number): number {
  const { populationSize, finalPopulationSize, generations } = settings;
  if (finalPopulationSize === undefined) return populationSize;
  const pairs = geometricSchedule(populationSize / 2, finalPopulationSize / 2, generations, generation);
  return 2 * Math.max(1, Math.floor(pairs + 0.5));
}
