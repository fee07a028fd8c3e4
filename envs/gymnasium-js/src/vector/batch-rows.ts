/** Parts of batches, for workers that each fill the rows of their environments. */
import { isArraySpace } from '../spaces/batch-space.ts';
import { Dict } from '../spaces/dict.ts';
import { ARRAY_TYPES, type ElementType, type NumberArray } from '../spaces/element-types.ts';
import { sizeOf } from '../spaces/nd-array.ts';
import type { Space } from '../spaces/space.ts';
import { Tuple } from '../spaces/tuple.ts';

type Parts = Readonly<Record<string, unknown>>;
type AnySpace = Space<unknown>;

/** Whether batches of a space consist of arrays only, which can lie in shared memory. */
export function isShareable(space: AnySpace): boolean {
  if (space instanceof Tuple) return space.spaces.every(isShareable);
  if (space instanceof Dict) return [...space.spaces.values()].every(isShareable);
  return isArraySpace(space);
}

/** An array in shared memory. */
export function allocateShared(dtype: ElementType, length: number): NumberArray {
  const type = ARRAY_TYPES[dtype];
  return new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT) as never);
}

/** Rows `from` to before `to` of a batch of elements of `space`: arrays as views. */
export function rowsOf(space: AnySpace, batch: unknown, from: number, to: number): unknown {
  if (isArraySpace(space)) {
    const size = sizeOf(space.shape);
    return (batch as NumberArray).subarray(from * size, to * size);
  }
  if (space instanceof Tuple)
    return (space as Tuple).spaces.map((part, n) => rowsOf(part, (batch as readonly unknown[])[n], from, to));
  if (space instanceof Dict) {
    const parts = Array.from(space.spaces, ([key, part]) => [
      key,
      rowsOf(part, (batch as Parts)[key], from, to),
    ]);
    return Object.fromEntries(parts);
  }
  return (batch as readonly unknown[]).slice(from, to);
}

/** Puts a batch of rows into a larger one from row `from` on; what is no array goes into its list. */
export function putRows(space: AnySpace, rows: unknown, batch: unknown, from: number): void {
  if (isArraySpace(space)) (batch as NumberArray).set(rows as NumberArray, from * sizeOf(space.shape));
  else if (space instanceof Tuple) {
    (space as Tuple).spaces.forEach((part, n) => {
      putRows(part, (rows as readonly unknown[])[n], (batch as readonly unknown[])[n], from);
    });
  } else if (space instanceof Dict) {
    for (const [key, part] of space.spaces) putRows(part, (rows as Parts)[key], (batch as Parts)[key], from);
  } else {
    (rows as readonly unknown[]).forEach((row, n) => {
      (batch as unknown[])[from + n] = row;
    });
  }
}

/** The buffers of the arrays of a batch, to be handed over in place of being copied. */
export function buffersOf(space: AnySpace, batch: unknown): ArrayBuffer[] {
  if (isArraySpace(space)) return [(batch as NumberArray).buffer as ArrayBuffer];
  if (space instanceof Tuple)
    return (space as Tuple).spaces.flatMap((part, n) => buffersOf(part, (batch as readonly unknown[])[n]));
  if (space instanceof Dict)
    return Array.from(space.spaces, ([key, part]) => buffersOf(part, (batch as Parts)[key])).flat();
  return [];
}
