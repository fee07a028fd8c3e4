/**
 * Pendulum: swing a pendulum up with too small a torque and hold it there
 * (gymnasium/envs/classic_control/pendulum.py).
 */
import { cos, sin } from '../elementary/trigonometric.ts';
import type { Info, RenderedImage, ResetArguments, StepResult } from '../env.ts';
import { InvalidAction } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { drawPendulum } from '../rendering/draw-pendulum.ts';
import { Box } from '../spaces/box.ts';
import { DrawnEnv, type RenderArguments } from './drawn-env.ts';
import { numberOption } from './reset-bounds.ts';

const MAX_SPEED = 8;
const MAX_TORQUE = 2;
/** Seconds a step. */
const TIME_STEP = 0.05;
const MASS = 1;
const LENGTH = 1;
const FULL_TURN = 2 * Math.PI;
const fround = Math.fround;

/** Arguments of PendulumEnv. */
export interface PendulumArguments extends RenderArguments {
  /** The acceleration of gravity, in metres per second squared. */
  readonly g?: number;
}

/** The angle in [-pi, pi). */
function normalizeAngle(angle: number): number {
  const rest = (angle + Math.PI) % FULL_TURN;
  return (rest < 0 ? rest + FULL_TURN : rest) - Math.PI;
}

/** The world without its interface; no call but the constructor allocates. */
export class PendulumCore {
  /** Angle from upright and angular velocity, in radians and seconds. */
  readonly state = new Float64Array(2);
  reward = 0;
  /** The torque of the last step. */
  torque = 0;
  private readonly gravity: number;

  constructor(gravity = 10) {
    this.gravity = gravity;
  }

  /** The state is drawn between plus and minus the bounds. */
  reset(generator: Generator, angle: number, velocity: number): void {
    this.state[0] = generator.uniform(-angle, angle);
    this.state[1] = generator.uniform(-velocity, velocity);
    this.torque = 0;
  }

  /** @param action the torque, a float32, cut to [-2, 2] */
  step(action: number): void {
    const state = this.state;
    const angle = state[0];
    const velocity = state[1];
    const torque = Math.min(Math.max(action, -MAX_TORQUE), MAX_TORQUE);
    const distance = normalizeAngle(angle);
    // The torque stays a float32 as long as it meets no float64.
    const effort = fround(fround(0.001) * fround(torque * torque));
    this.reward = -(distance * distance + 0.1 * (velocity * velocity) + effort);
    const fall = ((3 * this.gravity) / (2 * LENGTH)) * sin(angle);
    const push = fround((3 / (MASS * LENGTH * LENGTH)) * torque);
    const changed = velocity + (fall + push) * TIME_STEP;
    const newVelocity = Math.min(Math.max(changed, -MAX_SPEED), MAX_SPEED);
    state[0] = angle + newVelocity * TIME_STEP;
    state[1] = newVelocity;
    this.torque = torque;
  }

  /** Writes cos and sin of the angle and the velocity. */
  observe(observation: Float32Array): void {
    observation[0] = cos(this.state[0]);
    observation[1] = sin(this.state[0]);
    observation[2] = this.state[1];
  }
}

export class PendulumEnv extends DrawnEnv<Float32Array, ArrayLike<number>> {
  static override readonly metadata = { renderModes: ['human', 'rgb_array'], renderFps: 30 };
  override readonly observationSpace = new Box([-1, -1, -MAX_SPEED], [1, 1, MAX_SPEED]);
  override readonly actionSpace = new Box(-MAX_TORQUE, MAX_TORQUE, [1]);
  readonly core: PendulumCore;
  private acted = false;

  constructor(kwargs: PendulumArguments = {}) {
    super(kwargs, ['g']);
    this.core = new PendulumCore(kwargs.g);
  }

  /** The options `x_init` and `y_init` bound the angle and the velocity of the start in place of pi and 1. */
  override reset(resetArguments: ResetArguments = {}): [Float32Array, Info] {
    this.seedFrom(resetArguments);
    const angle = numberOption(resetArguments.options, 'x_init', Math.PI);
    const velocity = numberOption(resetArguments.options, 'y_init', 1);
    this.core.reset(this.npRandom, angle, velocity);
    this.acted = false;
    this.showToHuman();
    return [this.observation(), {}];
  }

  /**
   * @param action one torque; beyond [-2, 2] it pushes no harder
   * @throws InvalidAction for what is no number
   */
  override step(action: ArrayLike<number>): StepResult<Float32Array> {
    const torque = fround(action[0]);
    if (Number.isNaN(torque)) throw new InvalidAction(`Pendulum takes a list of one torque, got ${action}`);
    this.core.step(torque);
    this.acted = true;
    this.showToHuman();
    return [this.observation(), this.core.reward, false, false, {}];
  }

  private observation(): Float32Array {
    const observation = new Float32Array(3);
    this.core.observe(observation);
    return observation;
  }

  protected override draw(): RenderedImage {
    return drawPendulum(this.core.state[0], this.acted ? this.core.torque : null);
  }
}
