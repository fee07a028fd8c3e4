/**
 * The lanes of `src/numerics/logarithm.ts` and `trigonometric.ts`, two at a time: the same float64 operations in the
 * same order, without the cases that Box-Muller never meets. No relaxed SIMD, no fused multiply-add.
 */

@inline
function splat(value: f64): v128 {
  return f64x2.splat(value);
}

/** coefficient + x * rest, in the reference's order. */
@inline
function horner(coefficient: f64, x: v128, rest: v128): v128 {
  return f64x2.add(splat(coefficient), f64x2.mul(x, rest));
}

/** log x of two normal numbers in (0, 1). */
@inline
export function log2lanes(x: v128): v128 {
  const biased = i64x2.shr_u(x, 52);
  const halves = v128.or(v128.and(x, i64x2.splat(0x000fffffffffffff)), i64x2.splat(0x3ff0000000000000));
  const large = f64x2.gt(halves, splat(1.4142135623730951));
  const mantissa = v128.bitselect(f64x2.mul(halves, splat(0.5)), halves, large);
  // A lane of `large` is -1 where one more belongs to the exponent.
  const exponents = i64x2.sub(i64x2.sub(biased, i64x2.splat(1023)), large);
  const k = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(exponents, exponents, 0, 2, 0, 2));
  const f = f64x2.sub(mantissa, splat(1.0));
  const s = f64x2.div(f, f64x2.add(splat(2.0), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  const odd = horner(2.0 / 3.0, w, horner(2.0 / 7.0, w, horner(2.0 / 11.0, w, horner(2.0 / 15.0, w, splat(2.0 / 19.0)))));
  const even = horner(2.0 / 5.0, w, horner(2.0 / 9.0, w, horner(2.0 / 13.0, w, horner(2.0 / 17.0, w, splat(2.0 / 21.0)))));
  const tail = f64x2.add(f64x2.mul(z, odd), f64x2.mul(w, even));
  const correction = f64x2.mul(s, f64x2.sub(f, tail));
  const low = f64x2.sub(f64x2.sub(correction, f64x2.mul(k, splat(7.371002565167799e-13))), f);
  return f64x2.sub(f64x2.mul(k, splat(0.6931471805592082)), low);
}

@inline
function sineKernel(high: v128, low: v128): v128 {
  const z = f64x2.mul(high, high);
  const inner = horner(-1.0 / 39916800.0, z, horner(1.0 / 6227020800.0, z, horner(-1.0 / 1307674368000.0, z, splat(1.0 / 355687428096000.0))));
  const series = horner(-1.0 / 6.0, z, horner(1.0 / 120.0, z, horner(-1.0 / 5040.0, z, horner(1.0 / 362880.0, z, inner))));
  const rest = f64x2.mul(low, f64x2.sub(splat(1.0), f64x2.mul(splat(0.5), z)));
  return f64x2.add(high, f64x2.add(f64x2.mul(f64x2.mul(high, z), series), rest));
}

@inline
function cosineKernel(high: v128, low: v128): v128 {
  const z = f64x2.mul(high, high);
  const inner = horner(-1.0 / 3628800.0, z, horner(1.0 / 479001600.0, z, horner(-1.0 / 87178291200.0, z, splat(1.0 / 20922789888000.0))));
  const series = horner(1.0 / 24.0, z, horner(-1.0 / 720.0, z, horner(1.0 / 40320.0, z, inner)));
  const half = f64x2.mul(splat(0.5), z);
  const leading = f64x2.sub(splat(1.0), half);
  const lost = f64x2.sub(f64x2.sub(splat(1.0), leading), half);
  const last = f64x2.sub(f64x2.mul(f64x2.mul(z, z), series), f64x2.mul(high, low));
  return f64x2.add(leading, f64x2.add(lost, last));
}

/** What `sineCosine` found. */
export let sine: v128 = i64x2.splat(0);
export let cosine: v128 = i64x2.splat(0);

/** sin x and cos x of two angles from 0 to 2 pi: one reduction and both series serve for both. */
@inline
export function sineCosine(x: v128): void {
  const k = f64x2.floor(f64x2.add(f64x2.mul(x, splat(0.6366197723675814)), splat(0.5)));
  const first = f64x2.sub(x, f64x2.mul(k, splat(1.5707963267341256)));
  const product2 = f64x2.mul(k, splat(6.077100506303966e-11));
  const second = f64x2.sub(first, product2);
  const taken2 = f64x2.sub(first, second);
  const error2 = f64x2.add(f64x2.sub(first, f64x2.add(second, taken2)), f64x2.sub(taken2, product2));
  const product3 = f64x2.mul(k, splat(2.0222662487111665e-21));
  const third = f64x2.sub(second, product3);
  const taken3 = f64x2.sub(second, third);
  const error3 = f64x2.add(f64x2.sub(second, f64x2.add(third, taken3)), f64x2.sub(taken3, product3));
  const rest = f64x2.add(error2, f64x2.sub(error3, f64x2.mul(k, splat(8.4784276603689e-32))));
  const high = f64x2.add(third, rest);
  const low = f64x2.add(f64x2.sub(third, high), rest);
  const sines = sineKernel(high, low);
  const cosines = cosineKernel(high, low);
  // k as an integer in the low half of each 64-bit lane: 2^52 + k has it in its lowest bits.
  const turns = f64x2.add(k, splat(4503599627370496.0));
  const odd = i64x2.neg(v128.and(turns, i64x2.splat(1)));
  // The sign bit of the sine is bit 1 of k, that of the cosine bit 1 of k + 1.
  const sineSign = i64x2.shl(v128.and(turns, i64x2.splat(2)), 62);
  const cosineSign = i64x2.shl(v128.and(i64x2.add(turns, i64x2.splat(1)), i64x2.splat(2)), 62);
  sine = v128.xor(v128.bitselect(cosines, sines, odd), sineSign);
  cosine = v128.xor(v128.bitselect(sines, cosines, odd), cosineSign);
}
