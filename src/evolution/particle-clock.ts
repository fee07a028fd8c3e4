/**
 * The clocks of PES and NRES: each antithetic pair of particles lives through episodes of `windows` windows, one window
 * a generation, and begins at a window of its own, so that every generation sees all parts of an episode. (Li et al.
 * 2023, "Noise-reuse in online evolution strategies", section 3: step-unlocked workers)
 */
import { fillGaussian, integerAt } from '../numerics/noise.ts';
import { STREAM } from '../numerics/streams.ts';

/** What decides the clocks of a run. */
export interface ParticleSchedule {
  readonly seed: number;
  /** Windows, and so generations, in an episode. */
  readonly windows: number;
  /** Windows that share one perturbation: 1 is PES, `windows` is NRES. */
  readonly reusePeriod: number;
}

/** Where a pair stands. Windows are counted through the run, the first episode beginning at window 0. */
export interface ParticleTime {
  /** Window within the episode, from 0. */
  readonly window: number;
  /** The run's window in which the episode began: names the episode. */
  readonly episodeStart: number;
  /** How many perturbations the episode has had before the present one. */
  readonly draw: number;
}

/** Where pair `pair` stands in a generation; those before generation 0 would have led there. */
export function particleTime(schedule: ParticleSchedule, pair: number, generation: number): ParticleTime {
  const { seed, windows, reusePeriod } = schedule;
  const clock = generation + integerAt(seed, STREAM.particlePhase, windows, pair);
  const window = clock % windows;
  return { window, episodeStart: clock - window, draw: Math.floor(window / reusePeriod) };
}

/** Fills `out` with the standard Gaussian perturbation that a pair has at a draw of its episode. */
export function fillParticleNoise(
  { seed, reusePeriod }: ParticleSchedule,
  pair: number,
  { episodeStart, draw }: Pick<ParticleTime, 'episodeStart' | 'draw'>,
  out: Float32Array,
): void {
  fillGaussian(out, seed, STREAM.noiseReuse, episodeStart + draw * reusePeriod, pair);
}
