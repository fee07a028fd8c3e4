/** TransformObservation: observations through a function (gymnasium/wrappers/transform_observation.py). */
import type { Env } from '../env.ts';
import type { Space } from '../spaces/space.ts';
import { ObservationWrapper } from '../wrapper.ts';

/** Arguments of TransformObservation. */
export interface TransformObservationOptions<OuterObservation, Observation> {
  readonly func: (observation: Observation) => OuterObservation;
  /** The space of what `func` returns; null where it is the inner one. */
  readonly observationSpace?: Space<OuterObservation> | null;
}

export class TransformObservation<
  OuterObservation,
  Action,
  Observation = OuterObservation,
> extends ObservationWrapper<OuterObservation, Action, Observation> {
  static override readonly entryPoint: string =
    'gymnasium.wrappers.transform_observation:TransformObservation';
  private readonly func: (observation: Observation) => OuterObservation;

  constructor(
    env: Env<Observation, Action>,
    { func, observationSpace = null }: TransformObservationOptions<OuterObservation, Observation>,
  ) {
    super(env);
    this.recordConstructorArguments({ func, observationSpace });
    this.func = func;
    if (observationSpace !== null) this.observationSpace = observationSpace;
  }

  override observation(observation: Observation): OuterObservation {
    return this.func(observation);
  }
}
