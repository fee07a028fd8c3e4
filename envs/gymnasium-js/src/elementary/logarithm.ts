/**
 * log and log1p, rounded correctly but for about one argument in 2^40: a float64 estimate y of log(1 + f), then
 * one step of Newton's method in double-double, `y + (1 + f) e^-y - 1` (Muller 2016, "Elementary functions").
 */
import { exponentOf, scaleByPowerOfTwo } from './binary-exponent.ts';
import { add, type DoubleDouble, exactly, multiply, scale, sumOf } from './double-double.ts';
import { expMinusOne, LN2 } from './exponential.ts';

/** log(1 + f) to about 50 bits, for f from -0.3 to 0.42: `2 artanh(s)` with `s = f / (2 + f)`. */
function estimate(f: number): number {
  const s = f / (2 + f);
  const z = s * s;
  let sum = 0;
  for (let n = 23; n > 1; n -= 2) sum = z * (sum + 1 / n);
  return 2 * s * (1 + sum);
}

/** log(1 + f) for f from -0.3 to 0.42, with a relative error below 2^-95. */
function logOnePlus(f: DoubleDouble): DoubleDouble {
  const y = estimate(f.high);
  const power = expMinusOne(exactly(-y));
  // (1 + f)(1 + p) - 1 = f + p + fp, about 2^-50 of y; what its square would add is below the error.
  const rest = add(add(f, power), multiply(f, power));
  return add(exactly(y), rest);
}

/** log of `1 + f`, for 1 + f a positive normal number. */
export function logOf(f: DoubleDouble): DoubleDouble {
  const x = add(exactly(1), f);
  let exponent = exponentOf(x.high);
  if (scaleByPowerOfTwo(x.high, -exponent) > Math.SQRT2) exponent++;
  if (exponent === 0) return logOnePlus(f);
  const half = scaleByPowerOfTwo(1, -exponent);
  const fraction = add(scale(x, half), exactly(-1));
  return add(multiply(LN2, exactly(exponent)), logOnePlus(fraction));
}

/** log(x) for a finite x > 0. */
export function logDoubleDouble(x: number): DoubleDouble {
  const exponent = exponentOf(x);
  // Numbers near 1 stay as they are, or the difference to 1 would lose its bits.
  if (exponent === 0 || exponent === -1) return logOf(sumOf(x, -1));
  const fraction = logOf(exactly(scaleByPowerOfTwo(x, -exponent) - 1));
  return add(multiply(LN2, exactly(exponent)), fraction);
}

/** The natural logarithm; NaN below 0, minus infinity at 0. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : Number.NaN;
  return x === Infinity ? x : logDoubleDouble(x).high;
}

/** Below, log1p x rounds to x. */
const LOG1P_IDENTITY = 5.551115123125783e-17;
/** From here on the 1 is beyond the precision of a double-double. */
const LOG1P_LARGE = 1e30;

/** log(1 + x) without loss near 0; NaN below -1, minus infinity at -1. */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? -Infinity : Number.NaN;
  if (Math.abs(x) < LOG1P_IDENTITY) return x;
  return x > LOG1P_LARGE ? log(x) : logOf(exactly(x)).high;
}
