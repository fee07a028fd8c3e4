/** Lives of a learner on one stream: its share of right answers as it goes, mean over lives. */
import { setImmediate } from 'node:timers/promises';
import type { Learner } from '../../agents/learner.ts';
import type { Stream } from '../../envs/streams/stream.ts';
import { mean } from '../../src/numerics/statistics.ts';
import { emptyCurve, SupervisedLifetime } from '../supervised/supervised-lifetime.ts';

/** Windows of a curve. */
export const CURVE_POINTS = 50;

/**
 * Lives one lifetime for each seed.
 * @param steps a multiple of `CURVE_POINTS`
 * @returns `[CURVE_POINTS]`
 * @throws the signal's reason when stopped
 */
export async function liveSet(
  stream: Stream,
  learner: Learner,
  seeds: readonly number[],
  steps: number,
  signal?: AbortSignal,
): Promise<number[]> {
  const lifetime = new SupervisedLifetime(stream, learner);
  const curve = emptyCurve(steps);
  for (const seed of seeds) {
    // Whoever wants to stop the work is heard between lives.
    await setImmediate();
    signal?.throwIfAborted();
    lifetime.live(seed, steps, curve);
  }
  const window = steps / CURVE_POINTS;
  return Array.from(
    { length: CURVE_POINTS },
    (_, point) => mean(curve.correct.subarray(point * window, (point + 1) * window)) / seeds.length,
  );
}
