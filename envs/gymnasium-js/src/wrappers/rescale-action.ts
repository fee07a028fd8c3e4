/** RescaleAction: actions from a Box of one's own choice (gymnasium/wrappers/transform_action.py). */
import type { Env } from '../env.ts';
import { type NewBound, rescaleBox } from '../rescale-box.ts';
import type { Box } from '../spaces/box.ts';
import type { Space } from '../spaces/space.ts';
import { TransformAction } from './transform-action.ts';

/** Arguments of RescaleAction: the bounds of the actions that it takes. */
export interface RescaleActionOptions {
  readonly minAction: NewBound;
  readonly maxAction: NewBound;
}

export class RescaleAction<Observation> extends TransformAction<Observation, ArrayLike<number>> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.transform_action:RescaleAction';

  /** @throws AssertionError (see `rescaleBox`), so for actions from no Box */
  constructor(env: Env<Observation, ArrayLike<number>>, { minAction, maxAction }: RescaleActionOptions) {
    const { box, backward } = rescaleBox(env.actionSpace as Box, minAction, maxAction);
    super(env, { func: backward, actionSpace: box as Space<ArrayLike<number>> });
    this.recordConstructorArguments({ minAction, maxAction });
  }
}
