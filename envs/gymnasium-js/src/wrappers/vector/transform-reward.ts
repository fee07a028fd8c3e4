/**
 * TransformReward of vector environments: batches of rewards through a function
 * (gymnasium/wrappers/vector/vectorize_reward.py).
 */

import { VectorRewardWrapper } from '../../vector/changing-wrappers.ts';
import type { VectorEnv } from '../../vector/vector-env.ts';

/** Rewards of a batch. */
type Rewards = Float64Array | Float32Array;

/** Arguments of VectorTransformReward. */
export interface VectorTransformRewardOptions {
  readonly func: (rewards: Rewards) => Rewards;
}

export class VectorTransformReward<Observations, Actions> extends VectorRewardWrapper<Observations, Actions> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.vector.vectorize_reward:TransformReward';
  private readonly func: (rewards: Rewards) => Rewards;

  constructor(env: VectorEnv<Observations, Actions>, { func }: VectorTransformRewardOptions) {
    super(env);
    this.func = func;
  }

  override rewards(rewards: Rewards): Rewards {
    return this.func(rewards);
  }
}
