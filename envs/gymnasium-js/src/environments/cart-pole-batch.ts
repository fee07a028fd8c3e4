/** Many CartPoles in typed arrays: no call but the constructor allocates (gymnasium/envs/classic_control/cartpole.py). */
import type { Generator } from '../generator.ts';
import { BoolArray } from '../spaces/element-types.ts';
import { hasFallen, moveCartPole } from './cart-pole-dynamics.ts';

/** Numbers of a state. */
const WIDTH = 4;

export class CartPoleBatch {
  readonly count: number;
  /** All positions, then all velocities, angles and angular velocities, in metres, radians and seconds. */
  readonly state: Float64Array;
  /** The states one after the other. */
  readonly observations: Float32Array;
  readonly rewards: Float32Array;
  readonly terminations: BoolArray;
  readonly truncations: BoolArray;
  /** Steps of each episode so far. */
  private readonly steps: Int32Array;
  private readonly ended: BoolArray;
  private readonly maxEpisodeSteps: number;
  private readonly suttonBartoReward: boolean;

  constructor(count: number, maxEpisodeSteps: number, suttonBartoReward: boolean) {
    this.count = count;
    this.maxEpisodeSteps = maxEpisodeSteps;
    this.suttonBartoReward = suttonBartoReward;
    this.state = new Float64Array(WIDTH * count);
    this.observations = new Float32Array(WIDTH * count);
    this.rewards = new Float32Array(count);
    this.terminations = new BoolArray(count);
    this.truncations = new BoolArray(count);
    this.steps = new Int32Array(count);
    this.ended = new BoolArray(count);
  }

  /** Draws all positions first, then all velocities and so on, as NumPy fills an array of four rows. */
  reset(generator: Generator, low: number, high: number): void {
    this.ended.fill(1);
    this.resetEnded(generator, low, high);
    this.observe();
  }

  /**
   * Steps all; those whose episode ended in the step before begin the next one instead, with reward 0.
   * @param actions 0 pushes to the left, 1 to the right
   */
  step(generator: Generator, actions: ArrayLike<number>, low: number, high: number): void {
    const { count, state, steps, ended, rewards, terminations, truncations } = this;
    let resets = 0;
    for (let n = 0; n < count; n++) {
      if (ended[n] === 1) {
        resets += 1;
        rewards[n] = 0;
        terminations[n] = 0;
        truncations[n] = 0;
        continue;
      }
      moveCartPole(state, n, count, actions[n]);
      const fallen = hasFallen(state[n], state[2 * count + n]);
      steps[n] += 1;
      terminations[n] = fallen ? 1 : 0;
      truncations[n] = steps[n] >= this.maxEpisodeSteps ? 1 : 0;
      if (this.suttonBartoReward) rewards[n] = fallen ? -1 : -0;
      else rewards[n] = 1;
    }
    if (resets > 0) this.resetEnded(generator, low, high);
    for (let n = 0; n < count; n++) ended[n] = terminations[n] | truncations[n];
    this.observe();
  }

  private resetEnded(generator: Generator, low: number, high: number): void {
    const { count, state, steps, ended } = this;
    for (let row = 0; row < WIDTH; row++) {
      for (let n = 0; n < count; n++) {
        if (ended[n] === 1) state[row * count + n] = generator.uniform(low, high);
      }
    }
    for (let n = 0; n < count; n++) {
      if (ended[n] === 1) steps[n] = 0;
      ended[n] = 0;
    }
  }

  private observe(): void {
    const { count, state, observations } = this;
    for (let n = 0; n < count; n++) {
      observations[WIDTH * n] = state[n];
      observations[WIDTH * n + 1] = state[count + n];
      observations[WIDTH * n + 2] = state[2 * count + n];
      observations[WIDTH * n + 3] = state[3 * count + n];
    }
  }
}
