/**
 * Numbers of about 106 bits as the unevaluated sum of two float64 (Dekker 1971, "A floating-point technique
 * for extending the available precision"; Hida, Li & Bailey 2001, "Library for double-double arithmetic").
 * Float64 addition and multiplication are the same on every engine, so these are too.
 */

/** `high + low`, where `high` is the sum rounded to float64. */
export interface DoubleDouble {
  readonly high: number;
  readonly low: number;
}

/** 2^27 + 1: multiplying by it cuts 53 bits in halves of 26. */
export const SPLITTER = 134217729;

/** A float64 as it is. */
export function exactly(value: number): DoubleDouble {
  return { high: value, low: 0 };
}

/** a + b without error, for |a| >= |b| or a = 0. */
function sumOrdered(a: number, b: number): DoubleDouble {
  const high = a + b;
  return { high, low: b - (high - a) };
}

/** a + b without error. */
export function sumOf(a: number, b: number): DoubleDouble {
  const high = a + b;
  const share = high - a;
  return { high, low: a - (high - share) + (b - share) };
}

/** a * b without error, for factors below 2^996 whose product is no subnormal. */
export function productOf(a: number, b: number): DoubleDouble {
  const high = a * b;
  const shiftedA = SPLITTER * a;
  const a1 = shiftedA - (shiftedA - a);
  const a2 = a - a1;
  const shiftedB = SPLITTER * b;
  const b1 = shiftedB - (shiftedB - b);
  const b2 = b - b1;
  return { high, low: a1 * b1 - high + a1 * b2 + a2 * b1 + a2 * b2 };
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const high = sumOf(a.high, b.high);
  const low = sumOf(a.low, b.low);
  const middle = sumOrdered(high.high, high.low + low.high);
  return sumOrdered(middle.high, middle.low + low.low);
}

export function negate(a: DoubleDouble): DoubleDouble {
  return { high: -a.high, low: -a.low };
}

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const high = productOf(a.high, b.high);
  return sumOrdered(high.high, high.low + (a.high * b.low + a.low * b.high));
}

/** a * factor for a power of two, without error. */
export function scale(a: DoubleDouble, factor: number): DoubleDouble {
  return { high: a.high * factor, low: a.low * factor };
}

/** Long division with three digits of 53 bits. */
export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a.high / b.high;
  const rest = add(a, negate(multiply(b, exactly(first))));
  const second = rest.high / b.high;
  const third = add(rest, negate(multiply(b, exactly(second)))).high / b.high;
  return add(sumOrdered(first, second), exactly(third));
}
