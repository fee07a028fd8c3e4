/** MultiDiscrete: arrays of integers, each from a range of its own (gymnasium/spaces/multi_discrete.py). */
import { AssertionError, ValueError } from '../errors.ts';
import type { IntegerType } from '../integer-draws.ts';
import { warn } from '../logger.ts';
import { isTuple } from '../python-list.ts';
import { typeText } from '../python-text.ts';
import { Discrete, isIntegerType } from './discrete.ts';
import { ARRAY_TYPES, type ArrayOf, arrayFrom, canCast, type NumberArray, rangeOf } from './element-types.ts';
import { isGiven, maskArray, maskText, refuseBoth, sumsToOne } from './mask.ts';
import {
  fits,
  flatNumbers,
  isRagged,
  NdArray,
  type NestedNumbers,
  sameShape,
  sizeOf,
  toLists,
  viewOf,
} from './nd-array.ts';
import { arrayText, scalarText } from './number-text.ts';
import { pairwiseSum } from './pairwise-sum.ts';
import { type InitialSeed, Space } from './space.ts';

/** Integers in one of the forms that constructors take. */
export type Integers = NestedNumbers | NumberArray | NdArray;
/** A mask for each element, in lists nested as the axes are. */
export type MaskTree<MaskType> = MaskType | readonly MaskTree<MaskType>[];
/** What may be chosen about a MultiDiscrete. */
export interface MultiDiscreteOptions<Type extends IntegerType> {
  readonly dtype?: Type;
  /** The smallest value of each element; zeros when left out. */
  readonly start?: Integers;
  readonly seed?: InitialSeed;
}
type MaskKind = 'mask' | 'probability';

/** @throws TypeError for no numbers, RangeError beyond the type */
function readIntegers<Type extends IntegerType>(name: string, value: Integers, dtype: Type) {
  const view = viewOf(value);
  if (view === null)
    throw new TypeError(`MultiDiscrete: ${name} must hold integers, actual type: ${typeText(value)}`);
  const [smallest, largest] = rangeOf(dtype);
  const data = arrayFrom(dtype, Array.from(view.data, Math.trunc));
  for (let n = 0; n < data.length; n++) {
    if (!(view.data[n] > smallest - 1 && view.data[n] < largest + 1))
      throw new RangeError(`MultiDiscrete: ${view.data[n]} in ${name} is out of bounds for ${dtype}`);
  }
  return { data, shape: view.shape ?? [data.length] };
}

export class MultiDiscrete<Type extends IntegerType = 'int64'> extends Space<ArrayOf<Type>> {
  declare readonly shape: readonly number[];
  declare readonly dtype: Type;
  /** How many values each element has, in C order. */
  readonly nvec: ArrayOf<Type>;
  /** The smallest value of each element, in C order. */
  readonly start: ArrayOf<Type>;

  /**
   * @param nvec how many values each element has; a list, nested for several axes
   * @throws ValueError for a type that is not of integers, AssertionError for counts below 1 and a start of another
   * shape
   */
  constructor(nvec: Integers, { dtype = 'int64' as Type, start, seed }: MultiDiscreteOptions<Type> = {}) {
    if (dtype === null)
      throw new ValueError('MultiDiscrete dtype must be explicitly provided, cannot be None.');
    if (!isIntegerType(dtype))
      throw new ValueError(`Invalid MultiDiscrete dtype (${dtype as string}), must be an integer dtype`);
    const counts = readIntegers('nvec', nvec, dtype);
    super(Object.freeze([...counts.shape]), dtype);
    this.nvec = counts.data;
    if (start === undefined) this.start = new ARRAY_TYPES[dtype](counts.data.length) as ArrayOf<Type>;
    else {
      const starts = readIntegers('start', start, dtype);
      if (!sameShape(starts.shape, counts.shape))
        throw new AssertionError('start and nvec (counts) should have the same shape');
      this.start = starts.data;
    }
    if (!this.nvec.every((count) => count > 0)) throw new AssertionError('nvec (counts) have to be positive');
    this.seedAtStart(seed);
  }

  override get isNpFlattenable(): boolean {
    return true;
  }

  /** Where the one-hot code of each element begins when all stand one after the other. */
  get offsets(): readonly number[] {
    let offset = 0;
    return Array.from(this.nvec, (count) => {
      offset += count;
      return offset - count;
    });
  }

  /**
   * @param mask for each element an Int8Array of ones and zeros, as for Discrete, in lists nested as the axes are
   * @param probability for each element a Float64Array of probabilities, in the same way
   * @throws AssertionError for a mask or probabilities of another kind, ValueError for both
   */
  override sample(
    mask?: MaskTree<Int8Array> | null,
    probability?: MaskTree<Float64Array> | null,
  ): ArrayOf<Type> {
    refuseBoth(mask, probability);
    if (isGiven(mask)) return arrayFrom(this.dtype, this.sampleTree(mask, 0, 0, 'mask'));
    if (isGiven(probability)) return arrayFrom(this.dtype, this.sampleTree(probability, 0, 0, 'probability'));
    const { nvec, start, npRandom } = this;
    const sample = new ARRAY_TYPES[this.dtype](nvec.length) as ArrayOf<Type>;
    for (let n = 0; n < sample.length; n++) sample[n] = Math.floor(npRandom.random() * nvec[n]) + start[n];
    return sample;
  }

