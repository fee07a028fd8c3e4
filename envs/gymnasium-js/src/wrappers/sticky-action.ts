/**
 * StickyAction: with some probability the last action is taken again in place of the new one. Machado et al.
 * 2018, "Revisiting the Arcade Learning Environment" (gymnasium/wrappers/stateful_action.py).
 */
import type { Env, Info, ResetArguments } from '../env.ts';
import { InvalidBound, InvalidProbability, ValueError } from '../errors.ts';
import { tupleText } from '../python-text.ts';
import { ActionWrapper } from '../wrapper.ts';

/** Arguments of StickyAction. */
export interface StickyActionOptions {
  readonly repeatActionProbability: number;
  /** For how many steps an action sticks: a number, or the least and the most between which one is drawn. */
  readonly repeatActionDuration?: number | readonly [least: number, most: number];
}

function readDuration(duration: unknown): readonly [least: number, most: number] {
  const range: unknown = Number.isInteger(duration) ? [duration, duration] : duration;
  if (!Array.isArray(range)) {
    throw new ValueError(
      `\`repeat_action_duration\` should be either an integer or a tuple. Received ${duration}`,
    );
  }
  const text = tupleText(range);
  if (range.length !== 2 || !range.every(Number.isInteger)) {
    throw new ValueError(
      `\`repeat_action_duration\` should be a tuple or a list of two integers. Received ${text}`,
    );
  }
  if (range[0] > range[1])
    throw new InvalidBound(`\`repeat_action_duration\` is not a valid bound. Received ${text}`);
  if (range[0] < 1)
    throw new ValueError(`\`repeat_action_duration\` should be larger or equal than 1. Received ${text}`);
  return [range[0], range[1]];
}

export class StickyAction<Observation, Action> extends ActionWrapper<Observation, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.stateful_action:StickyAction';
  private readonly probability: number;
  private readonly duration: readonly [least: number, most: number];
  private last: { readonly action: Action } | null = null;
  private sticking = false;
  /** For how many steps the action sticks, 0 before that is drawn. */
  private repeats = 0;
  private repeatsTaken = 0;

  /**
   * @throws InvalidProbability outside [0, 1), ValueError and InvalidBound for durations that are no positive
   * integers in order
   */
  constructor(env: Env<Observation, Action>, options: StickyActionOptions) {
    super(env);
    const { repeatActionProbability, repeatActionDuration = 1 } = options;
    if (!(repeatActionProbability >= 0 && repeatActionProbability < 1)) {
      throw new InvalidProbability(
        `\`repeat_action_probability\` should be in the interval [0,1). Received ${repeatActionProbability}`,
      );
    }
    this.probability = repeatActionProbability;
    this.duration = readDuration(repeatActionDuration);
    this.recordConstructorArguments({ repeatActionProbability, repeatActionDuration });
  }

  override reset(resetArguments?: ResetArguments): [Observation, Info] {
    this.last = null;
    this.unstick();
    return this.env.reset(resetArguments);
  }

  override action(action: Action): Action {
    let taken = action;
    if (this.sticking || (this.last !== null && this.npRandom.uniform() < this.probability)) {
      if (this.repeats === 0) this.repeats = this.npRandom.integers(this.duration[0], this.duration[1] + 1);
      if (this.last !== null) taken = this.last.action;
      this.sticking = true;
      this.repeatsTaken += 1;
    }
    if (this.sticking && this.repeats === this.repeatsTaken) this.unstick();
    this.last = { action: taken };
    return taken;
  }

  private unstick(): void {
    this.sticking = false;
    this.repeats = 0;
    this.repeatsTaken = 0;
  }
}
