/** RescaleObservation: observations into a Box of one's own choice (gymnasium/wrappers/transform_observation.py). */
import type { Env } from '../env.ts';
import { type NewBound, rescaleBox } from '../rescale-box.ts';
import type { Box } from '../spaces/box.ts';
import type { Space } from '../spaces/space.ts';
import { TransformObservation } from './transform-observation.ts';

/** Arguments of RescaleObservation: the bounds of the observations that it gives. */
export interface RescaleObservationOptions {
  readonly minObs: NewBound;
  readonly maxObs: NewBound;
}

export class RescaleObservation<Action> extends TransformObservation<ArrayLike<number>, Action> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.transform_observation:RescaleObservation';

  /** @throws AssertionError (see `rescaleBox`), so for observations from no Box */
  constructor(env: Env<ArrayLike<number>, Action>, { minObs, maxObs }: RescaleObservationOptions) {
    const { box, forward } = rescaleBox(env.observationSpace as Box, minObs, maxObs);
    super(env, { func: forward, observationSpace: box as Space<ArrayLike<number>> });
    this.recordConstructorArguments({ minObs, maxObs });
  }
}
