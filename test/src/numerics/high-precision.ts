/**
 * A reference for the elementary functions: fixed-point BigInt arithmetic with 256 bits behind the point,
 * series summed until their terms vanish. Slow, independent of `Math`, and exact to far beyond a float64.
 */
const BITS = 256n;
const ONE = 1n << BITS;

/** A real number `mantissa * 2^exponent`. */
export interface Exact {
  readonly mantissa: bigint;
  readonly exponent: number;
}

const view = new DataView(new ArrayBuffer(8));

/** A finite float64 without loss. */
export function exact(x: number): Exact {
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const field = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const magnitude = field === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: bits >> 63n ? -magnitude : magnitude, exponent: (field === 0 ? 1 : field) - 1075 };
}

function shift(value: bigint, by: number): bigint {
  return by >= 0 ? value << BigInt(by) : value >> BigInt(-by);
}

function toFixed({ mantissa, exponent }: Exact): bigint {
  return shift(mantissa, exponent + Number(BITS));
}

function fromFixed(value: bigint, exponent = 0): Exact {
  return { mantissa: value, exponent: exponent - Number(BITS) };
}

function inverseTangentOfInverse(n: bigint): bigint {
  let power = ONE / n;
  let sum = power;
  for (let k = 3n, sign = -1n; power !== 0n; k += 2n, sign = -sign) {
    power /= n * n;
    sum += (sign * power) / k;
  }
  return sum;
}

/** Machin 1706: pi/4 = 4 arctan(1/5) - arctan(1/239). */
const HALF_PI = 2n * (4n * inverseTangentOfInverse(5n) - inverseTangentOfInverse(239n));

function inverseHyperbolicTangent(value: bigint): bigint {
  const square = (value * value) >> BITS;
  let power = value;
  let sum = value;
  for (let k = 3n; power !== 0n && power !== -1n; k += 2n) {
    power = (power * square) >> BITS;
    sum += power / k;
  }
  return sum;
}

const LN2 = 2n * inverseHyperbolicTangent(ONE / 3n);

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return quotient * b > a ? quotient - 1n : quotient;
}

/** `sum of x^n / n!` over n = first, first + step, ... with signs alternating when `sign` is -1. */
function factorialSeries(x: bigint, first: number, step: number, sign: bigint): bigint {
  let term = first === 0 ? ONE : x;
  let sum = term;
  for (let n = first; term !== 0n && term !== -1n; n += step) {
    for (let factor = n + 1; factor <= n + step; factor++) term = ((term * x) >> BITS) / BigInt(factor);
    term *= sign;
    sum += term;
  }
  return sum;
}

export function exactExponential(x: number): Exact {
  const fixed = toFixed(exact(x));
  const k = floorDivide(fixed, LN2);
  return fromFixed(factorialSeries(fixed - k * LN2, 0, 1, 1n), Number(k));
}

export function exactLogarithm(x: number): Exact {
  const { mantissa, exponent } = exact(x);
  const length = mantissa.toString(2).length;
  const value = shift(mantissa, Number(BITS) - length);
  return fromFixed(
    BigInt(exponent + length) * LN2 + 2n * inverseHyperbolicTangent(((value - ONE) << BITS) / (value + ONE)),
  );
}

function exactTurned(x: number, quarterTurns: bigint): Exact {
  const fixed = toFixed(exact(x));
  const k = floorDivide(fixed, HALF_PI);
  const rest = fixed - k * HALF_PI;
  const quadrant = (((k + quarterTurns) % 4n) + 4n) % 4n;
  const value = quadrant % 2n === 0n ? factorialSeries(rest, 1, 2, -1n) : factorialSeries(rest, 0, 2, -1n);
  return fromFixed(quadrant < 2n ? value : -value);
}

export function exactSine(x: number): Exact {
  return exactTurned(x, 0n);
}

export function exactCosine(x: number): Exact {
  return exactTurned(x, 1n);
}

/** For `|x| < 60`: `(e - 1) / (e + 1)` with `e = e^2x`. */
export function exactTanh(x: number): Exact {
  const { mantissa, exponent } = exactExponential(2 * x);
  const power = shift(mantissa, exponent + Number(BITS));
  return fromFixed(((power - ONE) << BITS) / (power + ONE));
}

/** `1 / (1 + e^-x)`; for `x < -40` its series `e^x - e^2x`, whose exponent keeps the precision. */
export function exactSigmoid(x: number): Exact {
  const { mantissa, exponent } = exactExponential(x);
  if (x < -40) return { mantissa: mantissa - shift(mantissa * mantissa, exponent), exponent };
  const power = shift(mantissa, exponent + Number(BITS));
  return fromFixed((power << BITS) / (ONE + power));
}

/**
 * Distance of `actual` from the true value in units in the last place of the true value (at least 2^-1074).
 */
export function errorInUlps(actual: number, truth: Exact): number {
  const near = exact(actual);
  const low = Math.min(near.exponent, truth.exponent);
  const trueMantissa = shift(truth.mantissa, truth.exponent - low);
  const difference = shift(near.mantissa, near.exponent - low) - trueMantissa;
  const magnitude = trueMantissa < 0n ? -trueMantissa : trueMantissa;
  const ulpExponent = Math.max(magnitude.toString(2).length + low - 53, -1074);
  const scaled = shift(difference < 0n ? -difference : difference, low - ulpExponent + 20);
  return Number(scaled) / 2 ** 20;
}
