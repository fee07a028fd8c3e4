/**
 * A lifetime: one task, one fresh society, a fixed number of steps. The pure function everything else is built on:
 * the same world, society and seed give the same lifetime, step by step, to the bit.
 */
import { lifetimePartSeed } from '../numerics/lifetime-seed.ts';

/** What the clock needs of a world (`envs/worlds` has the whole interface). */
export interface SimulatedWorld {
  readonly bodyCount: number;
  /** `[bodies, observationSize]` */
  readonly observations: Float32Array;
  /** `[bodies]`, of the last step. */
  readonly rewards: Float32Array;
  reset(seed: number): void;
  step(actions: Int32Array): void;
}

/** What the clock needs of a society (`agents/society.ts`). */
export interface SimulatedSociety {
  reset(seed: number): void;
  act(observations: Float32Array, actions: Int32Array): void;
  learn(rewards: Float32Array): void;
}

/** The clock: steps a world and a society together. */
export class Lifetime {
  readonly world: SimulatedWorld;
  readonly society: SimulatedSociety;
  /** `[bodies]`, what each body did at the last step. */
  readonly actions: Int32Array;
  /** Steps taken. */
  step = 0;

  constructor(world: SimulatedWorld, society: SimulatedSociety, seed: number) {
    this.world = world;
    this.society = society;
    this.actions = new Int32Array(world.bodyCount);
    world.reset(lifetimePartSeed(seed, 'world'));
    society.reset(lifetimePartSeed(seed, 'society'));
  }

  /** One step of everything. */
  advance(): void {
    this.society.act(this.world.observations, this.actions);
    this.world.step(this.actions);
    this.society.learn(this.world.rewards);
    this.step++;
  }
}

/** Mean reward over bodies, in body order. */
export function meanReward(rewards: Float32Array): number {
  let sum = 0;
  for (let body = 0; body < rewards.length; body++) sum += rewards[body];
  return sum / rewards.length;
}
