/** Bodies that act uniformly at random: the floor that every learner must leave. */
import { integerAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import type { Society, WorldSize } from '../society.ts';

export class RandomAgents implements Society {
  readonly #actionCount: number;
  #seed = 0;
  #step = 0;

  constructor(size: WorldSize) {
    this.#actionCount = size.actionCount;
  }

  reset(seed: number): void {
    this.#seed = seed;
    this.#step = 0;
  }

  act(_observations: Float32Array, actions: Int32Array): void {
    for (let body = 0; body < actions.length; body++) {
      actions[body] = integerAt(this.#seed, STREAM.baseline, this.#actionCount, this.#step, body);
    }
    this.#step++;
  }

  learn(_rewards: Float32Array): void {}
}
