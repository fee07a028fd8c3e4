/** RepeatAction: takes every action several times, rewards added up (gymnasium/wrappers/stateful_action.py). */
import type { Env, StepResult } from '../env.ts';
import { ValueError } from '../errors.ts';
import { maskText } from '../spaces/mask.ts';
import { Wrapper } from '../wrapper.ts';

export class RepeatAction<Observation, Action> extends Wrapper<Observation, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.stateful_action:RepeatAction';
  readonly numRepeats: number;

  /** @throws TypeError for what is no integer, ValueError below 1 */
  constructor(env: Env<Observation, Action>, { numRepeats }: { readonly numRepeats: number }) {
    super(env);
    if (!Number.isInteger(numRepeats))
      throw new TypeError(
        `The num_repeats is expected to be an integer, actual value: ${maskText(numRepeats)}`,
      );
    if (numRepeats < 1) {
      throw new ValueError(
        `The num_repeats value needs to be equal or greater than one, actual value: ${numRepeats}`,
      );
    }
    this.recordConstructorArguments({ numRepeats });
    this.numRepeats = numRepeats;
  }

  override step(action: Action): StepResult<Observation> {
    let result = this.env.step(action);
    let reward = result[1];
    for (let repeat = 1; repeat < this.numRepeats && !result[2] && !result[3]; repeat++) {
      result = this.env.step(action);
      reward += result[1];
    }
    result[1] = reward;
    return result;
  }
}
