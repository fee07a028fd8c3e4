/**
 * Tabular Q-learning, one table a body: the classical rival. (Watkins 1989; Sutton & Barto 2018, section 6.5)
 *
 *   Q(s, a) <- Q(s, a) + alpha (r + gamma max_a' Q(s', a') - Q(s, a)),   epsilon-greedy, optimistic start.
 *
 * A state is an observation, met or new; tables grow as observations are met.
 */
import { integerAt, uniformAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import type { Society, WorldSize } from '../society.ts';

export interface QLearningConstants {
  /** Step size alpha in (0, 1]. */
  readonly learningRate: number;
  /** Discount gamma in [0, 1). */
  readonly discount: number;
  /** Chance of a random action, epsilon in [0, 1]. */
  readonly exploration: number;
  /** Value of what was never tried; above the attainable it makes a body curious. */
  readonly initialValue: number;
}

export class QLearningAgents implements Society {
  readonly #size: WorldSize;
  readonly #constants: QLearningConstants;
  /** Values by body, then by the observation's text. */
  #tables: Map<string, Float64Array>[] = [];
  #lastValues: (Float64Array | undefined)[] = [];
  readonly #lastActions: Int32Array;
  readonly #lastRewards: Float32Array;
  #seed = 0;
  #step = 0;

  constructor(size: WorldSize, constants: QLearningConstants) {
    this.#size = size;
    this.#constants = constants;
    this.#lastActions = new Int32Array(size.bodyCount);
    this.#lastRewards = new Float32Array(size.bodyCount);
  }

  reset(seed: number): void {
    this.#seed = seed;
    this.#step = 0;
    this.#tables = Array.from({ length: this.#size.bodyCount }, () => new Map());
    this.#lastValues = new Array(this.#size.bodyCount).fill(undefined);
  }

  act(observations: Float32Array, actions: Int32Array): void {
    const { learningRate, discount, exploration } = this.#constants;
    const { actionCount } = this.#size;
    for (let body = 0; body < actions.length; body++) {
      const values = this.#valuesOf(body, observations);
      const greedy = this.#greedy(values, body);
      const last = this.#lastValues[body];
      if (last) {
        const action = this.#lastActions[body];
        const target = this.#lastRewards[body] + discount * values[greedy];
        last[action] += learningRate * (target - last[action]);
      }
      const explores = uniformAt(this.#seed, STREAM.baseline, this.#step, body, 0) < exploration;
      actions[body] = explores
        ? integerAt(this.#seed, STREAM.baseline, actionCount, this.#step, body, 1)
        : this.#greedy(values, body);
      this.#lastActions[body] = actions[body];
      this.#lastValues[body] = values;
    }
    this.#step++;
  }

  learn(rewards: Float32Array): void {
    this.#lastRewards.set(rewards);
  }

  #valuesOf(body: number, observations: Float32Array): Float64Array {
    const { observationSize, actionCount } = this.#size;
    const key = observations.subarray(body * observationSize, (body + 1) * observationSize).join();
    const table = this.#tables[body];
    let values = table.get(key);
    if (!values) {
      values = new Float64Array(actionCount).fill(this.#constants.initialValue);
      table.set(key, values);
    }
    return values;
  }

  /** The best action; ties are broken uniformly at random (the n-th of equals replaces its predecessors with chance 1/n). */
  #greedy(values: Float64Array, body: number): number {
    let choice = 0;
    let best = Number.NEGATIVE_INFINITY;
    let equals = 0;
    for (let action = 0; action < values.length; action++) {
      if (values[action] < best) continue;
      equals = values[action] === best ? equals + 1 : 1;
      best = values[action];
      if (equals === 1 || uniformAt(this.#seed, STREAM.baseline, this.#step, body, 2 + action) * equals < 1) {
        choice = action;
      }
    }
    return choice;
  }
}
