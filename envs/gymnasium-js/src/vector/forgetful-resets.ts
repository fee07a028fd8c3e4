/**
 * Which environments a vector wrapper forgets at a reset. Release 1.3.0 of Gymnasium loses the reset mask on the way
 * to its wrappers, so that a reset of some environments makes them forget all.
 */
import { resetMaskOf } from './reset-arguments.ts';
import type { VectorResetArguments } from './vector-env.ts';

/** Whose numbers are wanted. */
export interface ForgetfulResets {
  /**
   * Whether a reset of some environments forgets what is known of all, as release 1.3.0 does by mistake; true when left
   * out.
   */
  readonly likeRelease13?: boolean;
}

/** The indices of the environments, of `count`, to be forgotten. */
export function forgottenAt(
  { options }: VectorResetArguments,
  count: number,
  { likeRelease13 = true }: ForgetfulResets,
): number[] {
  const mask = resetMaskOf(options, count);
  const all = Array.from({ length: count }, (_, n) => n);
  return mask === null || likeRelease13 ? all : all.filter((n) => mask[n] === 1);
}
