/**
 * MountainCarContinuous: the mountain car with a force of any size, which costs
 * (gymnasium/envs/classic_control/continuous_mountain_car.py).
 *
 * From the first step on the original holds its state in float32 and computes in float32 where NumPy's
 * promotion says so: a float32 with a number of Python gives a float32. Hence the many `Math.fround`.
 */
import { cos } from '../elementary/trigonometric.ts';
import type { Info, RenderedImage, ResetArguments, StepResult } from '../env.ts';
import { InvalidAction } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { drawMountainCar } from '../rendering/draw-mountain-car.ts';
import { Box } from '../spaces/box.ts';
import { DrawnEnv } from './drawn-env.ts';
import type { MountainCarArguments } from './mountain-car.ts';
import { resetBounds } from './reset-bounds.ts';

const MIN_POSITION = -1.2;
const MAX_POSITION = 0.6;
const MAX_SPEED = 0.07;
const GOAL_POSITION = 0.45;
const POWER = 0.0015;
const fround = Math.fround;

/** The world without its interface; no call but the constructor allocates. */
export class ContinuousMountainCarCore {
  /** Position and velocity. */
  readonly state = new Float64Array(2);
  reward = 0;
  terminated = false;
  /** Whether the state is in float32 by now. */
  private single = false;
  private readonly goalVelocity: number;

  constructor(goalVelocity = 0) {
    this.goalVelocity = goalVelocity;
  }

  reset(generator: Generator, low: number, high: number): void {
    this.state[0] = generator.uniform(low, high);
    this.state[1] = 0;
    this.single = false;
    this.terminated = false;
  }

  /** @param action the force, a float32, cut to [-1, 1] */
  step(action: number): void {
    const state = this.state;
    const single = this.single;
    const slope = 0.0025 * cos(single ? fround(3 * state[0]) : 3 * state[0]);
    // A force that was cut is a number of Python, one that was not is a float32.
    const change =
      action < -1 || action > 1
        ? (action < 0 ? -1 : 1) * POWER - slope
        : fround(fround(action * fround(POWER)) - fround(slope));
    const maxSpeed = single ? fround(MAX_SPEED) : MAX_SPEED;
    let velocity = single ? fround(state[1] + fround(change)) : state[1] + change;
    if (velocity > maxSpeed) velocity = maxSpeed;
    if (velocity < -maxSpeed) velocity = -maxSpeed;
    let position = single ? fround(state[0] + velocity) : state[0] + velocity;
    const minPosition = single ? fround(MIN_POSITION) : MIN_POSITION;
    const maxPosition = single ? fround(MAX_POSITION) : MAX_POSITION;
    if (position > maxPosition) position = maxPosition;
    if (position < minPosition) position = minPosition;
    if (position === minPosition && velocity < 0) velocity = 0;
    const goal = single ? fround(GOAL_POSITION) : GOAL_POSITION;
    const goalVelocity = single ? fround(this.goalVelocity) : this.goalVelocity;
    this.terminated = position >= goal && velocity >= goalVelocity;
    this.reward = (this.terminated ? 100 : 0) - action * action * 0.1;
    state[0] = fround(position);
    state[1] = fround(velocity);
    this.single = true;
  }
}

/** The name is Python's, since the string form shows it. */
export class Continuous_MountainCarEnv extends DrawnEnv<Float32Array, ArrayLike<number>> {
  static override readonly metadata = { renderModes: ['human', 'rgb_array'], renderFps: 30 };
  override readonly observationSpace = new Box(
    [MIN_POSITION, -MAX_SPEED].map(fround),
    [MAX_POSITION, MAX_SPEED].map(fround),
  );
  override readonly actionSpace = new Box(-1, 1, [1]);
  readonly core: ContinuousMountainCarCore;

  constructor(kwargs: MountainCarArguments = {}) {
    super(kwargs, ['goalVelocity']);
    this.core = new ContinuousMountainCarCore(kwargs.goalVelocity);
  }

  /** The options `low` and `high` bound the start in place of -0.6 and -0.4. */
  override reset(resetArguments: ResetArguments = {}): [Float32Array, Info] {
    this.seedFrom(resetArguments);
    const [low, high] = resetBounds(resetArguments.options, -0.6, -0.4);
    this.core.reset(this.npRandom, low, high);
    this.showToHuman();
    return [this.observation(), {}];
  }

  /**
   * @param action one force; beyond [-1, 1] it costs more and pushes no harder
   * @throws InvalidAction for what is no number
   */
  override step(action: ArrayLike<number>): StepResult<Float32Array> {
    const force = fround(action[0]);
    if (Number.isNaN(force))
      throw new InvalidAction(`MountainCarContinuous takes a list of one force, got ${action}`);
    const core = this.core;
    core.step(force);
    this.showToHuman();
    return [this.observation(), core.reward, core.terminated, false, {}];
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
