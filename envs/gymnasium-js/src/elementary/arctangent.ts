/**
 * atan2, rounded correctly but for about one argument in 2^40: `atan t = atan c + atan((t - c) / (1 + tc))` for
 * the nearest c = n/16, the rest by Taylor's series in double-double (Muller 2016, "Elementary functions").
 */
import { exponentOf, scaleByPowerOfTwo } from './binary-exponent.ts';
import { add, type DoubleDouble, divide, exactly, multiply, negate, scale } from './double-double.ts';

const ENTRIES_PER_UNIT = 16;
/** Degree of the last term: (1/32)^23 < 2^-110. */
const LAST_DEGREE = 21;

/** x - x^3/3 + x^5/5 ... for |x| <= 1/16. */
function series(x: DoubleDouble): DoubleDouble {
  const square = negate(multiply(x, x));
  let sum = divide(exactly(1), exactly(LAST_DEGREE));
  for (let degree = LAST_DEGREE - 2; degree > 0; degree -= 2) {
    sum = add(multiply(sum, square), divide(exactly(1), exactly(degree)));
  }
  return multiply(sum, x);
}

/** atan(n / 16), each from the one before. */
const TABLE: DoubleDouble[] = [exactly(0)];
for (let n = 1; n <= ENTRIES_PER_UNIT; n++) {
  const difference = divide(
    exactly(ENTRIES_PER_UNIT),
    exactly(ENTRIES_PER_UNIT * ENTRIES_PER_UNIT + n * (n - 1)),
  );
  TABLE.push(add(TABLE[n - 1], series(difference)));
}
const HALF_PI = scale(TABLE[ENTRIES_PER_UNIT], 2);
const PI = scale(HALF_PI, 2);

/** atan(y / x) for 0 <= y <= x, x > 0. */
function arctangentOf(y: number, x: number): DoubleDouble {
  const t = divide(exactly(y), exactly(x));
  const entry = Math.round(t.high * ENTRIES_PER_UNIT);
  if (entry === 0) return series(t);
  const c = exactly(entry / ENTRIES_PER_UNIT);
  const rest = divide(add(t, negate(c)), add(exactly(1), multiply(t, c)));
  return add(TABLE[entry], series(rest));
}

/** Quotients beyond 2^60 change an angle by less than it is rounded. */
const FAR = 60;

/** The angle of the point (x, y), from -pi to pi, with C's special cases for zeros and infinities. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const left = x < 0 || Object.is(x, -0);
  const down = y < 0 || Object.is(y, -0);
  const angle = angleOf(Math.abs(y), Math.abs(x), left);
  return down ? -angle : angle;
}

/** The angle of (x, y) for sizes of x and y; `left` when x is negative. */
function angleOf(y: number, x: number, left: boolean): number {
  if (y === 0) return left ? PI.high : 0;
  if (x === 0) return HALF_PI.high;
  if (x === Infinity && y === Infinity) return left ? 3 * (PI.high / 4) : PI.high / 4;
  if (x === Infinity) return left ? PI.high : 0;
  if (y === Infinity) return HALF_PI.high;
  const gap = exponentOf(y) - exponentOf(x);
  if (gap > FAR) return HALF_PI.high;
  if (gap < -FAR) return left ? PI.high : y / x;
  // Both near 1, so that no product of theirs overflows.
  const xNear = scaleByPowerOfTwo(x, -exponentOf(x));
  const yNear = scaleByPowerOfTwo(y, -exponentOf(x));
  const small =
    yNear <= xNear ? arctangentOf(yNear, xNear) : add(HALF_PI, negate(arctangentOf(xNear, yNear)));
  return (left ? add(PI, negate(small)) : small).high;
}
