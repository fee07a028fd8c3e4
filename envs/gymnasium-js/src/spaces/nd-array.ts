/**
 * Arrays with a shape, for input that is to be checked against the shape of a space. What spaces give is flat, a
 * typed array in C order; what they take may be that, an `NdArray`, or nested lists.
 */
import { type ElementType, elementTypeOf, type NumberArray } from './element-types.ts';

/** Numbers in nested lists. */
export type NestedNumbers = number | readonly NestedNumbers[];

/** A typed array in C order and the sizes of its axes. */
export class NdArray {
  readonly data: NumberArray;
  readonly shape: readonly number[];
  readonly dtype: ElementType;

  /** @throws RangeError unless the shape has room for just the data */
  constructor(data: NumberArray, shape: readonly number[] = [data.length]) {
    if (sizeOf(shape) !== data.length)
      throw new RangeError(`NdArray: ${data.length} elements do not fill the shape [${shape.join(', ')}]`);
    this.data = data;
    this.shape = Object.freeze([...shape]);
    this.dtype = elementTypeOf(data) ?? 'float64';
  }
}

/** Numbers in one of the forms that spaces take. */
export interface ArrayView {
  readonly data: ArrayLike<number>;
  /** Null for a typed array, which may stand for any shape of its size. */
  readonly shape: readonly number[] | null;
  /** Null for lists, which have no type of their own. */
  readonly dtype: ElementType | null;
}

/** How many elements a shape has room for. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const axis of shape) size *= axis;
  return size;
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((axis, n) => axis === b[n]);
}

/** The sizes of nested lists; null when lists of one level differ in length. */
function nestedShape(nested: unknown): readonly number[] | null {
  if (!Array.isArray(nested)) return [];
  if (nested.length === 0) return [0];
  const shapes = nested.map(nestedShape);
  const first = shapes[0];
  if (first === null || !shapes.every((shape) => shape !== null && sameShape(shape, first))) return null;
  return [nested.length, ...first];
}

/** The numbers of nested lists in C order, booleans as 0 and 1. */
export function flatNumbers(nested: NestedNumbers): number[] {
  return (Array.isArray(nested) ? nested.flat(Infinity) : [nested]).map(Number);
}

/** Whether a value is a list whose lists of one level differ in length. */
export function isRagged(value: unknown): boolean {
  return nestedShape(value) === null;
}

/** Numbers, booleans too, as data and shape; null for anything else, ragged lists too. */
export function viewOf(value: unknown): ArrayView | null {
  if (value instanceof NdArray) return value;
  const dtype = elementTypeOf(value);
  if (dtype !== null) return { data: value as NumberArray, shape: null, dtype };
  if (typeof value === 'number' || typeof value === 'boolean')
    return { data: [Number(value)], shape: [], dtype: null };
  if (!Array.isArray(value)) return null;
  const shape = nestedShape(value);
  if (shape === null) return null;
  const elements: unknown[] = value.flat(Infinity);
  if (!elements.every((element) => typeof element === 'number' || typeof element === 'boolean')) return null;
  return { data: elements.map(Number), shape, dtype: null };
}

/** The numbers of an array, number or `NdArray`. */
export function numbersOf(value: unknown): ArrayLike<number> {
  if (typeof value === 'number') return [value];
  return value instanceof NdArray ? value.data : (value as ArrayLike<number>);
}

/** Whether a view can be an array of this shape. */
export function fits(view: ArrayView, shape: readonly number[]): boolean {
  return view.shape === null ? view.data.length === sizeOf(shape) : sameShape(view.shape, shape);
}

/** Numbers as nested lists; the first axis is as long as the data makes it. */
export function nest<Element>(data: ArrayLike<Element>, shape: readonly number[]): unknown {
  if (shape.length === 0) return data[0];
  if (shape.length === 1) return Array.from(data);
  const rest = shape.slice(1);
  const rowSize = sizeOf(rest);
  const rows = rowSize === 0 ? shape[0] : data.length / rowSize;
  const all = Array.from(data);
  return Array.from({ length: rows }, (_, n) => nest(all.slice(n * rowSize, (n + 1) * rowSize), rest));
}

/** An array as nested lists for JSON, booleans as such. */
export function toLists(array: ArrayLike<number>, shape: readonly number[]): unknown {
  return nest<unknown>(elementTypeOf(array) === 'bool' ? Array.from(array, Boolean) : array, shape);
}
