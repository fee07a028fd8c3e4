/**
 * sin and cos, rounded correctly but for about one argument in 300,000: `sin(c + d)` for the nearest entry c
 * of a table, `|d| <= 1/256`, so that what is not exact in the sum is 2^16 times smaller than the result (Gal
 * 1986, "Computing elementary functions: a new approach for achieving high accuracy and good performance").
 */
import { quarter, reduceAngle, restHigh, restLow } from './angle-reduction.ts';
import { SPLITTER } from './double-double.ts';
import { ENTRIES_PER_UNIT, ENTRY_SIZE, SINE_TABLE } from './sine-table.ts';

const QUARTER_PI = 0.7853981633974483;

/** sin of `high + low`, for |high| up to pi/4. */
function sineOfRest(high: number, low: number): number {
  const sign = high < 0 ? -1 : 1;
  const entry = (sign * high * ENTRIES_PER_UNIT + 0.5) | 0;
  const distance = sign * high - entry * (1 / ENTRIES_PER_UNIT);
  const at = entry * ENTRY_SIZE;
  return sign * rotate(at, at + 2, distance, sign * low, 1);
}

/** cos of `high + low`, for |high| up to pi/4. */
function cosineOfRest(high: number, low: number): number {
  const sign = high < 0 ? -1 : 1;
  const entry = (sign * high * ENTRIES_PER_UNIT + 0.5) | 0;
  const distance = sign * high - entry * (1 / ENTRIES_PER_UNIT);
  const at = entry * ENTRY_SIZE;
  return rotate(at + 2, at, distance, sign * low, -1);
}

/**
 * `a cos d + sign b sin d` for `d = distance + low` and a, b of the table at `first` and `second`: first
 * `a + sign b d` with 26 bits of each factor and no error, then everything small.
 */
function rotate(first: number, second: number, distance: number, low: number, sign: 1 | -1): number {
  const a = SINE_TABLE[first];
  const aLow = SINE_TABLE[first + 1];
  const b = sign * SINE_TABLE[second];
  const bLow = sign * SINE_TABLE[second + 1];
  const d = distance + low;
  const dLow = distance - d + low;
  const shifted = SPLITTER * d;
  const dUpper = shifted - (shifted - d);
  const square = d * d;
  const cosineMinusOne = square * (-1 / 2 + square * (1 / 24 - square * (1 / 720)));
  const sineMinusArgument = d * square * (-1 / 6 + square * (1 / 120 - square * (1 / 5040)));
  const product = b * dUpper;
  const sum = a + product;
  const lost = product - (sum - a);
  const curved = (a + aLow) * cosineMinusOne + (b + bLow) * sineMinusArgument;
  return sum + (lost + (aLow + (b * (d - dUpper) + bLow * d) + b * dLow) + curved);
}

/** The sine of an angle in radians; NaN for what is not finite. */
export function sin(x: number): number {
  if (Math.abs(x) < QUARTER_PI) return x === 0 ? x : sineOfRest(x, 0);
  if (!Number.isFinite(x)) return Number.NaN;
  reduceAngle(x);
  const value = (quarter & 1) === 0 ? sineOfRest(restHigh, restLow) : cosineOfRest(restHigh, restLow);
  return (quarter & 2) === 0 ? value : -value;
}

/** The cosine of an angle in radians; NaN for what is not finite. */
export function cos(x: number): number {
  if (Math.abs(x) < QUARTER_PI) return cosineOfRest(x, 0);
  if (!Number.isFinite(x)) return Number.NaN;
  reduceAngle(x);
  const value = (quarter & 1) === 0 ? cosineOfRest(restHigh, restLow) : sineOfRest(restHigh, restLow);
  return quarter === 1 || quarter === 2 ? -value : value;
}
