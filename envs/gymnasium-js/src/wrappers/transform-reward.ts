/** TransformReward: rewards through a function (gymnasium/wrappers/transform_reward.py). */
import type { Env } from '../env.ts';
import { RewardWrapper } from '../wrapper.ts';

/** Arguments of TransformReward. */
export interface TransformRewardOptions {
  readonly func: (reward: number) => number;
}

export class TransformReward<Observation, Action> extends RewardWrapper<Observation, Action> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.transform_reward:TransformReward';
  private readonly func: (reward: number) => number;

  constructor(env: Env<Observation, Action>, { func }: TransformRewardOptions) {
    super(env);
    this.recordConstructorArguments({ func });
    this.func = func;
  }

  override reward(reward: number): number {
    return this.func(reward);
  }
}
