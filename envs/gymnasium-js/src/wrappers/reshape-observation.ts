/**
 * ReshapeObservation: another shape for the same numbers (gymnasium/wrappers/transform_observation.py). Arrays
 * are in C order here and know nothing of their shape, so that only the space changes.
 */
import type { Env } from '../env.ts';
import { AssertionError } from '../errors.ts';
import { Box } from '../spaces/box.ts';
import { maskText } from '../spaces/mask.ts';
import { sizeOf } from '../spaces/nd-array.ts';
import type { Space } from '../spaces/space.ts';
import { TransformObservation } from './transform-observation.ts';

export class ReshapeObservation<Observation, Action> extends TransformObservation<Observation, Action> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.transform_observation:ReshapeObservation';
  readonly shape: readonly number[];

  /** @throws AssertionError for observations from no Box and for a shape of another size */
  constructor(env: Env<Observation, Action>, { shape }: { readonly shape: readonly number[] }) {
    const box: unknown = env.observationSpace;
    if (!(box instanceof Box))
      throw new AssertionError(`ReshapeObservation needs observations from a Box, got ${box}`);
    const valid = Array.isArray(shape) && shape.every((axis) => Number.isInteger(axis) && axis > 0);
    if (!valid || sizeOf(shape) !== sizeOf(box.shape)) {
      throw new AssertionError(
        `ReshapeObservation needs a shape of positive integers with ${sizeOf(box.shape)} elements, got ${maskText(shape)}`,
      );
    }
    const reshaped: unknown = new Box(box.low, box.high, shape, box.dtype);
    super(env, {
      func: (observation) => observation,
      observationSpace: reshaped as Space<Observation>,
    });
    this.recordConstructorArguments({ shape });
    this.shape = shape;
  }
}
