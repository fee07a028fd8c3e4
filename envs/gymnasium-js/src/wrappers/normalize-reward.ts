/**
 * NormalizeReward: rewards divided by the running deviation of the discounted return
 * (gymnasium/wrappers/stateful_reward.py).
 */
import type { Env, StepResult } from '../env.ts';
import { RunningMeanStd } from '../running-mean-std.ts';
import { Wrapper } from '../wrapper.ts';

/** Arguments of NormalizeReward. */
export interface NormalizeRewardOptions {
  /** The discount of the return. */
  readonly gamma?: number;
  /** Keeps the divisor from zero. */
  readonly epsilon?: number;
}

export class NormalizeReward<Observation, Action> extends Wrapper<Observation, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.stateful_reward:NormalizeReward';
  readonly returnStatistics = new RunningMeanStd(1);
  /** Whether rewards still change the statistics. */
  updateRunningMean = true;
  private discountedReturn = 0;
  private readonly gamma: number;
  private readonly epsilon: number;

  constructor(env: Env<Observation, Action>, options: NormalizeRewardOptions = {}) {
    super(env);
    const { gamma = 0.99, epsilon = 1e-8 } = options;
    this.recordConstructorArguments({ gamma, epsilon });
    this.gamma = gamma;
    this.epsilon = epsilon;
  }

  override step(action: Action): StepResult<Observation> {
    const result = this.env.step(action);
    const [, reward, terminated] = result;
    // As in the original the return outlives a truncation, and the reward that ends an episode begins the next.
    this.discountedReturn = (terminated ? 0 : this.discountedReturn * this.gamma) + reward;
    if (this.updateRunningMean) this.returnStatistics.update([this.discountedReturn]);
    result[1] = reward / Math.sqrt(this.returnStatistics.variance[0] + this.epsilon);
    return result;
  }
}
