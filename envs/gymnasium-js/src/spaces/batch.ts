/** Batches: elements of a space stacked and taken apart (gymnasium/vector/utils/space_utils.py). */
import { CustomSpaceError, ValueError } from '../errors.ts';
import { typeText } from '../python-text.ts';
import { assertSpace, isArraySpace } from './batch-space.ts';
import { type Allocate, utilitiesOf } from './custom-spaces.ts';
import { Dict } from './dict.ts';
import { Discrete } from './discrete.ts';
import { ARRAY_TYPES, type ElementType, type NumberArray } from './element-types.ts';
import { Graph } from './graph.ts';
import { NdArray, sizeOf } from './nd-array.ts';
import { OneOf } from './one-of.ts';
import { Sequence } from './sequence.ts';
import type { Space } from './space.ts';
import { Text } from './text.ts';
import { Tuple } from './tuple.ts';

export { batchDifferingSpaces, batchSpace } from './batch-space.ts';

type Parts = Readonly<Record<string, unknown>>;

/**
 * The elements of a batch of a batched space. Rows of arrays are views, not copies.
 * @throws TypeError for what is no batch; CustomSpaceError for a kind of space that cannot be taken apart
 */
export function iterate(space: Space<unknown>, batch: unknown): Iterable<unknown> {
  assertSpace(space, 'iterate');
  const custom = utilitiesOf(space).iterate;
  if (custom !== undefined) return custom(space, batch);
  if (space instanceof Discrete) throw new TypeError('Unable to iterate over a space of type `Discrete`.');
  if (isArraySpace(space)) return iterateRows(space.shape, batch);
  if (space instanceof Tuple) {
    if (!space.spaces.every(isIterable)) return batch as Iterable<unknown>;
    return zip(space.spaces.map((part, n) => iterate(part, (batch as readonly unknown[])[n])));
  }
  if (space instanceof Dict) {
    const keys = [...space.spaces.keys()];
    const columns = keys.map((key) =>
      iterate(space.spaces.get(key) as Space<unknown>, (batch as Parts)[key]),
    );
    return zip(columns).map((row) => Object.fromEntries(keys.map((key, n) => [key, row[n]])));
  }
  throw new CustomSpaceError(
    `Space of type \`${typeText(space)}\` doesn't have an registered \`iterate\` function. Register \`${typeText(space)}\` for \`iterate\` to support it.`,
  );
}

function isIterable(space: Space<unknown>): boolean {
  if (utilitiesOf(space).iterate !== undefined) return true;
  return isArraySpace(space) || space instanceof Tuple || space instanceof Dict;
}

function iterateRows(shape: readonly number[], batch: unknown): Iterable<unknown> {
  const data = batch instanceof NdArray ? batch.data : batch;
  if (shape.length === 0 || typeof data !== 'object' || data === null || !(Symbol.iterator in data))
    throw new TypeError(`Unable to iterate over the following elements: ${String(batch)}`);
  if (shape.length === 1 || Array.isArray(data)) return data as Iterable<unknown>;
  const array = data as NumberArray;
  const size = sizeOf(shape.slice(1));
  return Array.from({ length: array.length / size }, (_, n) => array.subarray(n * size, (n + 1) * size));
}

/** The rows of columns of one length. */
function zip(columns: readonly Iterable<unknown>[]): unknown[][] {
  const lists = columns.map((column) => [...column]);
  const count = lists[0]?.length ?? 0;
  if (lists.some((list) => list.length !== count))
    throw new ValueError(
      `the parts of a batch must be equally long, got ${lists.map((list) => list.length)}`,
    );
  return Array.from({ length: count }, (_, n) => lists.map((list) => list[n]));
}

/**
 * Stacks elements of `space` into `out`, which `createEmptyArray` made for as many; returns the batch.
 * @throws ValueError when they do not fill it
 */
export function concatenate(space: Space<unknown>, elements: readonly unknown[], out: unknown): unknown {
  assertSpace(space, 'concatenate');
  const custom = utilitiesOf(space).concatenate;
  if (custom !== undefined) return custom(space, elements, out);
  if (isArraySpace(space)) return stackInto(elements, out as NumberArray, sizeOf(space.shape));
  if (space instanceof Tuple) {
    const column = (n: number) => elements.map((element) => (element as readonly unknown[])[n]);
    return space.spaces.map((part, n) => concatenate(part, column(n), (out as readonly unknown[])[n]));
  }
  if (space instanceof Dict) {
    const columns = Array.from(space.spaces, ([key, part]) => {
      const column = elements.map((element) => (element as Parts)[key]);
      return [key, concatenate(part, column, (out as Parts)[key])];
    });
    return Object.fromEntries(columns);
  }
  return [...elements];
}

function stackInto(elements: readonly unknown[], out: NumberArray, size: number): NumberArray {
  if (out.length !== elements.length * size)
    throw new ValueError(
      `concatenate: ${elements.length} elements of ${size} numbers do not fill ${out.length}`,
    );
  elements.forEach((element, n) => {
    if (typeof element === 'number') out[n] = element;
    else out.set((element instanceof NdArray ? element.data : element) as ArrayLike<number>, n * size);
  });
  return out;
}

function allocateArray(dtype: ElementType, length: number): NumberArray {
  return new ARRAY_TYPES[dtype](length);
}

/** A batch of `count` elements of `space` for `concatenate` to fill: zeros, or the shortest elements there are. */
export function createEmptyArray(
  space: Space<unknown>,
  count = 1,
  allocate: Allocate = allocateArray,
): unknown {
  assertSpace(space, 'create_empty_array');
  const custom = utilitiesOf(space).createEmptyArray;
  if (custom !== undefined) return custom(space, count, allocate);
  if (isArraySpace(space)) return allocate(space.dtype, count * sizeOf(space.shape));
  if (space instanceof Tuple) return space.spaces.map((part) => createEmptyArray(part, count, allocate));
  if (space instanceof Dict) {
    const parts = Array.from(space.spaces, ([key, part]) => [key, createEmptyArray(part, count, allocate)]);
    return Object.fromEntries(parts);
  }
  const empty = emptyElement(space, allocate);
  return empty === null ? null : Array.from({ length: count }, empty);
}

/** What makes an empty element of a space whose batches are lists; null for a kind that is not built in. */
function emptyElement(space: Space<unknown>, allocate: Allocate): (() => unknown) | null {
  if (space instanceof Text) return () => space.characters.slice(0, 1).repeat(space.minLength);
  if (space instanceof Sequence)
    return () => (space.stack ? createEmptyArray(space.featureSpace as Space<unknown>, 1, allocate) : []);
  if (space instanceof OneOf) return () => [];
  if (!(space instanceof Graph)) return null;
  const { nodeSpace, edgeSpace } = space;
  return () => ({
    nodes: createEmptyArray(nodeSpace as Space<unknown>, 1, allocate),
    edges: edgeSpace === null ? null : createEmptyArray(edgeSpace as Space<unknown>, 1, allocate),
    edgeLinks: edgeSpace === null ? null : allocate('int32', 2),
  });
}
