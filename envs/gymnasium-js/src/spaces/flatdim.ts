/** How long the flat array of an element of a space is (gymnasium/spaces/utils.py). */
import { ValueError } from '../errors.ts';
import { Box } from './box.ts';
import { utilitiesOf } from './custom-spaces.ts';
import { Dict } from './dict.ts';
import { Discrete } from './discrete.ts';
import { Graph } from './graph.ts';
import { MultiBinary } from './multi-binary.ts';
import { MultiDiscrete } from './multi-discrete.ts';
import { sizeOf } from './nd-array.ts';
import { OneOf } from './one-of.ts';
import type { Space } from './space.ts';
import { Text } from './text.ts';
import { Tuple } from './tuple.ts';

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/**
 * The length of what `flatten` makes of an element.
 * @throws ValueError for a space whose elements have no flat array of one length
 */
export function flatdim(space: Space<unknown>): number {
  const custom = utilitiesOf(space).flatdim;
  if (custom !== undefined) return custom(space);
  if (space instanceof Graph)
    throw new ValueError('Cannot get flattened size as the Graph Space in Gym has a dynamic size.');
  if (!space.isNpFlattenable) {
    throw new ValueError(
      `${space} cannot be flattened to a numpy array, probably because it contains a \`Graph\` or \`Sequence\` subspace`,
    );
  }
  if (space instanceof Box || space instanceof MultiBinary) return sizeOf(space.shape);
  if (space instanceof Discrete) return space.n;
  if (space instanceof MultiDiscrete) return sum((space as MultiDiscrete).nvec);
  if (space instanceof Tuple) return sum(space.spaces.map(flatdim));
  if (space instanceof Dict) return sum([...space.spaces.values()].map(flatdim));
  if (space instanceof Text) return space.maxLength;
  if (space instanceof OneOf) return 1 + Math.max(...space.spaces.map(flatdim));
  throw new TypeError(`Unknown space: \`${space}\``);
}
