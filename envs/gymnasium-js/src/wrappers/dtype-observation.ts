/** DtypeObservation: observations in another element type (gymnasium/wrappers/transform_observation.py). */
import type { Env } from '../env.ts';
import { AssertionError } from '../errors.ts';
import type { IntegerType } from '../integer-draws.ts';
import { Box } from '../spaces/box.ts';
import { Discrete } from '../spaces/discrete.ts';
import { arrayFrom, type ElementType, type NumberArray } from '../spaces/element-types.ts';
import { MultiBinary } from '../spaces/multi-binary.ts';
import { MultiDiscrete } from '../spaces/multi-discrete.ts';
import type { Space } from '../spaces/space.ts';
import { TransformObservation } from './transform-observation.ts';

/** The space of the same observations in another type. */
function spaceOfType(space: unknown, dtype: ElementType): unknown {
  if (space instanceof Box) {
    return new Box(arrayFrom(dtype, space.low), arrayFrom(dtype, space.high), space.shape, dtype);
  }
  if (space instanceof Discrete) return new Box(space.start, space.start + space.n, [], dtype);
  if (space instanceof MultiDiscrete) return new MultiDiscrete(space.nvec, { dtype: dtype as IntegerType });
  if (space instanceof MultiBinary) return new Box(0, 1, space.shape, dtype);
  throw new AssertionError(
    `DtypeObservation needs observations from a Box, Discrete, MultiDiscrete or MultiBinary, got ${space}`,
  );
}

export class DtypeObservation<Action> extends TransformObservation<
  NumberArray,
  Action,
  ArrayLike<number> | number
> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.transform_observation:DtypeObservation';

  /** @throws AssertionError for observations that are no arrays or integers */
  constructor(env: Env<ArrayLike<number> | number, Action>, { dtype }: { readonly dtype: ElementType }) {
    super(env, {
      func: (observation) => arrayFrom(dtype, typeof observation === 'number' ? [observation] : observation),
      observationSpace: spaceOfType(env.observationSpace, dtype) as Space<NumberArray>,
    });
    this.recordConstructorArguments({ dtype });
  }
}
