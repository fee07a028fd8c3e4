/**
 * Acrobot: swing the tip of two links above a line by a torque at the joint between them. Sutton 1996,
 * "Generalization in reinforcement learning: successful examples using sparse coarse coding", with the
 * equations of Sutton & Barto's book (gymnasium/envs/classic_control/acrobot.py). Links weigh 1 kg and are
 * 1 m long with their mass in the middle.
 */
import { cos, sin } from '../elementary/trigonometric.ts';
import type { Info, RenderedImage, ResetArguments, StepResult } from '../env.ts';
import { AssertionError, InvalidAction } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { drawAcrobot } from '../rendering/draw-acrobot.ts';
import { Box } from '../spaces/box.ts';
import { Discrete } from '../spaces/discrete.ts';
import { DrawnEnv, type RenderArguments } from './drawn-env.ts';
import { resetBounds } from './reset-bounds.ts';

const GRAVITY = 9.8;
/** Distance of a joint from the middle of its link, in metres. */
const MIDDLE = 0.5;
const INERTIA = 1;
/** Seconds a step. */
const TIME_STEP = 0.2;
const MAX_SPEEDS = [4 * Math.PI, 9 * Math.PI];
const FULL_TURN = 2 * Math.PI;

/** The angle in [-pi, pi], by whole turns one after the other as the original takes them. */
function wrap(angle: number): number {
  let wrapped = angle;
  while (wrapped > Math.PI) wrapped -= FULL_TURN;
  while (wrapped < -Math.PI) wrapped += FULL_TURN;
  return wrapped;
}

/** The world without its interface; no call but the constructor allocates. */
export class AcrobotCore {
  /** Angle of the first link from hanging, of the second from the first, and their velocities. */
  readonly state = new Float64Array(4);
  reward = 0;
  terminated = false;
  private readonly slopes = [0, 1, 2, 3].map(() => new Float64Array(4));
  private readonly between = new Float64Array(4);

  reset(generator: Generator, low: number, high: number): void {
    for (let n = 0; n < 4; n++) this.state[n] = Math.fround(generator.uniform(low, high));
    this.terminated = false;
  }

  /** The derivative of `at` under a torque, into `slope`. */
  private derivative(at: Float64Array, torque: number, slope: Float64Array): void {
    const first = at[0];
    const firstSpeed = at[2];
    const secondSpeed = at[3];
    const cosine = cos(at[1]);
    const sine = sin(at[1]);
    const d1 = MIDDLE * MIDDLE + (1 + MIDDLE * MIDDLE + 2 * MIDDLE * cosine) + INERTIA + INERTIA;
    const d2 = MIDDLE * MIDDLE + MIDDLE * cosine + INERTIA;
    const phi2 = MIDDLE * GRAVITY * cos(first + at[1] - Math.PI / 2);
    const phi1 =
      -MIDDLE * (secondSpeed * secondSpeed) * sine -
      2 * MIDDLE * secondSpeed * firstSpeed * sine +
      (MIDDLE + 1) * GRAVITY * cos(first - Math.PI / 2) +
      phi2;
    const secondAcceleration =
      (torque + (d2 / d1) * phi1 - MIDDLE * (firstSpeed * firstSpeed) * sine - phi2) /
      (MIDDLE * MIDDLE + INERTIA - (d2 * d2) / d1);
    slope[0] = firstSpeed;
    slope[1] = secondSpeed;
    slope[2] = -(d2 * secondAcceleration + phi1) / d1;
    slope[3] = secondAcceleration;
  }

  /** @param action 0, 1, 2 for a torque of -1, 0, 1 newton metres; one Runge-Kutta step of fourth order */
  step(action: number): void {
    const { state, between, slopes } = this;
    const torque = action - 1;
    this.derivative(state, torque, slopes[0]);
    for (let stage = 1; stage < 4; stage++) {
      const share = stage === 3 ? TIME_STEP : TIME_STEP / 2;
      for (let n = 0; n < 4; n++) between[n] = state[n] + share * slopes[stage - 1][n];
      this.derivative(between, torque, slopes[stage]);
    }
    const [k1, k2, k3, k4] = slopes;
    for (let n = 0; n < 4; n++) {
      state[n] += (TIME_STEP / 6) * (k1[n] + 2 * k2[n] + 2 * k3[n] + k4[n]);
    }
    for (let n = 0; n < 2; n++) {
      state[n] = wrap(state[n]);
      state[n + 2] = Math.min(Math.max(state[n + 2], -MAX_SPEEDS[n]), MAX_SPEEDS[n]);
    }
    this.terminated = -cos(state[0]) - cos(state[1] + state[0]) > 1;
    this.reward = this.terminated ? 0 : -1;
  }

  /** Writes cos and sin of both angles and the velocities. */
  observe(observation: Float32Array): void {
    for (let n = 0; n < 2; n++) {
      observation[2 * n] = cos(this.state[n]);
      observation[2 * n + 1] = sin(this.state[n]);
      observation[4 + n] = this.state[2 + n];
    }
  }
}

export class AcrobotEnv extends DrawnEnv<Float32Array, number> {
  static override readonly metadata = { renderModes: ['human', 'rgb_array'], renderFps: 15 };
  override readonly observationSpace: Box;
  override readonly actionSpace = new Discrete(3);
  readonly core = new AcrobotCore();
  private started = false;

  constructor(kwargs: RenderArguments = {}) {
    super(kwargs, []);
    const high = [1, 1, 1, 1, ...MAX_SPEEDS].map(Math.fround);
    this.observationSpace = new Box(
      high.map((bound) => -bound),
      high,
    );
  }

  /** The options `low` and `high` bound the start in place of -0.1 and 0.1. */
  override reset(resetArguments: ResetArguments = {}): [Float32Array, Info] {
    this.seedFrom(resetArguments);
    const [low, high] = resetBounds(resetArguments.options, -0.1, 0.1);
    this.core.reset(this.npRandom, low, high);
    this.started = true;
    this.showToHuman();
    return [this.observation(), {}];
  }

  /** @throws InvalidAction for an action other than 0, 1 and 2, AssertionError before `reset` */
  override step(action: number): StepResult<Float32Array> {
    if (!this.started) throw new AssertionError('Call reset before using AcrobotEnv object.');
    if (action !== 0 && action !== 1 && action !== 2)
      throw new InvalidAction(`Acrobot takes the actions 0, 1 and 2, got ${action}`);
    this.core.step(action);
    this.showToHuman();
    return [this.observation(), this.core.reward, this.core.terminated, false, {}];
  }

  private observation(): Float32Array {
    const observation = new Float32Array(6);
    this.core.observe(observation);
    return observation;
  }

  protected override draw(): RenderedImage {
    return drawAcrobot(this.core.state);
  }
}
