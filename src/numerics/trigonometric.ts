/**
 * Sine and cosine in float64 from + - x alone: the argument less a multiple of pi/2 kept in four parts (Cody
 * & Waite 1980), then Taylor's series on [-pi/4, pi/4]. Error below 1 ulp (measured 0.75) for `|x| <= 2^20`.
 */

/** Largest argument in absolute value; beyond it the four parts of pi/2 no longer carry enough bits. */
export const MAXIMUM_ANGLE = 1048576;
/** pi/2 in parts of at most 33 bits (the last: 53), so that `k * part` is exact for `k < 2^20`. */
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487111665e-21;
const HALF_PI_4 = 8.4784276603689e-32;
const TWO_OVER_PI = 0.6366197723675814;
/** Below it `x` is the nearest float64 to `sin x`; this also keeps the sign of zero. */
const TINY = 7.450580596923828e-9;

/** `sin(high + low)` for `|high| <= pi/4` and a small rest `low`. */
function sineKernel(high: number, low: number): number {
  const z = high * high;
  const series =
    -1 / 6 +
    z *
      (1 / 120 +
        z *
          (-1 / 5040 +
            z *
              (1 / 362880 +
                z *
                  (-1 / 39916800 +
                    z * (1 / 6227020800 + z * (-1 / 1307674368000 + z * (1 / 355687428096000)))))));
  return high + (high * z * series + low * (1 - 0.5 * z));
}

/** `cos(high + low)` for `|high| <= pi/4` and a small rest `low`. */
function cosineKernel(high: number, low: number): number {
  const z = high * high;
  const series =
    1 / 24 +
    z *
      (-1 / 720 +
        z *
          (1 / 40320 +
            z * (-1 / 3628800 + z * (1 / 479001600 + z * (-1 / 87178291200 + z * (1 / 20922789888000))))));
  const half = 0.5 * z;
  const leading = 1 - half;
  return leading + (1 - leading - half + (z * z * series - high * low));
}

/** `sin(x + quarterTurns * pi/2)`, the one reduction behind both functions. */
function sineOfTurned(x: number, quarterTurns: number): number {
  const k = Math.floor(x * TWO_OVER_PI + 0.5);
  // Each difference is followed by its exact rounding error (Knuth's two-sum), gathered in `low`.
  const first = x - k * HALF_PI_1;
  const product2 = k * HALF_PI_2;
  const second = first - product2;
  const taken2 = first - second;
  const error2 = first - (second + taken2) + (taken2 - product2);
  const product3 = k * HALF_PI_3;
  const third = second - product3;
  const taken3 = second - third;
  const error3 = second - (third + taken3) + (taken3 - product3);
  const rest = error2 + (error3 - k * HALF_PI_4);
  const high = third + rest;
  const low = third - high + rest;
  // `& 3` is the residue of a negative integer too.
  const quadrant = (k + quarterTurns) & 3;
  const value = (quadrant & 1) === 0 ? sineKernel(high, low) : cosineKernel(high, low);
  return quadrant < 2 ? value : -value;
}

function assertAngle(name: string, x: number): void {
  if (x > MAXIMUM_ANGLE || x < -MAXIMUM_ANGLE) {
    throw new RangeError(`the argument of ${name} must lie between -2^20 and 2^20, got ${x}`);
  }
}

/**
 * `sin x`, x in radians, within 1 ulp. NaN and infinities give NaN.
 * @throws RangeError for a finite `|x| > 2^20`
 */
export function sin(x: number): number {
  if (x - x !== 0) return Number.NaN;
  assertAngle('sin', x);
  return x < TINY && x > -TINY ? x : sineOfTurned(x, 0);
}

/**
 * `cos x`, x in radians, within 1 ulp. NaN and infinities give NaN.
 * @throws RangeError for a finite `|x| > 2^20`
 */
export function cos(x: number): number {
  if (x - x !== 0) return Number.NaN;
  assertAngle('cos', x);
  return sineOfTurned(x, 1);
}
