/** Values of the golden files whose kind is written beside them: `{"t": "ndarray", "dtype": ...}`. */
import { NdArray, PythonList } from 'gymnasium-js';
import { ARRAY_TYPES, type ElementType } from '../../../envs/gymnasium-js/src/spaces/element-types.ts';

/** A value and its kind, as test/golden writes them. */
export interface TypedValue {
  readonly t: string;
  readonly v?: unknown;
  readonly dtype?: ElementType;
}

/** Numbers of the golden files: what JSON cannot hold is text. */
export function toNumber(value: unknown): number {
  if (value === 'inf') return Infinity;
  if (value === '-inf') return -Infinity;
  return value === 'nan' ? Number.NaN : Number(value);
}

/** The value in JavaScript: tuples as arrays, lists and floats told to be so as what they are told to be, arrays as typed arrays, scalars as numbers. */
export function plainValue({ t, v, dtype }: TypedValue): unknown {
  switch (t) {
    case 'none':
      return null;
    case 'tuple':
      return (v as readonly TypedValue[]).map(plainValue);
    case 'list':
      return PythonList.from(v as readonly TypedValue[], plainValue);
    case 'dict':
      return Object.fromEntries(
        (v as readonly (readonly [string, TypedValue])[]).map(([key, part]) => [key, plainValue(part)]),
      );
    case 'ndarray': {
      const numbers = [v].flat(Infinity).map(toNumber);
      return new ARRAY_TYPES[dtype as ElementType](numbers);
    }
    case 'whole float':
      return new NdArray(Float64Array.of(v as number), []);
    case 'int':
    case 'float':
    case 'scalar':
      return toNumber(v);
    default:
      return v;
  }
}
