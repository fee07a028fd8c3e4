/** A setting that goes from a first to a final value by equal factors: large steps at first, smaller later. */
import { exp } from '../numerics/exponential.ts';
import { log } from '../numerics/logarithm.ts';

/**
 * `first (final / first)^(generation / length)`, held at `final` from generation `length` on.
 * @param first positive
 * @param final positive
 * @param length at least 1, in generations
 */
export function geometricSchedule(first: number, final: number, length: number, generation: number): number {
  if (generation >= length) return final;
  return first * exp(log(final / first) * (generation / length));
}
