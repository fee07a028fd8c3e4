/**
 * log1p with the bits of the C library: what NumPy calls in the tails of its normal and exponential draws. The
 * algorithm is that of Sun's fdlibm (s_log1p.c, 1993), which errs by up to one ulp; sums and fused
 * multiply-adds are those of glibc 2.36 on x86-64.
 */
import { exponentOf, scaleByPowerOfTwo } from './binary-exponent.ts';
import { add, exactly, productOf } from './double-double.ts';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** Coefficients of the remainder of log((1 + s) / (1 - s)) in s^2. */
const P1 = 0.6666666666666735;
const P2 = 0.3999999999940942;
const P3 = 0.2857142874366239;
const P4 = 0.22222198432149784;
const P5 = 0.1818357216161805;
const P6 = 0.15313837699209373;
const P7 = 0.14798198605116586;
/** Between these the polynomial is used without taking the exponent of 1 + x apart. */
const NEAR_BELOW = -0.2928934097290039;
const NEAR_ABOVE = 0.4142136573791504;
/** Fractions from here on count to the next exponent. */
const ROOT = 1.4142131805419922;
/** Fractions between these are near enough to 1 for two terms. */
const TINY_BELOW = 0.9999985694885254;
const TINY_ABOVE = 1.0000009536743164;

/** a * b + c with one rounding (but for sums within 2^-50 ulp of a tie). */
function fused(a: number, b: number, c: number): number {
  return add(productOf(a, b), exactly(c)).high;
}

/** log(1 + x) for -1 < x < 2^53. */
export function log1pOfC(x: number): number {
  if (Math.abs(x) < 1.862645149230957e-9) {
    return Math.abs(x) < 5.551115123125783e-17 ? x : fused(-x * x, 0.5, x);
  }
  if (x > NEAR_BELOW && x < NEAR_ABOVE) return combine(x, 0, 0, false);
  const u = 1 + x;
  const exponent = exponentOf(u);
  const lost = (exponent > 0 ? 1 - (u - x) : x - (u - 1)) / u;
  const fraction = scaleByPowerOfTwo(u, -exponent);
  if (fraction < ROOT) return combine(fraction - 1, exponent, lost, fraction < TINY_ABOVE);
  return combine(fraction / 2 - 1, exponent + 1, lost, fraction / 2 >= TINY_BELOW);
}

/** exponent * log 2 + log(1 + f) + lost. */
function combine(f: number, exponent: number, lost: number, tiny: boolean): number {
  const low = exponent === 0 ? 0 : fused(exponent, LN2_LOW, lost);
  if (tiny && f === 0) return exponent === 0 ? 0 : fused(exponent, LN2_HIGH, low);
  const halfSquare = 0.5 * f * f;
  if (tiny) {
    const rest = halfSquare * fused(-0.6666666666666666, f, 1);
    return exponent === 0 ? f - rest : fused(exponent, LN2_HIGH, f - (rest - low));
  }
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const z4 = z2 * z2;
  const first = fused(z, P1, z2 * fused(z, P3, P2));
  const second = fused(z4, fused(z, P5, P4), first);
  const remainder = s * (fused(z2 * z4, fused(z, P7, P6), second) + halfSquare);
  if (exponent === 0) return f - (halfSquare - remainder);
  return fused(exponent, LN2_HIGH, f - (halfSquare - (low + remainder)));
}
