/**
 * exp and tanh, rounded correctly but for about one argument in 2^40: `e^x = 2^k (1 + p)` with p from Taylor's
 * series in double-double (Muller 2016, "Elementary functions: algorithms and implementation", chapter 6).
 */
import { powerOfTwo, scaleByPowerOfTwo } from './binary-exponent.ts';
import { add, type DoubleDouble, divide, exactly, multiply, negate, scale } from './double-double.ts';

export const LN2: DoubleDouble = { high: Math.LN2, low: 2.3190468138462996e-17 };
/** Above, e^x exceeds the largest float64. */
const OVERFLOW = 709.782712893384;
/** Below, e^x is less than half of the smallest subnormal. */
const UNDERFLOW = -745.1332191019412;
/** Halvings of the argument before the series, and squarings after it. */
const HALVINGS = 8;
const TERMS = 10;
/** 1 / n! for n from 0. */
const INVERSE_FACTORIALS: readonly DoubleDouble[] = Array.from({ length: TERMS + 1 }, (_, n) => {
  let factorial = 1;
  for (let factor = 2; factor <= n; factor++) factorial *= factor;
  return divide(exactly(1), exactly(factorial));
});

/** e^x - 1 for |x| <= 0.4, with a relative error below 2^-98. */
export function expMinusOne(x: DoubleDouble): DoubleDouble {
  const r = scale(x, 1 / (1 << HALVINGS));
  let sum = INVERSE_FACTORIALS[TERMS];
  for (let n = TERMS - 1; n > 0; n--) sum = add(multiply(sum, r), INVERSE_FACTORIALS[n]);
  let power = multiply(sum, r);
  // (1 + p)^2 - 1 = 2p + p^2
  for (let n = 0; n < HALVINGS; n++) power = add(scale(power, 2), multiply(power, power));
  return power;
}

/** e^x as 2^exponent * (1 + fraction), for |x| < 1000. */
function decompose(x: DoubleDouble): { exponent: number; fraction: DoubleDouble } {
  const exponent = Math.round(x.high / LN2.high);
  const rest = add(x, negate(multiply(LN2, exactly(exponent))));
  return { exponent, fraction: expMinusOne(rest) };
}

/** e^x for |x| < 700, with a relative error below 2^-95. */
export function expDoubleDouble(x: DoubleDouble): DoubleDouble {
  const { exponent, fraction } = decompose(x);
  return scale(add(exactly(1), fraction), powerOfTwo(exponent));
}

/** e^x rounded to float64. */
export function expOf(x: DoubleDouble): number {
  if (!(x.high <= OVERFLOW)) return x.high > OVERFLOW ? Infinity : Number.NaN;
  if (x.high < UNDERFLOW) return 0;
  const { exponent, fraction } = decompose(x);
  return scaleByPowerOfTwo(add(exactly(1), fraction).high, exponent);
}

/** e^x. */
export function exp(x: number): number {
  return expOf(exactly(x));
}

/** Above, tanh rounds to 1. */
const TANH_SATURATION = 19.0625;
/** Below, tanh x rounds to x. */
const TANH_IDENTITY = 7.450580596923828e-9;

/** The hyperbolic tangent, `p / (p + 2)` with `p = e^2x - 1`. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size > TANH_IDENTITY)) return x;
  if (size > TANH_SATURATION) return x > 0 ? 1 : -1;
  const { exponent, fraction } = decompose(exactly(2 * size));
  const factor = powerOfTwo(exponent);
  const minusOne = add(scale(fraction, factor), exactly(factor - 1));
  const result = divide(minusOne, add(minusOne, exactly(2))).high;
  return x > 0 ? result : -result;
}
