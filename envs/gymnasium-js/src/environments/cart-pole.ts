/**
 * CartPole: keep a pole upright on a cart that is pushed left or right. Barto, Sutton & Anderson 1983,
 * "Neuronlike adaptive elements that can solve difficult learning control problems"
 * (gymnasium/envs/classic_control/cartpole.py).
 */
import type { Info, RenderedImage, ResetArguments, StepResult } from '../env.ts';
import { AssertionError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { warn } from '../logger.ts';
import { drawCartPole } from '../rendering/draw-cart-pole.ts';
import { Discrete } from '../spaces/discrete.ts';
import { cartPoleSpace, hasFallen, moveCartPole } from './cart-pole-dynamics.ts';
import { DrawnEnv, type RenderArguments } from './drawn-env.ts';
import { resetBounds } from './reset-bounds.ts';

/** Arguments of CartPoleEnv. */
export interface CartPoleArguments extends RenderArguments {
  /** Rewards 0 a step and -1 at the end, as in the book, in place of 1 a step. */
  readonly suttonBartoReward?: boolean;
}

/** The world without its interface: typed arrays, and no allocation in any call but the constructor. */
export class CartPoleCore {
  /** Position, velocity, angle and angular velocity, in metres, radians and seconds. */
  readonly state = new Float64Array(4);
  reward = 0;
  terminated = false;
  /** Steps taken since the pole fell. */
  stepsBeyondEnd = -1;
  private readonly suttonBartoReward: boolean;

  constructor(suttonBartoReward = false) {
    this.suttonBartoReward = suttonBartoReward;
  }

  reset(generator: Generator, low: number, high: number): void {
    for (let n = 0; n < 4; n++) this.state[n] = generator.uniform(low, high);
    this.terminated = false;
    this.stepsBeyondEnd = -1;
  }

  /** @param action 0 pushes to the left, 1 to the right */
  step(action: number): void {
    moveCartPole(this.state, 0, 1, action);
    this.terminated = hasFallen(this.state[0], this.state[2]);
    if (!this.terminated) this.reward = this.suttonBartoReward ? 0 : 1;
    else {
      this.stepsBeyondEnd += 1;
      if (this.suttonBartoReward) this.reward = -1;
      else this.reward = this.stepsBeyondEnd === 0 ? 1 : 0;
    }
  }
}

export class CartPoleEnv extends DrawnEnv<Float32Array, number> {
  static override readonly metadata = { renderModes: ['human', 'rgb_array'], renderFps: 50 };
  override readonly observationSpace = cartPoleSpace();
  override readonly actionSpace = new Discrete(2);
  readonly core: CartPoleCore;
  private started = false;

  constructor(kwargs: CartPoleArguments = {}) {
    super(kwargs, ['suttonBartoReward']);
    this.core = new CartPoleCore(kwargs.suttonBartoReward);
  }

  /** The options `low` and `high` bound the start in place of -0.05 and 0.05. */
  override reset(resetArguments: ResetArguments = {}): [Float32Array, Info] {
    this.seedFrom(resetArguments);
    const [low, high] = resetBounds(resetArguments.options, -0.05, 0.05);
    this.core.reset(this.npRandom, low, high);
    this.started = true;
    this.showToHuman();
    return [this.observation(), {}];
  }

  /** @throws AssertionError for an action other than 0 and 1, and before `reset` */
  override step(action: number): StepResult<Float32Array> {
    if (action !== 0 && action !== 1) throw new AssertionError(`${action} (${typeof action}) invalid`);
    if (!this.started) throw new AssertionError('Call reset before using step method.');
    const core = this.core;
    core.step(action);
    if (core.stepsBeyondEnd === 1) warnOfStepAfterEnd();
    this.showToHuman();
    return [this.observation(), core.reward, core.terminated, false, {}];
  }

  /** Element by element: the fastest way to a new Float32Array. */
  private observation(): Float32Array {
    const { state } = this.core;
    const observation = new Float32Array(4);
    observation[0] = state[0];
    observation[1] = state[1];
    observation[2] = state[2];
    observation[3] = state[3];
    return observation;
  }

  protected override draw(): RenderedImage {
    return drawCartPole(this.core.state);
  }
}

function warnOfStepAfterEnd(): void {
  warn(
    "You are calling 'step()' even though this environment has already returned terminated = True. You should always call 'reset()' once you receive 'terminated = True' -- any further steps are undefined behavior.",
  );
}
