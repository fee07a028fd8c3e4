/**
 * The equations of CartPole, for one cart or many: Barto, Sutton & Anderson 1983, "Neuronlike adaptive elements
 * that can solve difficult learning control problems" (gymnasium/envs/classic_control/cartpole.py).
 */
import { cos, sin } from '../elementary/trigonometric.ts';
import { Box } from '../spaces/box.ts';

const GRAVITY = 9.8;
const MASS_OF_POLE = 0.1;
const TOTAL_MASS = MASS_OF_POLE + 1;
/** Half the length of the pole, in metres. */
const LENGTH = 0.5;
const POLE_MASS_LENGTH = MASS_OF_POLE * LENGTH;
const FORCE = 10;
/** Seconds a step. */
const TIME_STEP = 0.02;
const ANGLE_LIMIT = (12 * 2 * Math.PI) / 360;
const POSITION_LIMIT = 2.4;

/**
 * Moves one cart by a step of Euler's method. Positions, velocities, angles and angular velocities lie `stride`
 * apart in `state`, in metres, radians and seconds; those of the cart begin at `at`.
 * @param action 0 pushes to the left, 1 to the right
 */
export function moveCartPole(state: Float64Array, at: number, stride: number, action: number): void {
  const velocityAt = at + stride;
  const angleAt = velocityAt + stride;
  const angularVelocityAt = angleAt + stride;
  const angle = state[angleAt];
  const angularVelocity = state[angularVelocityAt];
  const force = action === 1 ? FORCE : -FORCE;
  const sine = sin(angle);
  const cosine = cos(angle);
  const push = (force + POLE_MASS_LENGTH * (angularVelocity * angularVelocity) * sine) / TOTAL_MASS;
  const angularAcceleration =
    (GRAVITY * sine - cosine * push) / (LENGTH * (4 / 3 - (MASS_OF_POLE * (cosine * cosine)) / TOTAL_MASS));
  const acceleration = push - (POLE_MASS_LENGTH * angularAcceleration * cosine) / TOTAL_MASS;
  state[at] += TIME_STEP * state[velocityAt];
  state[velocityAt] += TIME_STEP * acceleration;
  state[angleAt] = angle + TIME_STEP * angularVelocity;
  state[angularVelocityAt] = angularVelocity + TIME_STEP * angularAcceleration;
}

/** Whether the cart has left the track or the pole leans too far. */
export function hasFallen(position: number, angle: number): boolean {
  return (
    position < -POSITION_LIMIT || position > POSITION_LIMIT || angle < -ANGLE_LIMIT || angle > ANGLE_LIMIT
  );
}

/** The space of observations: twice the limits, so that a fall lies inside. */
export function cartPoleSpace(): Box {
  const high = [POSITION_LIMIT * 2, Infinity, ANGLE_LIMIT * 2, Infinity].map(Math.fround);
  return new Box(
    high.map((bound) => -bound),
    high,
  );
}
