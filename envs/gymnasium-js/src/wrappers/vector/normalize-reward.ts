/**
 * NormalizeReward of vector environments: rewards divided by the running deviation of the discounted returns of
 * all environments (gymnasium/wrappers/vector/stateful_reward.py). In mode SameStep the original, release 1.3.0,
 * carries the last reward of an episode into the next one; this one does not.
 */
import { RunningMeanStd } from '../../running-mean-std.ts';
import { BoolArray } from '../../spaces/element-types.ts';
import { AutoresetMode } from '../../vector/autoreset-mode.ts';
import { autoresetModeOf } from '../../vector/autoreset-mode-of.ts';
import { type ForgetfulResets, forgottenAt } from '../../vector/forgetful-resets.ts';
import type {
  VectorEnv,
  VectorResetArguments,
  VectorResetResult,
  VectorStepResult,
} from '../../vector/vector-env.ts';
import { VectorWrapper } from '../../vector/vector-wrapper.ts';
import type { NormalizeRewardOptions } from '../normalize-reward.ts';

export class VectorNormalizeReward<Observations, Actions> extends VectorWrapper<Observations, Actions> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.vector.stateful_reward:NormalizeReward';
  readonly returnStatistics = new RunningMeanStd(1);
  /** Whether rewards still change the statistics. */
  updateRunningMean = true;
  /** In float32, like the original's; their statistics are in float64. */
  private readonly returns: Float32Array;
  /** Whether the last step ended the episode, so that the next one is no step but a reset. */
  private readonly ended: BoolArray;
  private readonly mode: AutoresetMode;
  private readonly gamma: number;
  private readonly epsilon: number;
  private readonly resets: ForgetfulResets;

  constructor(env: VectorEnv<Observations, Actions>, options: NormalizeRewardOptions & ForgetfulResets = {}) {
    super(env);
    this.resets = options;
    const { gamma = 0.99, epsilon = 1e-8 } = options;
    this.mode = autoresetModeOf(env as VectorEnv<never, never>);
    this.gamma = gamma;
    this.epsilon = epsilon;
    this.returns = new Float32Array(this.numEnvs);
    this.ended = new BoolArray(this.numEnvs);
  }

  protected override afterReset(
    result: VectorResetResult<Observations>,
    resetArguments: VectorResetArguments,
  ): VectorResetResult<Observations> {
    for (const n of forgottenAt(resetArguments, this.numEnvs, this.resets)) {
      this.returns[n] = 0;
      this.ended[n] = 0;
    }
    return result;
  }

  protected override afterStep(result: VectorStepResult<Observations>): VectorStepResult<Observations> {
    const [, rewards, terminations, truncations] = result;
    const { returns, ended } = this;
    const isSameStep = this.mode === AutoresetMode.SAME_STEP;
    const gamma = Math.fround(this.gamma);
    for (let n = 0; n < returns.length; n++) {
      if (ended[n] === 1) continue;
      // As in the original the return outlives a truncation, and the reward that ends an episode begins the next.
      const kept = isSameStep ? 1 : 1 - terminations[n];
      returns[n] = Math.fround(returns[n] * gamma) * kept + rewards[n];
    }
    const stepped = returns.filter((_, n) => ended[n] === 0);
    if (this.updateRunningMean && stepped.length > 0) this.returnStatistics.updateSingles(stepped);
    const deviation = Math.sqrt(this.returnStatistics.variance[0] + this.epsilon);
    result[1] = Float64Array.from(rewards, (reward) => reward / deviation);
    for (let n = 0; n < returns.length; n++) {
      const isEnd = (terminations[n] | truncations[n]) === 1;
      ended[n] = isEnd && !isSameStep ? 1 : 0;
      if (isEnd && isSameStep) returns[n] = 0;
    }
    return result;
  }
}
