/**
 * sin and cos of n/128 for n from 0 to 101, that is up to pi/4, each in two parts: 26 bits, so that its
 * product with another 26 bits is exact, and a float64 for the rest. Made at load from Taylor's series in
 * double-double.
 */
import { add, type DoubleDouble, divide, exactly, multiply, negate, SPLITTER } from './double-double.ts';

/** Entries a unit of angle. */
export const ENTRIES_PER_UNIT = 128;
const ENTRIES = 102;
/** Numbers an entry: upper and lower part of the sine, of the cosine. */
export const ENTRY_SIZE = 4;

/** x - x^3/3! + x^5/5! ... from the term of degree `first` on, which is 0 for the cosine and 1 for the sine. */
function series(x: DoubleDouble, first: 0 | 1): DoubleDouble {
  const square = negate(multiply(x, x));
  let term = first === 0 ? exactly(1) : x;
  let sum = term;
  for (let degree = first + 2; degree < 30; degree += 2) {
    term = divide(multiply(term, square), exactly(degree * (degree - 1)));
    sum = add(sum, term);
  }
  return sum;
}

/** `high + low` as 26 bits and the rest. */
function cut({ high, low }: DoubleDouble): [upper: number, lower: number] {
  const shifted = SPLITTER * high;
  const upper = shifted - (shifted - high);
  return [upper, high - upper + low];
}

export const SINE_TABLE = new Float64Array(ENTRIES * ENTRY_SIZE);
for (let n = 0; n < ENTRIES; n++) {
  const angle = exactly(n / ENTRIES_PER_UNIT);
  SINE_TABLE.set([...cut(series(angle, 1)), ...cut(series(angle, 0))], n * ENTRY_SIZE);
}
