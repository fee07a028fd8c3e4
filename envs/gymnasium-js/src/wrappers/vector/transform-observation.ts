/**
 * TransformObservation of vector environments: batches of observations through a function
 * (gymnasium/wrappers/vector/vectorize_observation.py).
 */
import { warn } from '../../logger.ts';
import { batchSpace } from '../../spaces/batch-space.ts';
import type { Space } from '../../spaces/space.ts';
import { VectorObservationWrapper } from '../../vector/changing-wrappers.ts';
import type { VectorEnv } from '../../vector/vector-env.ts';

/** Arguments of VectorTransformObservation. */
export interface VectorTransformObservationOptions<OuterObservations, Observations> {
  readonly func: (observations: Observations) => OuterObservations;
  /** The space of what `func` returns; made of the single one when left out. */
  readonly observationSpace?: Space<OuterObservations> | null;
  /** The space of the observations of one environment; the inner one when left out. */
  readonly singleObservationSpace?: Space<unknown> | null;
}

export class VectorTransformObservation<
  OuterObservations,
  Actions,
  Observations = OuterObservations,
> extends VectorObservationWrapper<OuterObservations, Actions, Observations> {
  static override readonly entryPoint: string =
    'gymnasium.wrappers.vector.vectorize_observation:TransformObservation';
  private readonly func: (observations: Observations) => OuterObservations;

  /** Warns of spaces that do not go together. @throws AssertionError in mode SameStep */
  constructor(
    env: VectorEnv<Observations, Actions>,
    options: VectorTransformObservationOptions<OuterObservations, Observations>,
  ) {
    super(env);
    const { func, observationSpace = null, singleObservationSpace = null } = options;
    this.func = func;
    if (singleObservationSpace !== null) this.singleObservationSpace = singleObservationSpace;
    const batched = batchSpace(this.singleObservationSpace, this.numEnvs);
    if (observationSpace !== null) this.observationSpace = observationSpace;
    else if (singleObservationSpace !== null)
      this.observationSpace = batched as unknown as Space<OuterObservations>;
    if (!this.observationSpace.equals(batched)) {
      warn(
        `For ${env}, the observation space and the batched single observation space don't match as expected, observation_space=${env.observationSpace}, batched single_observation_space=${batched}`,
      );
    }
  }

  override observations(observations: Observations): OuterObservations {
    return this.func(observations);
  }
}
