/** What masks and probabilities of samples have in common: what they look like and how messages quote them. */
import { ValueError } from '../errors.ts';
import { pythonText } from '../python-text.ts';
import { type ElementType, elementTypeOf, type NumberArray } from './element-types.ts';
import { NdArray } from './nd-array.ts';
import { arrayText } from './number-text.ts';

/** An array given as a mask or as probabilities. */
export interface MaskArray {
  readonly data: NumberArray;
  readonly shape: readonly number[];
  readonly dtype: ElementType;
}

/** A typed array or `NdArray` as data, shape and type; null for anything else. */
export function maskArray(value: unknown): MaskArray | null {
  if (value instanceof NdArray) return value;
  const dtype = elementTypeOf(value);
  if (dtype === null) return null;
  const data = value as NumberArray;
  return { data, shape: [data.length], dtype };
}

/** As Python's `str` writes a mask: arrays as NumPy does, lists as tuples, objects as dictionaries. */
export function maskText(value: unknown): string {
  const array = maskArray(value);
  if (array !== null) return arrayText(array.data, array.shape, array.dtype);
  return Array.isArray(value) || typeof value === 'object' ? partText(value) : pythonText(value);
}

/** As `repr` writes a part of a mask. */
function partText(value: unknown): string {
  const array = maskArray(value);
  if (array !== null) {
    const type = array.dtype === 'float64' || array.dtype === 'int64' ? '' : `, dtype=${array.dtype}`;
    const text = arrayText(array.data, array.shape, array.dtype);
    return `array(${text.replace(/\s+/g, ', ').replace(/\[, /g, '[')}${type})`;
  }
  if (Array.isArray(value)) return `(${value.map(partText).join(', ')}${value.length === 1 ? ',' : ''})`;
  if (typeof value !== 'object' || value === null) return pythonText(value);
  const entries = Object.entries(value).map(([key, part]) => `${pythonText(key)}: ${partText(part)}`);
  return `{${entries.join(', ')}}`;
}

/** @throws ValueError when there are both a mask and probabilities */
export function refuseBoth(mask: unknown, probability: unknown): void {
  if (isGiven(mask) && isGiven(probability)) {
    throw new ValueError(
      `Only one of \`mask\` or \`probability\` can be provided, actual values: mask=${maskText(mask)}, probability=${maskText(probability)}`,
    );
  }
}

/** Whether an optional argument is there; null stands for none, as in Python. */
export function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

/** How far a sum of probabilities may be from 1 (`numpy.isclose`). */
const TOLERANCE = 1e-5 + 1e-8;

export function sumsToOne(sum: number): boolean {
  return Math.abs(sum - 1) <= TOLERANCE;
}
