/**
 * Element types of arrays by NumPy's names: the typed array of each, its range, and which casts lose nothing.
 * JavaScript has no array of booleans, of 16-bit floats (on all engines) or of 64-bit integers as numbers; they
 * are kept in arrays of a wider type, as classes of their own so that the type can be told from the array.
 */

/** Booleans as 0 and 1. */
export class BoolArray extends Uint8Array {}
/** Integers of 64 bits as float64: exact to 2^53 either way. Structured clones become Float64Arrays. */
export class Int64Array extends Float64Array {}
/** Non-negative integers of 64 bits as float64: exact to 2^53. Structured clones become Float64Arrays. */
export class Uint64Array extends Float64Array {}
/** Floats of 16 bits as float32; who writes an element rounds it (`castTo`). */
export class HalfArray extends Float32Array {}

export const ARRAY_TYPES = {
  bool: BoolArray,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: Int64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: Uint64Array,
  float16: HalfArray,
  float32: Float32Array,
  float64: Float64Array,
} as const;

/** A name of an element type. */
export type ElementType = keyof typeof ARRAY_TYPES;
/** The typed array that holds elements of a type. */
export type ArrayOf<Type extends ElementType> = InstanceType<(typeof ARRAY_TYPES)[Type]>;
/** Any of the typed arrays. */
export type NumberArray = ArrayOf<ElementType>;

/** Boolean, signed integer, unsigned integer, float. */
export type Kind = 'b' | 'i' | 'u' | 'f';

const TYPES_BY_ARRAY: ReadonlyMap<unknown, ElementType> = new Map<unknown, ElementType>([
  ...Object.entries(ARRAY_TYPES).map(([type, array]) => [array, type as ElementType] as const),
  [Uint8ClampedArray, 'uint8'],
]);

/** Whether a text names an element type. */
export function isElementType(name: unknown): name is ElementType {
  return typeof name === 'string' && Object.hasOwn(ARRAY_TYPES, name);
}

/** The element type of a typed array, null for anything else. */
export function elementTypeOf(array: unknown): ElementType | null {
  if (!ArrayBuffer.isView(array)) return null;
  return TYPES_BY_ARRAY.get(array.constructor) ?? null;
}

export function kindOf(type: ElementType): Kind {
  return type[0] as Kind;
}

export function isFloat(type: ElementType): boolean {
  return kindOf(type) === 'f';
}

const BITS: Readonly<Record<ElementType, number>> = {
  bool: 8,
  int8: 8,
  int16: 16,
  int32: 32,
  int64: 64,
  uint8: 8,
  uint16: 16,
  uint32: 32,
  uint64: 64,
  float16: 16,
  float32: 32,
  float64: 64,
};

/** Bits of an element, as NumPy counts them. */
export function bitsOf(type: ElementType): number {
  return BITS[type];
}

/** Smallest and largest finite number of a type; the ends of 64 bits are the powers of two next to them. */
const RANGES: Readonly<Record<ElementType, readonly [low: number, high: number]>> = {
  bool: [0, 1],
  int8: [-128, 127],
  int16: [-32768, 32767],
  int32: [-2147483648, 2147483647],
  int64: [-(2 ** 63), 2 ** 63],
  uint8: [0, 255],
  uint16: [0, 65535],
  uint32: [0, 4294967295],
  uint64: [0, 2 ** 64],
  float16: [-65504, 65504],
  float32: [-3.4028234663852886e38, 3.4028234663852886e38],
  float64: [-Number.MAX_VALUE, Number.MAX_VALUE],
};

export function rangeOf(type: ElementType): readonly [low: number, high: number] {
  return RANGES[type];
}

/** To the nearest float of 16 bits, ties to even. */
function roundToHalf(value: number): number {
  const size = Math.abs(value);
  if (size >= 65520) return value < 0 ? -Infinity : Infinity;
  // Adding and taking away 1.5 * 2^52 units rounds to the unit: 2^-24, or 2^-10 of the power of two below.
  let unit = 2 ** -24;
  while (size >= unit * 2048) unit *= 2;
  const shift = unit * 1.5 * 2 ** 52;
  return Number.isNaN(value) ? value : value + shift - shift;
}

/** A number as an element of `type`: integers are cut towards zero, as a cast in NumPy does. */
export function castTo(type: ElementType, value: number): number {
  if (type === 'float64') return value;
  if (type === 'float32') return Math.fround(value);
  if (type === 'float16') return roundToHalf(value);
  if (type === 'bool') return value === 0 ? 0 : 1;
  return Math.trunc(value);
}

/** The elements of a list as a typed array of `type`. */
export function arrayFrom<Type extends ElementType>(type: Type, values: ArrayLike<number>): ArrayOf<Type> {
  const array = new ARRAY_TYPES[type](values.length) as ArrayOf<Type>;
  for (let n = 0; n < array.length; n++) array[n] = castTo(type, values[n]);
  return array;
}

/** Whether every number of `source` is one of `target` (`numpy.can_cast`, safe). */
export function canCast(source: ElementType, target: ElementType): boolean {
  return promote(source, target) === target;
}

const FLOATS = [16, 32, 64] as const;

/** The smallest type that holds both (`numpy.promote_types`); for 64-bit integers of unlike signs, float64. */
export function promote(a: ElementType, b: ElementType): ElementType {
  if (a === b || b === 'bool') return a;
  if (a === 'bool') return b;
  const [first, second] = isFloat(b) && !isFloat(a) ? [b, a] : [a, b];
  if (isFloat(first)) {
    // An integer needs a float of twice its bits.
    const needed = isFloat(second) ? bitsOf(second) : 2 * bitsOf(second);
    const bits = FLOATS.find((size) => size >= Math.max(bitsOf(first), needed)) ?? 64;
    return `float${bits}`;
  }
  if (kindOf(a) === kindOf(b)) return bitsOf(a) >= bitsOf(b) ? a : b;
  const [signed, unsigned] = kindOf(a) === 'i' ? [a, b] : [b, a];
  if (bitsOf(signed) > bitsOf(unsigned)) return signed;
  return bitsOf(unsigned) === 64 ? 'float64' : (`int${2 * bitsOf(unsigned)}` as ElementType);
}
