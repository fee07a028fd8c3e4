/** Discrete: the integers `start, ..., start + n - 1` (gymnasium/spaces/discrete.py). */
import { AssertionError } from '../errors.ts';
import type { IntegerType } from '../integer-draws.ts';
import { tupleText, typeText } from '../python-text.ts';
import { canCast, isElementType, kindOf, rangeOf } from './element-types.ts';
import { isGiven, maskArray, maskText, refuseBoth, sumsToOne } from './mask.ts';
import { NdArray } from './nd-array.ts';
import { scalarText } from './number-text.ts';
import { pairwiseSum } from './pairwise-sum.ts';
import { type InitialSeed, Space } from './space.ts';

/** Whether a text names a type of integers. */
export function isIntegerType(dtype: unknown): dtype is IntegerType {
  return isElementType(dtype) && (kindOf(dtype) === 'i' || kindOf(dtype) === 'u');
}

/** @throws RangeError for an integer that the type does not hold */
function assertHolds(dtype: IntegerType, value: number): void {
  const [smallest, largest] = rangeOf(dtype);
  if (value < smallest || value > largest)
    throw new RangeError(`Discrete: ${value} is out of bounds for ${dtype}`);
}

export class Discrete extends Space<number> {
  declare readonly shape: readonly number[];
  declare readonly dtype: IntegerType;
  /** How many elements there are. */
  readonly n: number;
  /** The smallest element. */
  readonly start: number;

  /**
   * @param n a positive integer
   * @param start any integer
   * @param dtype how many bits an element has, which decides what a draw takes from the generator
   * @throws AssertionError for `n` or `start` that are none, TypeError for a type that is not of integers,
   * RangeError for what is beyond the type
   */
  constructor(n: number, start = 0, dtype: IntegerType = 'int64', seed?: InitialSeed) {
    super([], dtype);
    if (!Number.isInteger(n))
      throw new AssertionError(`Expects \`n\` to be an integer, actual dtype: ${typeText(n)}`);
    if (n <= 0) throw new AssertionError('n (counts) have to be positive');
    if (!Number.isInteger(start))
      throw new AssertionError(`Expects \`start\` to be an integer, actual type: ${typeText(start)}`);
    if (dtype === null) throw new TypeError('Invalid Discrete dtype, cannot be None.');
    if (!isIntegerType(dtype))
      throw new TypeError(`Invalid Discrete dtype (${dtype as string}), must be an integer dtype`);
    if (!Number.isSafeInteger(n) || !Number.isSafeInteger(start))
      throw new RangeError(`Discrete: n and start must be safe integers, got ${n} and ${start}`);
    assertHolds(dtype, n);
    assertHolds(dtype, start);
    this.n = n;
    this.start = start;
    this.seedAtStart(seed);
  }

  override get isNpFlattenable(): boolean {
    return true;
  }

  /**
   * @param mask an Int8Array of `n` ones and zeros: elements that may come; `start` comes when none may
   * @param probability a Float64Array of `n` probabilities that sum to 1
   * @throws AssertionError for a mask or probabilities of another kind, ValueError for both
   */
  override sample(mask?: Int8Array | null, probability?: Float64Array | null): number {
    refuseBoth(mask, probability);
    if (isGiven(mask)) return this.sampleMasked(mask);
    if (isGiven(probability)) return this.sampleByProbability(probability);
    const { n, dtype, npRandom } = this;
    return this.start + (dtype === 'int64' ? npRandom.integers(n) : npRandom.integers(n, null, { dtype }));
  }

  private sampleMasked(mask: Int8Array): number {
    const { data } = this.assertArray(mask, 'mask', 'int8');
    if (!data.every((value) => value === 0 || value === 1)) {
      throw new AssertionError(
        `All values of the sample mask should be 0 or 1, actual values: ${maskText(mask)}`,
      );
    }
    const valid = Array.from(data.keys()).filter((n) => data[n] === 1);
    return valid.length === 0 ? this.start : this.start + this.npRandom.choice(valid);
  }

  private sampleByProbability(probability: Float64Array): number {
    const { data } = this.assertArray(probability, 'probability', 'float64');
    if (!data.every((value) => value >= 0 && value <= 1)) {
      throw new AssertionError(
        `All values of the sample probability should be between 0 and 1, actual values: ${maskText(probability)}`,
      );
    }
    const sum = pairwiseSum(data);
    if (!sumsToOne(sum)) {
      throw new AssertionError(
        `The sum of the sample probability should be equal to 1, actual sum: ${scalarText(sum, 'float64')}`,
      );
    }
    return this.start + this.npRandom.choice(this.n, { p: data });
  }

  private assertArray(value: unknown, name: string, dtype: string) {
    const array = maskArray(value);
    if (array === null) {
      throw new AssertionError(
        `The expected type of the sample ${name} is np.ndarray, actual type: ${typeText(value)}`,
      );
    }
    if (array.dtype !== dtype) {
      throw new AssertionError(
        `The expected dtype of the sample ${name} is np.${dtype}, actual dtype: ${array.dtype}`,
      );
    }
    if (array.shape.length !== 1 || array.shape[0] !== this.n) {
      throw new AssertionError(
        `The expected shape of the sample ${name} is (${this.n},), actual shape: ${tupleText(array.shape)}`,
      );
    }
    return array;
  }

  /**
   * Integers, booleans and integer arrays without axes.
   * @throws RangeError for a number that the element type does not hold
   */
  override contains(value: unknown): value is number {
    let number: number;
    if (typeof value === 'number') number = value;
    else if (typeof value === 'boolean') number = Number(value);
    else if (value instanceof NdArray && value.shape.length === 0 && canCast(value.dtype, this.dtype)) {
      if (!isIntegerType(value.dtype)) return false;
      number = value.data[0];
    } else return false;
    if (!Number.isInteger(number)) return false;
    if (number >= this.start && number < this.start + this.n) return true;
    assertHolds(this.dtype, number);
    return false;
  }

  override equals(other: unknown): boolean {
    return (
      other instanceof Discrete &&
      other.n === this.n &&
      other.start === this.start &&
      other.dtype === this.dtype
    );
  }

  override toString(): string {
    const start = this.start === 0 ? '' : `, start=${this.start}`;
    const dtype = this.dtype === 'int64' ? '' : `, dtype=${this.dtype}`;
    return `Discrete(${this.n}${start}${dtype})`;
  }
}
