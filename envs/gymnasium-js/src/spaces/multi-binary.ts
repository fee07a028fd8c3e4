/** MultiBinary: arrays of zeros and ones (gymnasium/spaces/multi_binary.py). */
import { AssertionError, ValueError } from '../errors.ts';
import { tupleText, typeText } from '../python-text.ts';
import { arrayFrom, elementTypeOf, type NumberArray } from './element-types.ts';
import { isGiven, maskArray, maskText, refuseBoth } from './mask.ts';
import { fits, flatNumbers, isRagged, NdArray, type NestedNumbers, toLists, viewOf } from './nd-array.ts';
import { type InitialSeed, Space } from './space.ts';

/** In a mask: the element is drawn. */
const FREE = 2;

/** @throws ValueError for what is neither a number nor a list of numbers, AssertionError below 1 */
function checkedSizes(n: unknown): number | readonly number[] {
  const list = n instanceof NdArray ? n.data : n;
  if (typeof list === 'number' && Number.isInteger(list)) {
    if (list <= 0) throw new AssertionError('');
    return list;
  }
  const isList = Array.isArray(list) || elementTypeOf(list) !== null;
  const sizes = isList ? Array.from(list as ArrayLike<unknown>, (size) => Math.trunc(Number(size))) : null;
  if (sizes === null || sizes.some(Number.isNaN))
    throw new ValueError(`Expected n to be an int or a sequence of ints, actual type: ${typeText(n)}`);
  if (sizes.some((size) => size <= 0)) throw new AssertionError('');
  return sizes;
}

export class MultiBinary extends Space<Int8Array> {
  declare readonly shape: readonly number[];
  declare readonly dtype: 'int8';
  /** How many elements there are, or the sizes of the axes. */
  readonly n: number | readonly number[];

  /**
   * @param n how many elements, or the sizes of the axes
   * @throws ValueError for no numbers, AssertionError (without text, as in Gymnasium) for sizes below 1
   */
  constructor(n: number | ArrayLike<number>, seed?: InitialSeed) {
    const sizes = checkedSizes(n);
    super(Object.freeze(typeof sizes === 'number' ? [sizes] : [...sizes]), 'int8');
    this.n = typeof sizes === 'number' ? sizes : this.shape;
    this.seedAtStart(seed);
  }

  override get isNpFlattenable(): boolean {
    return true;
  }

  /**
   * @param mask an Int8Array of 0 and 1, which are kept, and 2, which is drawn
   * @param probability a Float64Array with the probability of 1 for each element
   * @throws AssertionError for a mask or probabilities of another kind, ValueError for both
   */
  override sample(mask?: Int8Array | NdArray | null, probability?: Float64Array | NdArray | null): Int8Array {
    refuseBoth(mask, probability);
    if (isGiven(mask)) return this.sampleMasked(mask);
    if (isGiven(probability)) return this.sampleByProbability(probability);
    return this.npRandom.integers(0, 2, { size: this.shape, dtype: 'int8' });
  }

  private sampleMasked(mask: unknown): Int8Array {
    const kept = this.assertArray(mask, 'mask', 'int8');
    if (!kept.every((value) => value === 0 || value === 1 || value === FREE)) {
      throw new AssertionError(`All values of a mask should be 0, 1 or 2, actual values: ${maskText(mask)}`);
    }
    const sample = this.npRandom.integers(0, 2, { size: this.shape, dtype: 'int8' });
    return sample.map((value, n) => (kept[n] === FREE ? value : kept[n]));
  }

  private sampleByProbability(probability: unknown): Int8Array {
    const probabilities = this.assertArray(probability, 'probability', 'float64');
    if (!probabilities.every((value) => value >= 0 && value <= 1)) {
      throw new AssertionError(
        `All values of the sample probability should be between 0 and 1, actual values: ${maskText(probability)}`,
      );
    }
    return Int8Array.from(probabilities, (value) => (this.npRandom.random() <= value ? 1 : 0));
  }

  private assertArray(value: unknown, name: string, dtype: string): NumberArray {
    const array = maskArray(value);
    if (array === null) {
      throw new AssertionError(
        `The expected type of the ${name} is np.ndarray, actual type: ${typeText(value)}`,
      );
    }
    if (array.dtype !== dtype)
      throw new AssertionError(
        `The expected dtype of the ${name} is np.${dtype}, actual dtype: ${array.dtype}`,
      );
    if (!fits({ ...array, shape: value instanceof NdArray ? array.shape : null }, this.shape)) {
      const actual = name === 'mask' ? tupleText(array.shape) : maskText(value);
      throw new AssertionError(
        `The expected shape of the ${name} is ${tupleText(this.shape)}, actual shape: ${actual}`,
      );
    }
    return array.data;
  }

  /**
   * Zeros and ones in an array of any type, or in nested lists.
   * @throws ValueError for ragged lists
   */
  override contains(value: unknown): value is Int8Array {
    if (isRagged(value)) throw new ValueError('lists of one level must have one length');
    const view = viewOf(value);
    if (view === null || !fits(view, this.shape)) return false;
    for (let n = 0; n < view.data.length; n++) if (view.data[n] !== 0 && view.data[n] !== 1) return false;
    return true;
  }

  /** The number 3 and the sizes `[3]` are not the same, as in Gymnasium. */
  override equals(other: unknown): boolean {
    return other instanceof MultiBinary && String(other) === String(this);
  }

  override toString(): string {
    return `MultiBinary(${typeof this.n === 'number' ? this.n : tupleText(this.n)})`;
  }

  /** Nested lists. */
  override toJsonable(samples: readonly Int8Array[]): unknown[] {
    return samples.map((sample) => toLists(sample, this.shape));
  }

  override fromJsonable(json: unknown): Int8Array[] {
    return (json as NestedNumbers[]).map((nested) => arrayFrom('int8', flatNumbers(nested)));
  }
}
