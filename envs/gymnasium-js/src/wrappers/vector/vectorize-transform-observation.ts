/**
 * VectorizeTransformObservation: an observation wrapper of single environments for each of a batch, for their last
 * observations too (gymnasium/wrappers/vector/vectorize_observation.py).
 */
import { concatenate, createEmptyArray, iterate } from '../../spaces/batch.ts';
import { batchSpace } from '../../spaces/batch-space.ts';
import type { Space } from '../../spaces/space.ts';
import type { VectorEnv, VectorResetResult, VectorStepResult } from '../../vector/vector-env.ts';
import { VectorWrapper } from '../../vector/vector-wrapper.ts';
import type { ObservationWrapper } from '../../wrapper.ts';
import { StandInEnv } from './stand-in-env.ts';

/** A class of observation wrappers of single environments. */
export type ObservationWrapperClass = new (
  env: never,
  kwargs: never,
) => ObservationWrapper<unknown, unknown, unknown>;

export class VectorizeTransformObservation<
  OuterObservations,
  Actions,
  Observations = OuterObservations,
> extends VectorWrapper<OuterObservations, Actions, Observations, Actions> {
  static override readonly entryPoint: string =
    'gymnasium.wrappers.vector.vectorize_observation:VectorizeTransformObservation';
  /** The wrapper that observations go through one by one. */
  readonly wrapper: ObservationWrapper<unknown, unknown, unknown>;

  /**
   * @param wrapper its class
   * @param kwargs arguments of the class but for the environment
   * @throws what the class throws
   */
  constructor(env: VectorEnv<Observations, Actions>, wrapper: ObservationWrapperClass, kwargs: object = {}) {
    super(env);
    this.wrapper = new wrapper(new StandInEnv(env as VectorEnv<never, never>) as never, kwargs as never);
    this.singleObservationSpace = this.wrapper.observationSpace;
    const batched: unknown = batchSpace(this.singleObservationSpace, this.numEnvs);
    this.observationSpace = batched as Space<OuterObservations>;
  }

  /** What becomes of a batch of observations. */
  observations(observations: Observations): OuterObservations {
    const single = this.singleObservationSpace;
    const changed = Array.from(iterate(this.env.observationSpace as Space<unknown>, observations), (row) =>
      this.wrapper.observation(row),
    );
    return concatenate(single, changed, createEmptyArray(single, this.numEnvs)) as OuterObservations;
  }

  protected override afterReset([
    observations,
    infos,
  ]: VectorResetResult<Observations>): VectorResetResult<OuterObservations> {
    return [this.observations(observations), infos];
  }

  protected override afterStep([
    observations,
    ...rest
  ]: VectorStepResult<Observations>): VectorStepResult<OuterObservations> {
    const { final_obs: last, _final_obs: mask } = rest[3] as {
      readonly final_obs?: unknown[];
      readonly _final_obs?: ArrayLike<number>;
    };
    last?.forEach((observation, n) => {
      if (mask?.[n]) last[n] = this.wrapper.observation(observation);
    });
    return [this.observations(observations), ...rest];
  }
}
