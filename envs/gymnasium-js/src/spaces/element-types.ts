/** Element types of arrays by NumPy's names: the typed array of each and which casts lose nothing. */

export const ARRAY_TYPES = {
  float32: Float32Array,
  float64: Float64Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
} as const;

/** A name of an element type. */
export type ElementType = keyof typeof ARRAY_TYPES;
/** The typed array that holds elements of a type. */
export type ArrayOf<Type extends ElementType> = InstanceType<(typeof ARRAY_TYPES)[Type]>;

/** Which types go into which without loss (`numpy.can_cast`, safe). */
const SAFE_SOURCES: { readonly [Target in ElementType]: readonly ElementType[] } = {
  float32: ['float32', 'int8', 'int16', 'uint8', 'uint16'],
  float64: ['float32', 'float64', 'int8', 'int16', 'int32', 'uint8', 'uint16', 'uint32'],
  int8: ['int8'],
  int16: ['int8', 'int16', 'uint8'],
  int32: ['int8', 'int16', 'int32', 'uint8', 'uint16'],
  uint8: ['uint8'],
  uint16: ['uint8', 'uint16'],
  uint32: ['uint8', 'uint16', 'uint32'],
};

/** Smallest and largest number of a type; floats are unbounded. */
export function rangeOf(type: ElementType): readonly [low: number, high: number] {
  if (isFloat(type)) return [-Infinity, Infinity];
  const bits = 8 * ARRAY_TYPES[type].BYTES_PER_ELEMENT;
  return type.startsWith('u') ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
}

export function isFloat(type: ElementType): boolean {
  return type === 'float32' || type === 'float64';
}

/** Whether `value` is a typed array whose elements fit `type` without loss. */
export function isSafeArray(value: unknown, type: ElementType): value is ArrayLike<number> {
  return SAFE_SOURCES[type].some((source) => value instanceof ARRAY_TYPES[source]);
}
