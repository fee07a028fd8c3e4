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
  /** Which episodes ended in the last step: `endedCount` indices. */
  private readonly ended: Int32Array;
  private endedCount = 0;
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
    this.ended = new Int32Array(count);
  }

  /** Draws all positions first, then all velocities and so on, as NumPy fills an array of four rows. */
  reset(generator: Generator, low: number, high: number): void {
    this.endedCount = this.count;
    for (let n = 0; n < this.count; n++) this.ended[n] = n;
    this.resetEnded(generator, low, high);
    this.endedCount = 0;
    this.observe();
  }

  /**
   * Steps all; those whose episode ended in the step before begin the next one instead, with reward 0.
   * @param actions 0 pushes to the left, 1 to the right
   */
  step(generator: Generator, actions: ArrayLike<number>, low: number, high: number): void {
    const { count, state, steps, rewards, terminations, truncations, ended } = this;
    const standing = this.suttonBartoReward ? -0 : 1;
    const falling = this.suttonBartoReward ? -1 : 1;
    for (let n = 0; n < count; n++) {
      moveCartPole(state, n, count, actions[n]);
      const fallen = hasFallen(state[n], state[2 * count + n]);
      steps[n] += 1;
      terminations[n] = fallen ? 1 : 0;
      truncations[n] = steps[n] >= this.maxEpisodeSteps ? 1 : 0;
      rewards[n] = fallen ? falling : standing;
    }
    if (this.endedCount > 0) this.resetEnded(generator, low, high);
    this.endedCount = 0;
    for (let n = 0; n < count; n++) {
      if ((terminations[n] | truncations[n]) === 1) ended[this.endedCount++] = n;
    }
    this.observe();
  }

  private resetEnded(generator: Generator, low: number, high: number): void {
    const { count, state, ended, endedCount } = this;
    for (let row = 0; row < WIDTH; row++) {
      for (let n = 0; n < endedCount; n++) state[row * count + ended[n]] = generator.uniform(low, high);
    }
    for (let n = 0; n < endedCount; n++) {
      this.steps[ended[n]] = 0;
      this.rewards[ended[n]] = 0;
      this.terminations[ended[n]] = 0;
      this.truncations[ended[n]] = 0;
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
