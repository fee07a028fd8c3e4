/** Arguments and results of `Generator.integers`: bounds checked against the element type, drawn one or many. */
import { bigIntegerBelow, integerBelow, SmallIntegers } from './bounded-integers.ts';
import { ValueError } from './errors.ts';
import type { Pcg64 } from './pcg64.ts';
import {
  ARRAY_TYPES,
  type ArrayOf,
  bitsOf,
  type ElementType,
  kindOf,
  rangeOf,
} from './spaces/element-types.ts';

/** Element types of integers. */
export type IntegerType = Exclude<ElementType, 'float16' | 'float32' | 'float64'>;

/** What may be chosen about integers. */
export interface IntegerOptions<Type extends IntegerType = IntegerType> {
  /** The element type, which decides how many random bits a draw takes; int64 when left out. */
  readonly dtype?: Type;
  /** Whether `high` itself may come. */
  readonly endpoint?: boolean;
}

/** Bounds of one draw: `count` integers from `low` on. */
interface Bounds {
  readonly low: number;
  readonly count: number;
}

/** @throws ValueError for bounds out of order or beyond the type */
function boundsOf(low: number, high: number, dtype: IntegerType, endpoint: boolean, single: boolean): Bounds {
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) {
    throw new ValueError(`integers needs safe integers as bounds, or bigints beyond, got ${low} and ${high}`);
  }
  const last = endpoint ? high : high - 1;
  const [smallest, largest] = rangeOf(dtype);
  if (low < smallest) throw new ValueError(`low is out of bounds for ${dtype}`);
  if (last > largest) throw new ValueError(`high is out of bounds for ${dtype}`);
  if (low > last) {
    const relation = endpoint ? '>' : '>=';
    throw new ValueError(single ? `high ${endpoint ? '<' : '<='} 0` : `low ${relation} high`);
  }
  const count = last - low + 1;
  if (count > 2 ** 53) throw new ValueError('integers more than 2^53 apart need bigints as bounds');
  return { low, count };
}

/** A function that draws integers below a count with the words that NumPy takes for the type. */
function drawerOf(bits: Pcg64, dtype: IntegerType): (count: number) => number {
  if (dtype !== 'bool' && bitsOf(dtype) > 16) return (count) => integerBelow(bits, count);
  const small = new SmallIntegers(bits, dtype === 'bool' ? 1 : bitsOf(dtype) === 8 ? 8 : 16);
  return (count) => small.below(count);
}

/** One integer. */
export function drawInteger(
  bits: Pcg64,
  low: number,
  high: number,
  { dtype = 'int64', endpoint = false }: IntegerOptions,
  single: boolean,
): number {
  const bounds = boundsOf(low, high, dtype, endpoint, single);
  return bounds.low + drawerOf(bits, dtype)(bounds.count);
}

/** `size` integers between the same bounds, or as many as there are bounds. */
export function drawIntegers<Type extends IntegerType>(
  bits: Pcg64,
  low: number | ArrayLike<number>,
  high: number | ArrayLike<number>,
  size: number | null,
  { dtype = 'int64' as Type, endpoint = false }: IntegerOptions<Type>,
  single: boolean,
): ArrayOf<Type> {
  const lengths = [low, high].flatMap((bound) => (typeof bound === 'number' ? [] : [bound.length]));
  const length = size ?? Math.max(...lengths);
  if (lengths.some((other) => other !== length))
    throw new ValueError(`integers needs bounds of one length, got ${lengths.join(' and ')} for ${length}`);
  const at = (bound: number | ArrayLike<number>, n: number) => (typeof bound === 'number' ? bound : bound[n]);
  const bounds = Array.from({ length: lengths.length === 0 ? 1 : length }, (_, n) =>
    boundsOf(at(low, n), at(high, n), dtype, endpoint, single),
  );
  const draw = drawerOf(bits, dtype);
  const drawn = new ARRAY_TYPES[dtype](length) as ArrayOf<Type>;
  for (let n = 0; n < length; n++) {
    const { low: start, count } = bounds[lengths.length === 0 ? 0 : n];
    drawn[n] = start + draw(count);
  }
  return drawn;
}

/** One integer of 64 bits. */
export function drawBigInteger(
  bits: Pcg64,
  low: bigint,
  high: bigint,
  { dtype = 'int64', endpoint = false }: IntegerOptions,
): bigint {
  if (bitsOf(dtype) !== 64)
    throw new ValueError(`integers: bigint bounds need int64 or uint64, got ${dtype}`);
  const smallest = kindOf(dtype) === 'u' ? 0n : -(1n << 63n);
  const last = endpoint ? high : high - 1n;
  if (low < smallest) throw new ValueError(`low is out of bounds for ${dtype}`);
  if (last >= smallest + (1n << 64n)) throw new ValueError(`high is out of bounds for ${dtype}`);
  if (low > last) throw new ValueError(`low ${endpoint ? '>' : '>='} high`);
  return low + bigIntegerBelow(bits, last - low + 1n);
}
