/** TimeLimit: truncates an episode at a number of steps (gymnasium/wrappers/common.py). */
import type { Env, Info, ResetArguments, StepResult } from '../env.ts';
import type { EnvSpec } from '../env-spec.ts';
import { AssertionError } from '../errors.ts';
import { Wrapper } from '../wrapper.ts';

export class TimeLimit<Observation, Action> extends Wrapper<Observation, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.common:TimeLimit';
  readonly maxEpisodeSteps: number;
  /** Steps since `reset`. */
  private elapsedSteps = 0;

  /** @throws AssertionError unless `maxEpisodeSteps` is a positive integer */
  constructor(env: Env<Observation, Action>, { maxEpisodeSteps }: { readonly maxEpisodeSteps: number }) {
    super(env);
    if (!Number.isInteger(maxEpisodeSteps) || maxEpisodeSteps < 1) {
      throw new AssertionError(
        `Expect the \`max_episode_steps\` to be positive, actually: ${maxEpisodeSteps}`,
      );
    }
    this.recordConstructorArguments({ maxEpisodeSteps });
    this.maxEpisodeSteps = maxEpisodeSteps;
  }

  override reset(resetArguments?: ResetArguments): [Observation, Info] {
    this.elapsedSteps = 0;
    return this.env.reset(resetArguments);
  }

  override step(action: Action): StepResult<Observation> {
    const result = this.env.step(action);
    this.elapsedSteps += 1;
    if (this.elapsedSteps >= this.maxEpisodeSteps) result[3] = true;
    return result;
  }

  protected override extendSpec(spec: EnvSpec): EnvSpec {
    return spec.with({ maxEpisodeSteps: this.maxEpisodeSteps });
  }
}
