/**
 * The infos of a batch: for every key one array with an element for each environment, and beside it `_key`, which
 * tells which environments said something (gymnasium/vector/vector_env.py).
 */
import type { Info } from '../env.ts';
import { ValueError } from '../errors.ts';
import { integerKeys } from '../integer-infos.ts';
import { isDictionary, pythonText } from '../python-text.ts';
import {
  ARRAY_TYPES,
  BoolArray,
  castTo,
  type ElementType,
  elementTypeOf,
  Int64Array,
  type NumberArray,
} from '../spaces/element-types.ts';

/** The infos of a batch by key, masks by `_key`. */
export type Infos = Record<string, unknown>;

/** An empty column for values such as `value`. Numbers are float64 unless said to be integers. */
function columnFor(value: unknown, isInteger: boolean, count: number): unknown {
  if (typeof value === 'number') return new (isInteger ? Int64Array : Float64Array)(count);
  if (typeof value === 'boolean') return new BoolArray(count);
  const dtype = elementTypeOf(value);
  if (dtype === null) return new Array<unknown>(count).fill(null);
  return new ARRAY_TYPES[dtype](count * (value as NumberArray).length);
}

/** @throws ValueError for a value of another kind or length than the column is for */
function put(column: unknown, value: unknown, index: number, count: number, key: string): void {
  if (Array.isArray(column)) {
    column[index] = value;
    return;
  }
  const array = column as NumberArray;
  const size = array.length / count;
  if (elementTypeOf(value) !== null && (value as NumberArray).length === size)
    array.set(value as NumberArray, index * size);
  else if (size === 1 && (typeof value === 'number' || typeof value === 'boolean'))
    array[index] = castTo(elementTypeOf(array) as ElementType, Number(value));
  else {
    const kind = size === 1 ? 'a number' : `an array of ${size}`;
    throw new ValueError(
      `the info '${key}' of environment ${index} must be ${kind}, as those of the others are, got ${pythonText(value)}`,
    );
  }
}

/**
 * Adds the info of environment `index` to the infos of `count` environments, in place. Arrays of one key are
 * taken to be of one length, one after the other. Final observations are kept as they are, each by itself.
 * As in the original the first value of a key decides on the type: after an integer, fractions are cut.
 * @throws ValueError for a value of another kind or length than those of other environments
 */
export function addInfo(infos: Infos, info: Info, index: number, count: number): void {
  const integers = integerKeys(info);
  for (const key in info) {
    const value = info[key];
    if (isDictionary(value)) {
      infos[key] ??= {};
      addInfo(infos[key] as Infos, value as Info, index, count);
    } else {
      infos[key] ??=
        key === 'final_obs'
          ? new Array<unknown>(count).fill(null)
          : columnFor(value, integers.includes(key), count);
      put(infos[key], value, index, count, key);
    }
    infos[`_${key}`] ??= new BoolArray(count);
    (infos[`_${key}`] as BoolArray)[index] = 1;
  }
}
