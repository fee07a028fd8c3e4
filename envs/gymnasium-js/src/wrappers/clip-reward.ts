/** ClipReward: rewards between two bounds (gymnasium/wrappers/transform_reward.py). */
import type { Env } from '../env.ts';
import { InvalidBound } from '../errors.ts';
import { PythonFloat } from '../python-json.ts';
import { TransformReward } from './transform-reward.ts';

/** Arguments of ClipReward; at least one. */
export interface ClipRewardOptions {
  readonly minReward?: number | null;
  readonly maxReward?: number | null;
}

export class ClipReward<Observation, Action> extends TransformReward<Observation, Action> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.transform_reward:ClipReward';

  /** @throws InvalidBound without a bound, and when the lower exceeds the upper */
  constructor(env: Env<Observation, Action>, { minReward = null, maxReward = null }: ClipRewardOptions = {}) {
    const least = minReward ?? -Infinity;
    const most = maxReward ?? Infinity;
    super(env, { func: (reward) => Math.min(Math.max(reward, least), most) });
    if (minReward === null && maxReward === null)
      throw new InvalidBound('Both `min_reward` and `max_reward` cannot be None');
    if (least > most) {
      throw new InvalidBound(
        `Min reward (${new PythonFloat(least)}) must be smaller than max reward (${new PythonFloat(most)})`,
      );
    }
    this.recordConstructorArguments({ minReward, maxReward });
  }
}
