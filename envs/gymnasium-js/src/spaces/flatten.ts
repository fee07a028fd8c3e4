/** Elements of spaces as flat arrays (gymnasium/spaces/utils.py). */
import { ValueError } from '../errors.ts';
import { concatenate, createEmptyArray, iterate } from './batch.ts';
import { Box } from './box.ts';
import { utilitiesOf } from './custom-spaces.ts';
import { Dict } from './dict.ts';
import { Discrete } from './discrete.ts';
import {
  ARRAY_TYPES,
  arrayFrom,
  type ElementType,
  elementTypeOf,
  type NumberArray,
  promote,
} from './element-types.ts';
import { flatdim } from './flatdim.ts';
import { flattenSpace } from './flatten-space.ts';
import { Graph, type GraphInstance, type GraphPart } from './graph.ts';
import { MultiBinary } from './multi-binary.ts';
import { MultiDiscrete } from './multi-discrete.ts';
import { numbersOf } from './nd-array.ts';
import { OneOf } from './one-of.ts';
import { Sequence } from './sequence.ts';
import type { Space } from './space.ts';
import { Text } from './text.ts';
import { Tuple } from './tuple.ts';

export { flatdim } from './flatdim.ts';
export { flattenSpace } from './flatten-space.ts';
export { unflatten } from './unflatten.ts';

type Parts = Readonly<Record<string, unknown>>;

/** Arrays one after the other, in the smallest type that holds them all. */
function join(arrays: readonly NumberArray[]): NumberArray {
  if (arrays.length === 0) throw new ValueError('need at least one array to concatenate');
  const dtype = arrays.map((array) => elementTypeOf(array) as ElementType).reduce(promote);
  return arrayFrom(
    dtype,
    arrays.flatMap((array) => Array.from(array)),
  );
}

/** Zeros, and ones at some places. */
function withOnes(dtype: ElementType, length: number, ones: Iterable<number>): NumberArray {
  const array = new ARRAY_TYPES[dtype](length);
  for (const place of ones) array[place] = 1;
  return array;
}

/**
 * An element as one array where the space allows it: Discrete and MultiDiscrete one-hot, Text as codes with the
 * number of characters for padding, OneOf as its number and the element padded with its first number. Else in parts
 * that are flat: Tuple and Sequence as lists, Dict as an object, Graph with a row for each node and edge.
 */
export function flatten<Element>(space: Space<Element>, element: Element): unknown {
  return flattenUnknown(space as Space<unknown>, element);
}

function flattenUnknown(space: Space<unknown>, element: unknown): unknown {
  const custom = utilitiesOf(space).flatten;
  if (custom !== undefined) return custom(space, element);
  if (space instanceof Box || space instanceof MultiBinary)
    return arrayFrom(space.dtype as ElementType, numbersOf(element));
  if (space instanceof Discrete) return withOnes(space.dtype, space.n, [(element as number) - space.start]);
  if (space instanceof MultiDiscrete) {
    const multi = space as MultiDiscrete;
    const numbers = numbersOf(element);
    const ones = multi.offsets.map((offset, n) => offset + numbers[n] - multi.start[n]);
    return withOnes(multi.dtype, flatdim(multi), ones);
  }
  if (space instanceof Tuple || space instanceof Dict) return flattenParts(space, element);
  if (space instanceof Graph) return flattenGraph(space, element as GraphInstance);
  if (space instanceof Text) return flattenText(space, element as string);
  if (space instanceof Sequence) return flattenSequence(space, element);
  if (space instanceof OneOf) return flattenOneOf(space, element as readonly [number, unknown]);
  throw new TypeError(`Unknown space: \`${space}\``);
}

function flattenParts(space: Tuple | Dict, element: unknown): unknown {
  const entries: [string, unknown][] = Array.from<
    readonly [string | number, Space<unknown>],
    [string, unknown]
  >(space.spaces.entries(), ([key, part]) => {
    return [String(key), flattenUnknown(part, (element as Parts)[key])];
  });
  const flat = entries.map(([, part]) => part);
  if (space.isNpFlattenable) return join(flat as NumberArray[]);
  return space instanceof Tuple ? flat : Object.fromEntries(entries);
}

function flattenGraph(
  { nodeSpace, edgeSpace }: Graph,
  { nodes, edges, edgeLinks }: GraphInstance,
): GraphInstance {
  return {
    nodes: flattenRows(nodeSpace, nodes),
    edges: edges === null || edgeSpace === null ? null : flattenRows(edgeSpace, edges),
    edgeLinks,
  };
}

/** A row for each element; those of a Discrete are one-hot and, like Gymnasium's, as long as n less the start. */
function flattenRows(space: GraphPart, rows: NumberArray): NumberArray {
  if (space instanceof Box) return rows;
  const length = space.n - space.start;
  const ones = Array.from(rows, (value, n) => n * length + value - space.start);
  return withOnes(space.dtype, rows.length * length, ones);
}

function flattenText(space: Text, text: string): NumberArray {
  const codes = new Int32Array(space.maxLength).fill(space.characterList.length);
  [...text].forEach((character, n) => {
    codes[n] = space.characterIndex(character) as number;
  });
  return codes;
}

function flattenSequence(space: Sequence<unknown, boolean>, element: unknown): unknown {
  const { featureSpace, stackedFeatureSpace } = space;
  if (stackedFeatureSpace === null)
    return (element as readonly unknown[]).map((part) => flattenUnknown(featureSpace, part));
  const flat = Array.from(iterate(stackedFeatureSpace, element), (part) =>
    flattenUnknown(featureSpace, part),
  );
  const flatSpace = flattenSpace(featureSpace);
  return concatenate(flatSpace, flat, createEmptyArray(flatSpace, flat.length));
}

function flattenOneOf(space: OneOf, [index, element]: readonly [number, unknown]): NumberArray {
  const flat = flattenUnknown(space.spaces[index], element) as NumberArray;
  const padded = Array.from({ length: flatdim(space) - 1 }, (_, n) => (n < flat.length ? flat[n] : flat[0]));
  return arrayFrom(promote('int64', elementTypeOf(flat) as ElementType), [index, ...padded]);
}
