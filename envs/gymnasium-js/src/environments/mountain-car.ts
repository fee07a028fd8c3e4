/**
 * MountainCar: drive an underpowered car up a hill, with three actions. Moore 1990, "Efficient memory-based
 * learning for robot control" (gymnasium/envs/classic_control/mountain_car.py).
 */
import { cos } from '../elementary/trigonometric.ts';
import type { Info, RenderedImage, ResetArguments, StepResult } from '../env.ts';
import { AssertionError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { drawMountainCar } from '../rendering/draw-mountain-car.ts';
import { Box } from '../spaces/box.ts';
import { Discrete } from '../spaces/discrete.ts';
import { DrawnEnv, type RenderArguments } from './drawn-env.ts';
import { resetBounds } from './reset-bounds.ts';

const MIN_POSITION = -1.2;
const MAX_POSITION = 0.6;
const MAX_SPEED = 0.07;
const GOAL_POSITION = 0.5;
const FORCE = 0.001;
const GRAVITY = 0.0025;

/** Arguments of the two mountain cars. */
export interface MountainCarArguments extends RenderArguments {
  /** The least velocity at the goal that ends the episode. */
  readonly goalVelocity?: number;
}

/** The world without its interface; no call but the constructor allocates. Every reward is -1. */
export class MountainCarCore {
  /** Position and velocity. */
  readonly state = new Float64Array(2);
  terminated = false;
  private readonly goalVelocity: number;

  constructor(goalVelocity = 0) {
    this.goalVelocity = goalVelocity;
  }

  reset(generator: Generator, low: number, high: number): void {
    this.state[0] = generator.uniform(low, high);
    this.state[1] = 0;
    this.terminated = false;
  }

  /** @param action 0 pushes to the left, 1 not at all, 2 to the right */
  step(action: number): void {
    const state = this.state;
    const pushed = state[1] + ((action - 1) * FORCE + cos(3 * state[0]) * -GRAVITY);
    let velocity = Math.min(Math.max(pushed, -MAX_SPEED), MAX_SPEED);
    const position = Math.min(Math.max(state[0] + velocity, MIN_POSITION), MAX_POSITION);
    if (position === MIN_POSITION && velocity < 0) velocity = 0;
    state[0] = position;
    state[1] = velocity;
    this.terminated = position >= GOAL_POSITION && velocity >= this.goalVelocity;
  }
}

export class MountainCarEnv extends DrawnEnv<Float32Array, number> {
  static override readonly metadata = { renderModes: ['human', 'rgb_array'], renderFps: 30 };
  override readonly observationSpace = new Box(
    [MIN_POSITION, -MAX_SPEED].map(Math.fround),
    [MAX_POSITION, MAX_SPEED].map(Math.fround),
  );
  override readonly actionSpace = new Discrete(3);
  readonly core: MountainCarCore;

  constructor(kwargs: MountainCarArguments = {}) {
    super(kwargs, ['goalVelocity']);
    this.core = new MountainCarCore(kwargs.goalVelocity);
  }

  /** The options `low` and `high` bound the start in place of -0.6 and -0.4. */
  override reset(resetArguments: ResetArguments = {}): [Float32Array, Info] {
    this.seedFrom(resetArguments);
    const [low, high] = resetBounds(resetArguments.options, -0.6, -0.4);
    this.core.reset(this.npRandom, low, high);
    this.showToHuman();
    return [this.observation(), {}];
  }

  /** @throws AssertionError for an action other than 0, 1 and 2 */
  override step(action: number): StepResult<Float32Array> {
    if (action !== 0 && action !== 1 && action !== 2)
      throw new AssertionError(`${action} (${typeof action}) invalid`);
    this.core.step(action);
    this.showToHuman();
    return [this.observation(), -1, this.core.terminated, false, {}];
  }

  /** Element by element: the fastest way to a new Float32Array. */
  private observation(): Float32Array {
    const { state } = this.core;
    const observation = new Float32Array(2);
    observation[0] = state[0];
    observation[1] = state[1];
    return observation;
  }

  protected override draw(): RenderedImage {
    return drawMountainCar(this.core.state[0], GOAL_POSITION);
  }
}
