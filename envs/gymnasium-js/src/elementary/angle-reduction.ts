/**
 * An angle as a multiple of pi/2 and a rest of at most pi/4 in double-double: by parts of pi/2 (Cody & Waite
 * 1980, "Software manual for the elementary functions"), and exactly, with big integers, for angles beyond 2^20
 * (Payne & Hanek 1983, "Radian reduction for trigonometric functions").
 */
import { exponentOf, powerOfTwo, scaleByPowerOfTwo } from './binary-exponent.ts';

/** Quarter turns, modulo 4, of the angle reduced last. */
export let quarter = 0;
/** Upper part of the rest of the angle reduced last. */
export let restHigh = 0;
/** Lower part of that rest. */
export let restLow = 0;

/** pi/2 in parts: 33 bits each in the first three, so that multiples below 2^20 of them are exact. */
const PART1 = 1.5707963267341256;
const PART2 = 6.077100506303966e-11;
const PART3 = 2.0222662487111665e-21;
const PART4 = 8.4784276603689e-32;
const INVERSE = 0.6366197723675814;
const LARGE = 1048576;

/** Reduces a finite angle into `quarter`, `restHigh` and `restLow`. */
export function reduceAngle(x: number): void {
  if (Math.abs(x) > LARGE) {
    reduceLargeAngle(x);
    return;
  }
  const count = Math.floor(x * INVERSE + 0.5);
  // Exact: both are multiples of one small unit and nearly cancel.
  const first = x - count * PART1;
  const product2 = count * PART2;
  const second = first - product2;
  const share2 = second - first;
  const lost2 = first - (second - share2) - (product2 + share2);
  const product3 = count * PART3;
  const third = second - product3;
  const share3 = third - second;
  const lost3 = second - (third - share3) - (product3 + share3);
  const low = lost2 + (lost3 - count * PART4);
  restHigh = third + low;
  restLow = third - restHigh + low;
  quarter = count & 3;
}

/** Binary places of the big integers: what the largest exponent asks, 1024, and 200 beyond. */
const PLACES = 1280n;
let halfPi: bigint | null = null;

/** arctan(1 / n) in units of 2^-PLACES, from its Taylor series. */
function inverseArctangent(n: bigint): bigint {
  let power = (1n << PLACES) / n;
  let sum = power;
  for (let odd = 3n; power !== 0n; odd += 2n) {
    power /= -n * n;
    sum += power / odd;
  }
  return sum;
}

function reduceLargeAngle(x: number): void {
  // Machin 1706: pi/4 = 4 arctan(1/5) - arctan(1/239).
  halfPi ??= 2n * (4n * inverseArctangent(5n) - inverseArctangent(239n));
  const exponent = exponentOf(x) - 52;
  const units = BigInt(scaleByPowerOfTwo(Math.abs(x), -exponent)) << (PLACES + BigInt(exponent));
  let count = units / halfPi;
  let rest = units % halfPi;
  if (2n * rest > halfPi) {
    count++;
    rest -= halfPi;
  }
  const sign = x < 0 ? -1 : 1;
  restHigh = sign * toNumber(rest);
  restLow = sign * toNumber(rest - toUnits(sign * restHigh));
  quarter = (sign * Number(count & 3n)) & 3;
}

/** A number in units of 2^-PLACES as a float64. */
function toNumber(units: bigint): number {
  // 2^1280 is beyond a float64: bits that cannot matter go first.
  return Number(units >> 400n) * powerOfTwo(-880);
}

function toUnits(value: number): bigint {
  const exponent = value === 0 ? 0 : exponentOf(value) - 52;
  return BigInt(scaleByPowerOfTwo(value, -exponent)) << (PLACES + BigInt(exponent));
}
