/** Elements of spaces from flat arrays (gymnasium/spaces/utils.py). */
import { AssertionError, ValueError } from '../errors.ts';
import { typeText } from '../python-text.ts';
import { batchSpace, concatenate, createEmptyArray, iterate } from './batch.ts';
import { Box } from './box.ts';
import { utilitiesOf } from './custom-spaces.ts';
import { Dict } from './dict.ts';
import { Discrete } from './discrete.ts';
import { arrayFrom, type ElementType, elementTypeOf, type NumberArray } from './element-types.ts';
import { flatdim } from './flatdim.ts';
import { flattenSpace } from './flatten-space.ts';
import { Graph, type GraphInstance, type GraphPart } from './graph.ts';
import { maskText } from './mask.ts';
import { MultiBinary } from './multi-binary.ts';
import { MultiDiscrete } from './multi-discrete.ts';
import { numbersOf } from './nd-array.ts';
import { OneOf } from './one-of.ts';
import { Sequence } from './sequence.ts';
import type { Space } from './space.ts';
import { Text } from './text.ts';
import { Tuple } from './tuple.ts';

type Parts = Readonly<Record<string, unknown>>;

/**
 * The element that `flatten` made an array or parts of.
 * @throws ValueError for what is no one-hot code, AssertionError for parts where an array is expected
 */
export function unflatten<Element>(space: Space<Element>, flat: unknown): Element {
  return unflattenUnknown(space as Space<unknown>, flat) as Element;
}

function unflattenUnknown(space: Space<unknown>, flat: unknown): unknown {
  const custom = utilitiesOf(space).unflatten;
  if (custom !== undefined) return custom(space, flat);
  if (space instanceof Box || space instanceof MultiBinary)
    return arrayFrom(space.dtype as ElementType, numbersOf(flat));
  if (space instanceof Discrete)
    return space.start + placesOfOnes(space, flat, 'a valid one-hot encoded vector')[0];
  if (space instanceof MultiDiscrete) {
    const multi = space as MultiDiscrete;
    const places = placesOfOnes(space, flat, 'a concatenation of one-hot encoded vectors');
    return arrayFrom(
      multi.dtype,
      multi.offsets.map((offset, n) => places[n] - offset + multi.start[n]),
    );
  }
  if (space instanceof Tuple || space instanceof Dict) return unflattenParts(space, flat);
  if (space instanceof Graph) return unflattenGraph(space, flat as GraphInstance);
  if (space instanceof Text) {
    const characters = Array.from(numbersOf(flat), (code) => space.characterList[code] ?? '');
    return characters.join('');
  }
  if (space instanceof Sequence) return unflattenSequence(space, flat);
  if (space instanceof OneOf) {
    const [index, ...rest] = Array.from(numbersOf(flat));
    const dtype = elementTypeOf(flat) ?? 'float64';
    const part = space.spaces[index];
    return [index, unflattenUnknown(part, arrayFrom(dtype, rest.slice(0, flatdim(part))))];
  }
  throw new TypeError(`Unknown space: \`${space}\``);
}

function placesOfOnes(space: Space<unknown>, flat: unknown, expected: string): number[] {
  const numbers = Array.from(numbersOf(flat));
  const places = [...numbers.keys()].filter((n) => numbers[n] !== 0);
  if (places.length > 0) return places;
  throw new ValueError(
    `${maskText(flat)} is not ${expected} and can not be unflattened to space ${space}. Not all valid samples in a flattened space can be unflattened.`,
  );
}

function unflattenParts(space: Tuple | Dict, flat: unknown): unknown {
  const parts = Array.from<readonly [string | number, Space<unknown>]>(space.spaces.entries());
  const flatParts = space.isNpFlattenable ? split(space, parts, flat) : assertParts(space, flat);
  const elements = parts.map(([key, part]) => unflattenUnknown(part, flatParts[key]));
  if (space instanceof Tuple) return elements;
  return Object.fromEntries(parts.map(([key], n) => [key, elements[n]]));
}

/** The pieces of an array that belong to the parts of a space. */
function split(
  space: Space<unknown>,
  parts: readonly (readonly [string | number, Space<unknown>])[],
  flat: unknown,
): Parts {
  if (elementTypeOf(flat) === null) {
    throw new AssertionError(
      `${space} is numpy-flattenable. Thus, you should only unflatten numpy arrays for this space. Got a ${typeText(flat)}`,
    );
  }
  let start = 0;
  const pieces = parts.map(([key, part]) => {
    const end = start + flatdim(part);
    const piece = (flat as NumberArray).slice(start, end);
    start = end;
    return [key, piece];
  });
  return Object.fromEntries(pieces);
}

function assertParts(space: Tuple | Dict, flat: unknown): Parts {
  const isTuple = space instanceof Tuple;
  if (typeof flat !== 'object' || flat === null || Array.isArray(flat) !== isTuple) {
    throw new AssertionError(
      `${space} is not numpy-flattenable. Thus, you should only unflatten ${isTuple ? 'tuples' : 'dictionary'} for this space. Got a ${typeText(flat)}`,
    );
  }
  return flat as Parts;
}

function unflattenGraph(
  { nodeSpace, edgeSpace }: Graph,
  { nodes, edges, edgeLinks }: GraphInstance,
): GraphInstance {
  return {
    nodes: unflattenRows(nodeSpace, nodes),
    edges: edges === null || edgeSpace === null ? null : unflattenRows(edgeSpace, edges),
    edgeLinks,
  };
}

/** The element of each row; like Gymnasium's it knows no start of a Discrete. */
function unflattenRows(space: GraphPart, rows: NumberArray): NumberArray {
  if (space instanceof Box) return rows;
  const length = space.n - space.start;
  const places = [...rows.keys()].filter((n) => rows[n] !== 0);
  return arrayFrom(
    'int64',
    places.map((place) => place % length),
  );
}

function unflattenSequence(space: Sequence<unknown, boolean>, flat: unknown): unknown {
  const { featureSpace, stackedFeatureSpace } = space;
  if (stackedFeatureSpace === null)
    return (flat as readonly unknown[]).map((part) => unflattenUnknown(featureSpace, part));
  const rows = iterate(batchSpace(flattenSpace(featureSpace)), flat);
  const elements = Array.from(rows, (part) => unflattenUnknown(featureSpace, part));
  return concatenate(featureSpace, elements, createEmptyArray(featureSpace, elements.length));
}
