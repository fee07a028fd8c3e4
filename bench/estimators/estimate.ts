/** What is asked of a gradient estimator: the mean of many draws, its standard error, and the variance of one draw. */
import { RunningStatistics } from '../../src/numerics/statistics.ts';

export interface Estimate {
  /** `[dimension]` */
  readonly mean: number[];
  /** Standard error of each entry of the mean. */
  readonly standardError: number[];
  /** Sum over entries of the variance of a single draw. */
  readonly variance: number;
}

/** Draws an estimator that often; `draw` gets the index of the draw and returns a vector. */
export function estimate(draws: number, draw: (index: number) => ArrayLike<number>): Estimate {
  const entries: RunningStatistics[] = [];
  for (let index = 0; index < draws; index++) {
    const vector = draw(index);
    for (let n = 0; n < vector.length; n++) {
      entries[n] ??= new RunningStatistics();
      entries[n].push(vector[n]);
    }
  }
  return {
    mean: entries.map((entry) => entry.mean),
    standardError: entries.map((entry) => Math.sqrt(entry.variance / draws)),
    variance: entries.reduce((sum, entry) => sum + entry.variance, 0),
  };
}

/** How many standard errors the entry furthest off lies from the truth. */
export function largestDeviation({ mean, standardError }: Estimate, truth: readonly number[]): number {
  return Math.max(...mean.map((value, n) => Math.abs(value - truth[n]) / standardError[n]));
}
