/** Whether two observations, infos or other data are the same (gymnasium/utils/env_checker.py). */
import { elementTypeOf, type NumberArray } from '../spaces/element-types.ts';
import { NdArray, sameShape } from '../spaces/nd-array.ts';

/** How far numbers in arrays may lie apart (`numpy.allclose`). */
const TOLERANCE = 1e-5;

function areNumbersEqual(a: NumberArray, b: NumberArray, exact: boolean): boolean {
  if (a.length !== b.length) return false;
  for (let n = 0; n < a.length; n++) {
    const near = Math.abs(a[n] - b[n]) <= TOLERANCE + TOLERANCE * Math.abs(b[n]);
    if (a[n] !== b[n] && (exact || !near || !Number.isFinite(b[n]))) return false;
  }
  return true;
}

function areEntriesEqual(
  a: ReadonlyMap<unknown, unknown>,
  b: ReadonlyMap<unknown, unknown>,
  exact: boolean,
): boolean {
  return (
    a.size === b.size &&
    [...a].every(([key, value]) => b.has(key) && dataEquivalence(value, b.get(key), exact))
  );
}

/**
 * Whether both are of one type and hold the same: arrays to a relative and absolute 1e-5, or exactly; single numbers
 * always exactly; keys in any order. NaN equals nothing. Objects with a class of their own must be one object.
 */
export function dataEquivalence(a: unknown, b: unknown, exact = false): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (a.constructor !== b.constructor) return false;
  if (a instanceof NdArray) {
    const other = b as NdArray;
    return (
      a.dtype === other.dtype && sameShape(a.shape, other.shape) && areNumbersEqual(a.data, other.data, exact)
    );
  }
  if (elementTypeOf(a) !== null) return areNumbersEqual(a as NumberArray, b as NumberArray, exact);
  if (Array.isArray(a)) {
    const other = b as readonly unknown[];
    return a.length === other.length && a.every((part, n) => dataEquivalence(part, other[n], exact));
  }
  if (a instanceof Map) return areEntriesEqual(a, b as ReadonlyMap<unknown, unknown>, exact);
  if (a.constructor !== Object && a.constructor !== undefined) return a === b;
  return areEntriesEqual(new Map(Object.entries(a)), new Map(Object.entries(b)), exact);
}
