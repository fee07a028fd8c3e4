/**
 * FrameStackObservation: the last observations as one batch, the newest last
 * (gymnasium/wrappers/stateful_observation.py).
 */
import { deepCopy } from '../deep-copy.ts';
import type { Env, Info, ResetArguments, StepResult } from '../env.ts';
import { ValueError } from '../errors.ts';
import { pythonText } from '../python-text.ts';
import { batchSpace, concatenate, createEmptyArray } from '../spaces/batch.ts';
import { maskText } from '../spaces/mask.ts';
import { Wrapper } from '../wrapper.ts';
import { zeroElement } from '../zero-element.ts';

/** Arguments of FrameStackObservation. */
export interface FrameStackObservationOptions {
  readonly stackSize: number;
  /** What stands before the first observation: that itself, zeros, or an observation given. */
  readonly paddingType?: unknown;
}

export class FrameStackObservation<Observation, Action> extends Wrapper<
  unknown,
  Action,
  Observation,
  Action
> {
  static override readonly entryPoint = 'gymnasium.wrappers.stateful_observation:FrameStackObservation';
  readonly stackSize: number;
  private readonly padsWithFirst: boolean;
  private readonly padding: Observation;
  private queue: Observation[] = [];

  /** @throws TypeError for a size that is no integer, ValueError below 1 and for another padding */
  constructor(
    env: Env<Observation, Action>,
    { stackSize, paddingType = 'reset' }: FrameStackObservationOptions,
  ) {
    super(env);
    if (!Number.isInteger(stackSize))
      throw new TypeError(
        `The stack_size is expected to be an integer, actual value: ${maskText(stackSize)}`,
      );
    if (stackSize < 1)
      throw new ValueError(`The stack_size needs to be greater than zero, actual value: ${stackSize}`);
    this.recordConstructorArguments({ stackSize, paddingType });
    this.stackSize = stackSize;
    this.padsWithFirst = paddingType === 'reset';
    if (paddingType === 'reset' || paddingType === 'zero') this.padding = zeroElement(env.observationSpace);
    else if (env.observationSpace.contains(paddingType)) this.padding = paddingType;
    else {
      const kind =
        typeof paddingType === 'string'
          ? ''
          : ` not an instance of env observation (${env.observationSpace})`;
      throw new ValueError(
        `Unexpected \`padding_type\`, expected 'reset', 'zero' or a custom observation space, actual value: ${pythonText(paddingType)}${kind}`,
      );
    }
    this.observationSpace = batchSpace(env.observationSpace, stackSize);
  }

  override reset(resetArguments?: ResetArguments): [unknown, Info] {
    const [observation, info] = this.env.reset(resetArguments);
    const padding = this.padsWithFirst ? observation : this.padding;
    this.queue = new Array<Observation>(this.stackSize - 1).fill(padding);
    this.queue.push(observation);
    return [this.stacked(), info];
  }

  override step(action: Action): StepResult<unknown> {
    const [observation, reward, terminated, truncated, info] = this.env.step(action);
    this.queue.push(observation);
    if (this.queue.length > this.stackSize) this.queue.shift();
    return [this.stacked(), reward, terminated, truncated, info];
  }

  private stacked(): unknown {
    const space = this.env.observationSpace;
    return deepCopy(concatenate(space, this.queue, createEmptyArray(space, this.stackSize)));
  }
}
