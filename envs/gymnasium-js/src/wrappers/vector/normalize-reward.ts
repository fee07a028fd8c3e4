/**
 * NormalizeReward of vector environments: rewards divided by the running deviation of the discounted returns of
 * all environments (gymnasium/wrappers/vector/stateful_reward.py). In mode SameStep the original, release 1.3.0,
 * carries the last reward of an episode into the next one; this one does not.
 */
import { RunningMeanStd } from '../../running-mean-std.ts';
import { AutoresetMode } from '../../vector/autoreset-mode.ts';
import type { VectorEnv, VectorStepResult } from '../../vector/vector-env.ts';
import { autoresetModeOf, VectorWrapper } from '../../vector/vector-wrapper.ts';
import type { NormalizeRewardOptions } from '../normalize-reward.ts';

export class VectorNormalizeReward<Observations, Actions> extends VectorWrapper<Observations, Actions> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.vector.stateful_reward:NormalizeReward';
  readonly returnStatistics = new RunningMeanStd(1);
  /** Whether rewards still change the statistics. */
  updateRunningMean = true;
  private readonly returns: Float64Array;
  private readonly mode: AutoresetMode;
  private readonly gamma: number;
  private readonly epsilon: number;

  constructor(env: VectorEnv<Observations, Actions>, options: NormalizeRewardOptions = {}) {
    super(env);
    const { gamma = 0.99, epsilon = 1e-8 } = options;
    this.mode = autoresetModeOf(env as VectorEnv<never, never>);
    this.gamma = gamma;
    this.epsilon = epsilon;
    this.returns = new Float64Array(this.numEnvs);
  }

  protected override afterStep(result: VectorStepResult<Observations>): VectorStepResult<Observations> {
    const [, rewards, terminations, truncations] = result;
    const { returns } = this;
    const isSameStep = this.mode === AutoresetMode.SAME_STEP;
    for (let n = 0; n < returns.length; n++) {
      // As in the original the return outlives a truncation, and the reward that ends an episode begins the next.
      const kept = isSameStep ? 1 : 1 - terminations[n];
      returns[n] = returns[n] * this.gamma * kept + rewards[n];
    }
    if (this.updateRunningMean) this.returnStatistics.update(returns);
    const deviation = Math.sqrt(this.returnStatistics.variance[0] + this.epsilon);
    result[1] = Float64Array.from(rewards, (reward) => reward / deviation);
    if (isSameStep)
      for (let n = 0; n < returns.length; n++) if (terminations[n] | truncations[n]) returns[n] = 0;
    return result;
  }
}
