/**
 * DelayObservation: gives observations some steps late, zeros before the first
 * (gymnasium/wrappers/stateful_observation.py).
 */
import type { Env, Info, ResetArguments } from '../env.ts';
import { ValueError } from '../errors.ts';
import { ObservationWrapper } from '../wrapper.ts';
import { zeroElement } from '../zero-element.ts';

export class DelayObservation<Observation, Action> extends ObservationWrapper<Observation, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.stateful_observation:DelayObservation';
  readonly delay: number;
  private readonly queue: Observation[] = [];

  /** @throws TypeError for a delay that is no integer, ValueError below 0 */
  constructor(env: Env<Observation, Action>, { delay }: { readonly delay: number }) {
    super(env);
    if (!Number.isInteger(delay))
      throw new TypeError(`The delay is expected to be an integer, actual value: ${delay}`);
    if (delay < 0) throw new ValueError(`The delay needs to be greater than zero, actual value: ${delay}`);
    this.recordConstructorArguments({ delay });
    this.delay = delay;
  }

  override reset(resetArguments?: ResetArguments): [Observation, Info] {
    this.queue.length = 0;
    return super.reset(resetArguments);
  }

  override observation(observation: Observation): Observation {
    this.queue.push(observation);
    if (this.queue.length <= this.delay) return zeroElement(this.observationSpace);
    return this.queue.shift() as Observation;
  }
}
