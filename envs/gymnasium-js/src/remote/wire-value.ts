/**
 * Values as they travel between this process and Python: JSON, in which arrays keep their type, shape and bits, tuples
 * stay tuples, and numbers that JSON has no sign for have names. `$` marks what is not plain JSON.
 */

import { PythonList } from '../python-list.ts';
import { typeText } from '../python-text.ts';
import {
  ARRAY_TYPES,
  type ElementType,
  elementTypeOf,
  isElementType,
  type NumberArray,
} from '../spaces/element-types.ts';
import type { GraphInstance } from '../spaces/graph.ts';
import { NdArray } from '../spaces/nd-array.ts';

/** What JSON holds. */
export type Wire = null | boolean | number | string | readonly Wire[] | WireObject;
export interface WireObject {
  readonly [key: string]: Wire;
}

/** Numbers of these types travel as others: JavaScript's arrays of them hold float64 and float32. */
const INTEGER_ARRAYS = { int64: BigInt64Array, uint64: BigUint64Array } as const;

/** An array with its element type and shape; 16-bit floats travel as float32. */
export function arrayToWire(
  array: NumberArray,
  shape: readonly number[] = [array.length],
  dtype: ElementType = elementTypeOf(array) ?? 'float64',
): WireObject {
  const sent =
    dtype === 'int64' || dtype === 'uint64'
      ? INTEGER_ARRAYS[dtype].from(Array.from(array, (value) => BigInt(Math.trunc(value))))
      : elementTypeOf(array) === dtype
        ? array
        : ARRAY_TYPES[dtype].from(array);
  const bytes = Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength);
  return { $: 'array', dtype, shape, data: bytes.toString('base64') };
}

function arrayFromWire({ dtype, shape, data }: WireObject): NumberArray | NdArray {
  if (!isElementType(dtype) || typeof data !== 'string' || !Array.isArray(shape))
    throw new TypeError(`an array of ${String(dtype)} came over the pipe, which this package does not have`);
  // A copy of its own: decoded bytes may lie anywhere in a larger buffer.
  const { buffer } = Uint8Array.from(Buffer.from(data, 'base64'));
  const array =
    dtype === 'int64' || dtype === 'uint64'
      ? (ARRAY_TYPES[dtype].from(Array.from(new INTEGER_ARRAYS[dtype](buffer), Number)) as NumberArray)
      : new ARRAY_TYPES[dtype](buffer);
  return shape.length < 2 ? array : new NdArray(array, shape as number[]);
}

/** @throws TypeError for what has no form on the wire, such as a function */
export function toWire(value: unknown): Wire {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'bigint') return { $: 'int', value: String(value) };
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value;
    return { $: 'float', value: Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf' };
  }
  if (value instanceof NdArray) return arrayToWire(value.data, value.shape);
  if (elementTypeOf(value) !== null) return arrayToWire(value as NumberArray);
  if (Array.isArray(value)) return value.map(toWire);
  if (value instanceof Map)
    return { $: 'dict', items: Array.from(value, ([key, part]) => [toWire(key), toWire(part)]) };
  if (value instanceof Set) return Array.from(value, toWire);
  if (typeof value === 'object') {
    const entries = Object.entries(value);
    if (Object.hasOwn(value, '$'))
      return { $: 'dict', items: entries.map(([key, part]) => [key, toWire(part)]) };
    return Object.fromEntries(entries.map(([key, part]) => [key, toWire(part)]));
  }
  throw new TypeError(`a value of type ${typeText(value)} cannot be sent over the pipe`);
}

/** Arrays of fewer than two axes come back flat, others as `NdArray`; tuples as arrays, lists as `PythonList`. */
export function fromWire(wire: Wire): unknown {
  if (Array.isArray(wire)) return PythonList.from(wire, (part: Wire) => fromWire(part));
  if (typeof wire !== 'object' || wire === null) return wire;
  const object = wire as WireObject;
  switch (object.$) {
    case undefined:
      return Object.fromEntries(Object.entries(object).map(([key, part]) => [key, fromWire(part)]));
    case 'array':
      return arrayFromWire(object);
    case 'tuple':
      return (object.items as readonly Wire[]).map(fromWire);
    case 'int':
      return BigInt(object.value as string);
    case 'float':
      return object.value === 'nan' ? Number.NaN : object.value === 'inf' ? Infinity : -Infinity;
    case 'graph':
      return graphFromWire(object);
    case 'dict':
      return dictFromWire(object);
    default:
      throw new TypeError(
        `a value marked '${String(object.$)}' came over the pipe, which has no meaning here`,
      );
  }
}

/** Names make an object; other keys a Map. */
function dictFromWire({ items }: WireObject): unknown {
  const pairs = (items as readonly (readonly [Wire, Wire])[]).map(
    ([key, part]) => [fromWire(key), fromWire(part)] as const,
  );
  return pairs.every(([key]) => typeof key === 'string')
    ? Object.fromEntries(pairs as [string, unknown][])
    : new Map(pairs);
}

/** The numbers of an array that came with a shape or without. */
export function flatOf(value: unknown): NumberArray {
  return value instanceof NdArray ? value.data : (value as NumberArray);
}

function graphFromWire({ nodes, edges, edge_links: links }: WireObject): GraphInstance {
  const part = (wire: Wire) => (wire === null ? null : flatOf(fromWire(wire)));
  return {
    nodes: flatOf(fromWire(nodes)),
    edges: part(edges),
    edgeLinks: part(links) as GraphInstance['edgeLinks'],
  };
}
