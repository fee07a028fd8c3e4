/**
 * ClipUp: v <- m v + g / |g|, cut to a largest speed, so that a step's length never depends on the scale of the
 * fitness. (Toklu, Liskowski & Srivastava 2020, "ClipUp", algorithm 2, with velocities in units of the learning rate
 * and the authors' rule that the largest speed is twice it)
 */
import type { VelocityState } from './momentum.ts';

const DECAY = 0.9;
const LARGEST_SPEED = 2;

function lengthOf(vector: Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}

/**
 * The update for a gradient, before the learning rate; its length is at most 2. A gradient of zero only lets the
 * velocity decay.
 * @param gradient `[dimension]`; neither it nor `state` is written to
 */
export function stepClipUp(
  state: VelocityState,
  gradient: Float64Array,
): { readonly state: VelocityState; readonly update: Float64Array } {
  const length = lengthOf(gradient);
  const scale = length > 0 ? 1 / length : 0;
  const velocity = state.velocity.map((value, n) => DECAY * value + scale * gradient[n]);
  const speed = lengthOf(velocity);
  if (speed > LARGEST_SPEED) {
    const cut = LARGEST_SPEED / speed;
    for (let n = 0; n < velocity.length; n++) velocity[n] *= cut;
  }
  return { state: { velocity }, update: velocity };
}
