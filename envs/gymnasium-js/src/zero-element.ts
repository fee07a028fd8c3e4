/** The element of a space that is zero, or as near to zero as it has (gymnasium/wrappers/utils.py). */
import { CustomSpaceError } from './errors.ts';
import { Box } from './spaces/box.ts';
import { Dict } from './spaces/dict.ts';
import { Discrete } from './spaces/discrete.ts';
import { ARRAY_TYPES, arrayFrom, type ElementType } from './spaces/element-types.ts';
import { Graph } from './spaces/graph.ts';
import { MultiBinary } from './spaces/multi-binary.ts';
import { MultiDiscrete } from './spaces/multi-discrete.ts';
import { sizeOf } from './spaces/nd-array.ts';
import { OneOf } from './spaces/one-of.ts';
import { Sequence } from './spaces/sequence.ts';
import type { Space } from './spaces/space.ts';
import { Text } from './spaces/text.ts';
import { Tuple } from './spaces/tuple.ts';

/** @throws CustomSpaceError for a space of a kind that is not built in */
export function zeroElement<Element>(space: Space<Element>): Element {
  return zeroOf(space) as Element;
}

/** Zero where the bounds allow it, else the bound that is nearer to it. */
function nearestToZero(box: Box<ElementType>): unknown {
  const values = Array.from(box.low, (low, n) => (low > 0 ? low : Math.min(0, box.high[n])));
  return arrayFrom(box.dtype, values);
}

/** The zero of a part of a Graph as an array of one row. */
function oneRow(space: unknown): unknown {
  return space instanceof Discrete ? arrayFrom(space.dtype, [space.start]) : zeroOf(space);
}

function zeroOf(space: unknown): unknown {
  if (space instanceof Box) return nearestToZero(space as unknown as Box<ElementType>);
  if (space instanceof Discrete) return space.start;
  if (space instanceof MultiDiscrete) return space.start.slice();
  if (space instanceof MultiBinary) return new ARRAY_TYPES.int8(sizeOf(space.shape));
  if (space instanceof Tuple) return space.spaces.map(zeroOf);
  if (space instanceof Dict)
    return Object.fromEntries(Array.from(space.spaces, ([key, part]) => [key, zeroOf(part)]));
  if (space instanceof Text) return space.characters[0].repeat(space.minLength);
  if (space instanceof OneOf) return [0, zeroOf(space.spaces[0])];
  if (space instanceof Sequence) return space.stack ? zeroOf(space.stackedFeatureSpace) : [];
  if (space instanceof Graph) {
    const hasEdges = space.edgeSpace !== null;
    return {
      nodes: oneRow(space.nodeSpace),
      edges: hasEdges ? oneRow(space.edgeSpace) : null,
      edgeLinks: hasEdges ? new ARRAY_TYPES.int32(2) : null,
    };
  }
  throw new CustomSpaceError(`zeroElement does not know spaces of the kind of ${String(space)}`);
}
