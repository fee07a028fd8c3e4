/** Autoreset: the step after the end of an episode begins the next (gymnasium/wrappers/common.py). */
import type { Env, Info, ResetArguments, StepResult } from '../env.ts';
import { Wrapper } from '../wrapper.ts';

export class Autoreset<Observation, Action> extends Wrapper<Observation, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.common:Autoreset';
  private ended = false;

  constructor(env: Env<Observation, Action>) {
    super(env);
    this.recordConstructorArguments({});
  }

  override reset(resetArguments?: ResetArguments): [Observation, Info] {
    this.ended = false;
    return this.env.reset(resetArguments);
  }

  /** After the end of an episode the action does not count: reward 0, both flags false. */
  override step(action: Action): StepResult<Observation> {
    if (this.ended) {
      this.ended = false;
      const [observation, info] = this.env.reset();
      return [observation, 0, false, false, info];
    }
    const result = this.env.step(action);
    this.ended = result[2] || result[3];
    return result;
  }
}
