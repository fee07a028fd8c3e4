/**
 * MaxAndSkipObservation: takes an action several times and gives the larger of the last two observations,
 * element by element (gymnasium/wrappers/stateful_observation.py).
 */
import type { Env, Info, StepResult } from '../env.ts';
import { ValueError } from '../errors.ts';
import type { NumberArray } from '../spaces/element-types.ts';
import { Wrapper } from '../wrapper.ts';

export class MaxAndSkipObservation<Observation extends NumberArray, Action> extends Wrapper<
  Observation,
  Action
> {
  static override readonly entryPoint = 'gymnasium.wrappers.stateful_observation:MaxAndSkipObservation';
  readonly skip: number;
  /**
   * The last two observations. As in the original they outlive an episode: one that ends before its last but
   * one skipped step is given the maximum of what was seen before.
   */
  private readonly buffer: (ArrayLike<number> | null)[] = [null, null];

  /** @throws TypeError for a skip that is no integer, ValueError below 2 and for observations without a shape */
  constructor(env: Env<Observation, Action>, { skip = 4 } = {}) {
    super(env);
    if (!Number.isInteger(skip))
      throw new TypeError(`The skip is expected to be an integer, actual value: ${skip}`);
    if (skip < 2)
      throw new ValueError(`The skip value needs to be equal or greater than two, actual value: ${skip}`);
    if (env.observationSpace.shape === null)
      throw new ValueError('The observation space must have the shape attribute.');
    this.recordConstructorArguments({ skip });
    this.skip = skip;
  }

  override step(action: Action): StepResult<Observation> {
    let total = 0;
    let terminated = false;
    let truncated = false;
    let info: Info = {};
    let observation: Observation | undefined;
    for (let n = 0; n < this.skip && !terminated && !truncated; n++) {
      let reward: number;
      [observation, reward, terminated, truncated, info] = this.env.step(action);
      if (n >= this.skip - 2) this.buffer[n - this.skip + 2] = observation.slice();
      total += reward;
    }
    const largest = (observation as Observation).slice() as Observation;
    const [first, second] = this.buffer;
    for (let n = 0; n < largest.length; n++) largest[n] = Math.max(first?.[n] ?? 0, second?.[n] ?? 0);
    return [largest, total, terminated, truncated, info];
  }
}