  /** The elements below `axis` from `offset` on, in C order. */
  private sampleTree(tree: unknown, axis: number, offset: number, kind: MaskKind): number[] {
    if (axis === this.shape.length) return [this.sampleElement(tree, offset, kind)];
    const rest = this.shape.slice(axis);
    const size = sizeOf(rest.slice(1));
    if (!isTuple(tree)) {
      const counts = arrayText(this.nvec.slice(offset, offset + sizeOf(rest)), rest, this.dtype);
      throw new AssertionError(
        `Expects the mask to be a tuple for sub_nvec (${counts}), actual type: ${typeText(tree)}`,
      );
    }
    if (tree.length !== rest[0]) {
      throw new AssertionError(
        `Expects the mask length to be equal to the number of actions, mask length: ${tree.length}, nvec length: ${rest[0]}`,
      );
    }
    return tree.flatMap((branch, n) => this.sampleTree(branch, axis + 1, offset + n * size, kind));
  }

  private sampleElement(mask: unknown, n: number, kind: MaskKind): number {
    const array = maskArray(mask);
    if (array === null)
      throw new AssertionError(`Expects the sub mask to be np.ndarray, actual type: ${typeText(mask)}`);
    const { data, dtype } = array;
    if (data.length !== this.nvec[n]) {
      throw new AssertionError(
        `Expects the mask length to be equal to the number of actions, mask length: ${data.length}, action: ${this.nvec[n]}`,
      );
    }
    const expected = kind === 'mask' ? 'int8' : 'float64';
    if (dtype !== expected)
      throw new AssertionError(`Expects the mask dtype to be np.${expected}, actual dtype: ${dtype}`);
    const isValid = (value: number) => (kind === 'mask' ? value === 1 : value > 0 && value <= 1);
    if (!data.every((value) => value === 0 || isValid(value))) {
      const range = kind === 'mask' ? '0 or 1' : 'be between 0 and 1';
      throw new AssertionError(`Expects all masks values to ${range}, actual values: ${maskText(mask)}`);
    }
    const valid = Array.from(data.keys()).filter((index) => isValid(data[index]));
    if (kind === 'mask') return this.start[n] + (valid.length === 0 ? 0 : this.npRandom.choice(valid));
    const sum = pairwiseSum(data);
    if (!sumsToOne(sum)) {
      throw new AssertionError(
        `Expects the sum of all mask values to be 1, actual sum: ${scalarText(sum, 'float64')}`,
      );
    }
    return this.start[n] + this.npRandom.choice(valid, { p: valid.map((index) => data[index] / sum) });
  }

  /**
   * An array of a type that casts without loss, or nested lists of integers.
   * @throws ValueError for ragged lists
   */
  override contains(value: unknown): value is ArrayOf<Type> {
    if (isRagged(value)) throw new ValueError('lists of one level must have one length');
    const view = viewOf(value);
    if (view === null || typeof value === 'number' || !fits(view, this.shape)) return false;
    if (view.dtype !== null && !canCast(view.dtype, this.dtype)) return false;
    const { data } = view;
    for (let n = 0; n < data.length; n++) {
      const index = data[n] - this.start[n];
      if (!Number.isInteger(index) || index < 0 || index >= this.nvec[n]) return false;
    }
    return true;
  }

  /**
   * The space of one element, or of one row of the first axis, with a generator that goes on from the same state.
   * @throws RangeError beyond the first axis
   */
  at(index: number): Space<number> | Space<ArrayOf<Type>> {
    const { shape, dtype } = this;
    const row = index < 0 ? index + shape[0] : index;
    if (!(row >= 0 && row < shape[0]))
      throw new RangeError(`index ${index} is out of bounds for axis 0 with size ${shape[0]}`);
    const seed = this.npRandom.copy();
    if (shape.length === 1) return new Discrete(this.nvec[row], this.start[row], dtype, seed);
    const rest = shape.slice(1);
    const size = sizeOf(rest);
    const rowOf = (data: NumberArray) => new NdArray(data.slice(row * size, (row + 1) * size), rest);
    return new MultiDiscrete(rowOf(this.nvec), { dtype, start: rowOf(this.start), seed });
  }

  /** The size of the first axis. */
  get length(): number {
    if (this.shape.length >= 2) warn('Getting the length of a multi-dimensional MultiDiscrete space.');
    return this.shape[0];
  }

  override equals(other: unknown): boolean {
    return (
      other instanceof MultiDiscrete &&
      other.dtype === this.dtype &&
      sameShape(other.shape, this.shape) &&
      this.nvec.every((count, n) => count === other.nvec[n]) &&
      this.start.every((value, n) => value === other.start[n])
    );
  }

  override toString(): string {
    const { shape, dtype } = this;
    const nvec = arrayText(this.nvec, shape, dtype);
    if (this.start.every((value) => value === 0)) return `MultiDiscrete(${nvec})`;
    return `MultiDiscrete(${nvec}, start=${arrayText(this.start, shape, dtype)})`;
  }

  /** Nested lists. */
  override toJsonable(samples: readonly ArrayOf<Type>[]): unknown[] {
    return samples.map((sample) => toLists(sample, this.shape));
  }

  override fromJsonable(json: unknown): ArrayOf<Type>[] {
    return (json as NestedNumbers[]).map((nested) => arrayFrom(this.dtype, flatNumbers(nested)));
  }
}
