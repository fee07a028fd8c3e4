/**
 * VectorizeTransformReward: a reward wrapper of single environments for each of a batch
 * (gymnasium/wrappers/vector/vectorize_reward.py).
 */

import { VectorRewardWrapper } from '../../vector/changing-wrappers.ts';
import type { VectorEnv } from '../../vector/vector-env.ts';
import type { RewardWrapper } from '../../wrapper.ts';
import { ClipReward, type ClipRewardOptions } from '../clip-reward.ts';
import { StandInEnv } from './stand-in-env.ts';

/** A class of reward wrappers of single environments. */
export type RewardWrapperClass = new (env: never, kwargs: never) => RewardWrapper<unknown, unknown>;

export class VectorizeTransformReward<Observations, Actions> extends VectorRewardWrapper<
  Observations,
  Actions
> {
  static override readonly entryPoint: string =
    'gymnasium.wrappers.vector.vectorize_reward:VectorizeTransformReward';
  /** The wrapper that rewards go through one by one. */
  readonly wrapper: RewardWrapper<unknown, unknown>;

  /**
   * @param wrapper its class
   * @param kwargs arguments of the class but for the environment
   * @throws what the class throws
   */
  constructor(env: VectorEnv<Observations, Actions>, wrapper: RewardWrapperClass, kwargs: object = {}) {
    super(env);
    this.wrapper = new wrapper(new StandInEnv(env as VectorEnv<never, never>) as never, kwargs as never);
  }

  override rewards(rewards: Float64Array | Float32Array): Float64Array | Float32Array {
    return rewards.map((reward) => this.wrapper.reward(reward));
  }
}

/** Rewards between two bounds. */
export class VectorClipReward<Observations, Actions> extends VectorizeTransformReward<Observations, Actions> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.vector.vectorize_reward:ClipReward';

  /** @throws what ClipReward throws */
  constructor(env: VectorEnv<Observations, Actions>, options: ClipRewardOptions) {
    super(env, ClipReward, options);
  }
}
