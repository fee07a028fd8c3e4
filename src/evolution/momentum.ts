/**
 * Gradient ascent with momentum: the step is a decaying sum of gradients. (Polyak 1964, "Some methods of speeding up
 * the convergence of iteration methods")
 */

const DECAY = 0.9;

/** What the step has become: a plain record. */
export interface VelocityState {
  readonly velocity: Float64Array;
}

/** The state before the first step, for `dimension` parameters. */
export function initVelocity(dimension: number): VelocityState {
  return { velocity: new Float64Array(dimension) };
}

/**
 * The update for a gradient, before the learning rate: v <- 0.9 v + g.
 * @param gradient `[dimension]`; neither it nor `state` is written to
 */
export function stepMomentum(
  state: VelocityState,
  gradient: Float64Array,
): { readonly state: VelocityState; readonly update: Float64Array } {
  const velocity = state.velocity.map((value, n) => DECAY * value + gradient[n]);
  return { state: { velocity }, update: velocity };
}
