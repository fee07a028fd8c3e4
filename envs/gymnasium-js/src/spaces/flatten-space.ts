/** The space of flattened elements (gymnasium/spaces/utils.py). */
import { ValueError } from '../errors.ts';
import { Box } from './box.ts';
import { utilitiesOf } from './custom-spaces.ts';
import { Dict } from './dict.ts';
import { Discrete } from './discrete.ts';
import {
  arrayFrom,
  bitsOf,
  type ElementType,
  isElementType,
  isFloat,
  kindOf,
  type NumberArray,
  promote,
} from './element-types.ts';
import { flatdim } from './flatdim.ts';
import { Graph, type GraphPart } from './graph.ts';
import { MultiBinary } from './multi-binary.ts';
import { MultiDiscrete } from './multi-discrete.ts';
import { OneOf } from './one-of.ts';
import { Sequence } from './sequence.ts';
import type { Space } from './space.ts';
import { Text } from './text.ts';
import { Tuple } from './tuple.ts';

type FlatBox = Box<ElementType>;

/**
 * A Box where elements become arrays, else a space of the same kind with flat parts.
 * @throws ValueError for a OneOf with a Text among others, whose types have nothing in common
 */
export function flattenSpace(space: Space<unknown>): Space<unknown> {
  const custom = utilitiesOf(space).flattenSpace;
  if (custom !== undefined) return custom(space);
  if (space instanceof Box)
    return new Box(space.low, space.high, null, space.dtype as ElementType) as Space<unknown>;
  if (space instanceof Discrete || space instanceof MultiBinary || space instanceof MultiDiscrete)
    return new Box(0, 1, [flatdim(space)], space.dtype as ElementType) as Space<unknown>;
  if (space instanceof Tuple || space instanceof Dict) return flattenPartSpaces(space);
  if (space instanceof Graph) {
    const nodes = flattenSpace(space.nodeSpace as Space<unknown>) as GraphPart;
    const edges = space.edgeSpace === null ? null : flattenSpace(space.edgeSpace as Space<unknown>);
    return new Graph(nodes, edges as GraphPart | null);
  }
  if (space instanceof Text)
    return new Box(0, space.characterList.length, [space.maxLength], 'int32') as Space<unknown>;
  if (space instanceof Sequence)
    return new Sequence(flattenSpace(space.featureSpace), { stack: space.stack as boolean });
  if (space instanceof OneOf) return flattenOneOfSpace(space);
  throw new TypeError(`Unknown space: \`${space}\``);
}

function flattenPartSpaces(space: Tuple | Dict): Space<unknown> {
  const entries = Array.from<readonly [string | number, Space<unknown>]>(space.spaces.entries());
  const flat = entries.map(([, part]) => flattenSpace(part));
  if (space.isNpFlattenable) {
    const boxes = flat as FlatBox[];
    const dtype = boxes.map((box) => box.dtype).reduce(promote);
    const joined = (bound: (box: FlatBox) => NumberArray) => {
      return arrayFrom(
        dtype,
        boxes.flatMap((box) => Array.from(bound(box))),
      );
    };
    return new Box(
      joined((box) => box.low),
      joined((box) => box.high),
      null,
      dtype,
    ) as Space<unknown>;
  }
  if (space instanceof Tuple) return new Tuple(flat) as Space<unknown>;
  const named = Object.fromEntries(entries.map(([key], n) => [key, flat[n]]));
  return new Dict(named as Record<string, Space<unknown>>) as Space<unknown>;
}

/** How many characters NumPy takes for the numbers of a type when it makes strings of them. */
function textWidth(dtype: ElementType): number {
  if (dtype === 'bool') return 5;
  if (isFloat(dtype)) return 32;
  const digits = { 8: 3, 16: 5, 32: 10, 64: 20 }[bitsOf(dtype)] as number;
  return kindOf(dtype) === 'u' ? digits : digits + 1;
}

function flattenOneOfSpace(space: OneOf): Space<unknown> {
  const flat = space.spaces.map((part) => flattenSpace(part) as FlatBox);
  // A part without a type of its own counts as float64, as `numpy.dtype(None)` does.
  const dtypes = space.spaces.map((part) => part.dtype ?? 'float64');
  const numeric = dtypes.filter(isElementType);
  if (numeric.length < dtypes.length) {
    const width = Math.max(0, ...numeric.map(textWidth));
    throw new ValueError(`Invalid Box dtype (<U${width}), must be an integer, floating, or bool dtype`);
  }
  const dtype = numeric.reduce(promote);
  const length = flatdim(space) - 1;
  const low = Math.min(...flat.flatMap((box) => Array.from(box.low)));
  const high = Math.max(...flat.flatMap((box) => Array.from(box.high)));
  const bound = (first: number, rest: number) =>
    arrayFrom(dtype, [first, ...new Array<number>(length).fill(rest)]);
  return new Box(bound(0, low), bound(flat.length - 1, high), null, dtype) as Space<unknown>;
}
