/** Whether a space of an environment makes sense; warns or throws where not. */
import { AssertionError } from './errors.ts';
import { warn } from './logger.ts';
import { tupleText, typeText } from './python-text.ts';
import { Box } from './spaces/box.ts';
import { Dict } from './spaces/dict.ts';
import { Discrete } from './spaces/discrete.ts';
import { MultiBinary } from './spaces/multi-binary.ts';
import { MultiDiscrete } from './spaces/multi-discrete.ts';
import { arrayText } from './spaces/number-text.ts';
import { Space } from './spaces/space.ts';
import { Tuple } from './spaces/tuple.ts';

/** What a space is for. */
export type SpaceUse = 'action' | 'observation';

function checkBox(box: Box, use: SpaceUse): void {
  const size = box.shape.reduce((product, axis) => product * axis, 1);
  for (const [name, bound] of [
    ['low', box.low],
    ['high', box.high],
  ] as const) {
    if (bound.length !== size) {
      // Two of the four texts of the original say "have" twice.
      const have = (use === 'observation') === (name === 'low') ? 'have' : 'have have';
      throw new AssertionError(
        `The Box ${use} space shape and ${name} shape ${have} different shapes, ${name} shape: ${tupleText([bound.length])}, box shape: ${tupleText(box.shape)}`,
      );
    }
  }
  if (box.low.some((low, n) => low === box.high[n]))
    warn(`A Box ${use} space maximum and minimum values are equal.`);
  else if (use === 'observation' && box.low.some((low, n) => low > box.high[n]))
    warn('A Box observation space low value is greater than a high value.');
}

function checkMultiDiscrete({ shape, nvec, dtype }: MultiDiscrete, use: SpaceUse): void {
  const size = shape.reduce((product, axis) => product * axis, 1);
  if (nvec.length !== size) {
    throw new AssertionError(
      `Multi-discrete ${use} space's shape must be equal to the nvec shape, space shape: ${tupleText(shape)}, nvec shape: ${tupleText([nvec.length])}`,
    );
  }
  if (!nvec.every((count) => count > 0)) {
    throw new AssertionError(
      `Multi-discrete ${use} space's all nvec elements must be greater than 0, actual nvec: ${arrayText(nvec, shape, dtype)}`,
    );
  }
}

/**
 * @throws TypeError when `space` is no Space; AssertionError for sizes that are not positive and for Tuple and
 * Dict without parts
 */
export function checkSpace(space: unknown, use: SpaceUse): void {
  if (!(space instanceof Space)) {
    throw new TypeError(
      `${use} space does not inherit from \`gymnasium.spaces.Space\`, actual type: ${typeText(space)}`,
    );
  }
  if (space instanceof Box) checkBox(space, use);
  else if (space instanceof Discrete) {
    if (!(space.n > 0)) {
      throw new AssertionError(
        `Discrete ${use} space's number of elements must be positive, actual number of elements: ${space.n}`,
      );
    }
    if (space.shape.length > 0) {
      throw new AssertionError(
        `Discrete ${use} space's shape should be empty, actual shape: ${tupleText(space.shape)}`,
      );
    }
  } else if (space instanceof MultiDiscrete) checkMultiDiscrete(space as MultiDiscrete, use);
  else if (space instanceof MultiBinary) {
    if (!space.shape.every((axis) => axis > 0)) {
      throw new AssertionError(
        `Multi-binary ${use} space's all shape elements must be greater than 0, actual shape: ${tupleText(space.shape)}`,
      );
    }
  } else if (space instanceof Tuple) {
    if (space.spaces.length === 0) throw new AssertionError(`An empty Tuple ${use} space is not allowed.`);
    for (const part of space.spaces) checkSpace(part, use);
  } else if (space instanceof Dict) {
    if (space.spaces.size === 0) throw new AssertionError(`An empty Dict ${use} space is not allowed.`);
    for (const part of space.spaces.values()) checkSpace(part, use);
  }
}
