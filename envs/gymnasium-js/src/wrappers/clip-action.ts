/** ClipAction: takes any action and cuts it to the bounds of the space (gymnasium/wrappers/transform_action.py). */
import type { Env } from '../env.ts';
import { AssertionError } from '../errors.ts';
import { Box } from '../spaces/box.ts';
import type { Space } from '../spaces/space.ts';
import { TransformAction } from './transform-action.ts';

export class ClipAction<Observation> extends TransformAction<Observation, ArrayLike<number>> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.transform_action:ClipAction';

  /** @throws AssertionError for actions from no Box */
  constructor(env: Env<Observation, ArrayLike<number>>) {
    const space: unknown = env.actionSpace;
    if (!(space instanceof Box))
      throw new AssertionError(`ClipAction needs actions from a Box, got ${space}`);
    const box = space as Box;
    super(env, {
      func: (action) => box.low.map((low, n) => Math.min(Math.max(action[n], low), box.high[n])),
      actionSpace: new Box(-Infinity, Infinity, box.shape, box.dtype) as Space<ArrayLike<number>>,
    });
    this.recordConstructorArguments({});
  }
}
