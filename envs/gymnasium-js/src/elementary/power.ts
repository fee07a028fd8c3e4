/** pow, rounded correctly but for about one argument in 2^35: `e^(y log x)` in double-double. */
import { add, type DoubleDouble, exactly, multiply, productOf } from './double-double.ts';
import { expOf } from './exponential.ts';
import { logDoubleDouble } from './logarithm.ts';

/** Powers above have more than the 54 bits that a tie between two float64 can have (3^35 > 2^54). */
const LARGEST_TIED_POWER = 34;

/** Whether a finite number is an odd integer; from 2^53 on all are even. */
function isOdd(y: number): boolean {
  return Math.abs(y % 2) === 1;
}

/**
 * x to the power y, with the special cases of C99 (annex F.9.4.4): 1 to any power and anything to the power 0
 * are 1, also for NaN.
 */
export function pow(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  if (!Number.isFinite(y)) {
    if (size === 1) return 1;
    return size > 1 === y > 0 ? Infinity : 0;
  }
  if (x < 0 && !Number.isInteger(y) && size !== Infinity) return Number.NaN;
  const result = powerOfPositive(size, y);
  const negative = (x < 0 || Object.is(x, -0)) && isOdd(y);
  return negative ? -result : result;
}

function powerOfPositive(x: number, y: number): number {
  if (x === 0 || x === Infinity) return (x === 0) === y > 0 ? 0 : Infinity;
  if (x === 1) return 1;
  const logarithm = logDoubleDouble(x);
  const estimate = y * logarithm.high;
  // Beyond the range of exp only the side matters.
  if (Math.abs(estimate) > 1000) return expOf(exactly(estimate));
  if (Math.abs(estimate) < 600) {
    const tied = repeatedProduct(x, y);
    if (tied !== null) return tied;
  }
  return expOf(add(productOf(y, logarithm.high), exactly(y * logarithm.low)));
}

/**
 * x^y by multiplying, for powers that may lie exactly between two float64, where no logarithm can decide: y
 * small and integral, or made so by roots of x that are exact. Null for all others.
 */
function repeatedProduct(x: number, y: number): number | null {
  let base = x;
  let count = y;
  while (!Number.isInteger(count)) {
    const root = Math.sqrt(base);
    const square = productOf(root, root);
    if (square.high !== base || square.low !== 0) return null;
    base = root;
    count *= 2;
  }
  if (count < 1 || count > LARGEST_TIED_POWER) return null;
  let product: DoubleDouble = exactly(base);
  for (let n = 1; n < count; n++) product = multiply(product, exactly(base));
  return product.high;
}
