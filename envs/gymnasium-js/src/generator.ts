/**
 * The random generator: the draws of `numpy.random.Generator` on PCG64 that spaces and environments use, bit for
 * bit equal. Arrays of draws are flat, in C order, whatever their shape.
 */
import { integerBelow, integerUpTo } from './bounded-integers.ts';
import {
  checkProbabilities,
  chooseByProbability,
  chooseDifferent,
  chooseDifferentByProbability,
} from './choice.ts';
import { log1pOfC } from './elementary/log1p-of-c.ts';
import { ValueError } from './errors.ts';
import {
  drawBigInteger,
  drawInteger,
  drawIntegers,
  type IntegerOptions,
  type IntegerType,
} from './integer-draws.ts';
import type { Pcg64 } from './pcg64.ts';
import { type ArrayOf, Int64Array } from './spaces/element-types.ts';
import { standardExponential, standardNormal, uniform53 } from './ziggurat.ts';

/** How many draws: a number, or the sizes of axes. */
export type Size = number | readonly number[];
/** A size, where there is one. */
interface Sized {
  readonly size: Size;
}
/** How to choose. */
export interface ChoiceOptions {
  /** Whether an element may come more than once; true when left out. */
  readonly replace?: boolean;
  /** The probability of each element; all the same when left out. */
  readonly p?: ArrayLike<number>;
  /** Whether elements chosen without replacement come in random order; true when left out. */
  readonly shuffle?: boolean;
}
/** A list to choose from. */
type Elements = ArrayLike<unknown>;

/** p from which on a search for the first success is quicker than an inversion. */
const SEARCH_FROM = 0.3333333333333333;

/** @throws ValueError for sizes that are negative or fractional */
function countOf(size: Size): number {
  const sizes = typeof size === 'number' ? [size] : size;
  for (const axis of sizes) {
    if (!Number.isSafeInteger(axis) || axis < 0)
      throw new ValueError(`size must be a non-negative integer or a list of them, got ${axis}`);
  }
  return sizes.reduce((product, axis) => product * axis, 1);
}

function fill(size: Size, draw: () => number): Float64Array {
  const drawn = new Float64Array(countOf(size));
  for (let n = 0; n < drawn.length; n++) drawn[n] = draw();
  return drawn;
}

export class Generator {
  readonly bitGenerator: Pcg64;

  constructor(bitGenerator: Pcg64) {
    this.bitGenerator = bitGenerator;
  }

  /** Uniform on [0, 1): 53 bits, as float32 24 bits of half a word. */
  random(): number;
  random(size: null, dtype: 'float64' | 'float32'): number;
  random(size: Size, dtype?: 'float64'): Float64Array;
  random(size: Size, dtype: 'float32'): Float32Array;
  random(size?: Size | null, dtype: 'float64' | 'float32' = 'float64'): number | Float64Array | Float32Array {
    const bits = this.bitGenerator;
    if (dtype === 'float64') return size == null ? uniform53(bits) : fill(size, () => uniform53(bits));
    const draw = () => (bits.nextUint32() >>> 8) / 0x1000000;
    return size == null ? draw() : Float32Array.from(fill(size, draw));
  }

  /** Uniform on [low, high); bounds may be lists, one for each draw. */
  uniform(low?: number, high?: number): number;
  uniform(low: number, high: number, size: Size): Float64Array;
  uniform(low: number | ArrayLike<number>, high: number | ArrayLike<number>): Float64Array;
  uniform(
    low: number | ArrayLike<number> = 0,
    high: number | ArrayLike<number> = 1,
    size?: Size,
  ): number | Float64Array {
    const bits = this.bitGenerator;
    if (typeof low === 'number' && typeof high === 'number') {
      const range = high - low;
      if (!Number.isFinite(range)) throw new RangeError('high - low range exceeds valid bounds');
      return size === undefined
        ? low + range * uniform53(bits)
        : fill(size, () => low + range * uniform53(bits));
    }
    const lows =
      typeof low === 'number' ? new Array<number>((high as ArrayLike<number>).length).fill(low) : low;
    const highs = typeof high === 'number' ? new Array<number>(lows.length).fill(high) : high;
    if (lows.length !== highs.length)
      throw new ValueError(`uniform needs bounds of one length, got ${lows.length} and ${highs.length}`);
    return Float64Array.from(lows, (start, n) => start + (highs[n] - start) * uniform53(bits));
  }

  /**
   * Integers uniform on [low, high), or on [0, low) when there is no `high`. Bounds may be lists, one for each
   * draw; bigints give bigints, for ranges beyond 2^53.
   * @throws ValueError for bounds out of order, beyond the type or no integers
   */
  integers(low: number, high?: number | null, options?: IntegerOptions): number;
  integers(low: bigint, high: bigint, options?: IntegerOptions): bigint;
  integers<Type extends IntegerType = 'int64'>(
    low: number | ArrayLike<number>,
    high: number | ArrayLike<number> | null,
    options: IntegerOptions<Type> & Sized,
  ): ArrayOf<Type>;
  integers<Type extends IntegerType = 'int64'>(
    low: number | ArrayLike<number>,
    high: ArrayLike<number>,
    options?: IntegerOptions<Type>,
  ): ArrayOf<Type>;
  integers(
    low: number | bigint | ArrayLike<number>,
    high?: number | bigint | ArrayLike<number> | null,
    options?: IntegerOptions & Partial<Sized>,
  ): number | bigint | ArrayLike<number> {
    const bits = this.bitGenerator;
    if (options === undefined && typeof low === 'number') {
      const start = typeof high === 'number' ? low : 0;
      const count = typeof high === 'number' ? high - low : low;
      // The way of most draws, short; whatever is amiss goes the long way, which says what it is.
      const isSound =
        Number.isSafeInteger(start) && count > 0 && count <= 2 ** 53 && Number.isSafeInteger(start + count);
      if (isSound && (high == null || typeof high === 'number')) return start + integerBelow(bits, count);
    }
    return this.integersWith(low, high, options ?? {});
  }

  private integersWith(
    low: number | bigint | ArrayLike<number>,
    high: number | bigint | ArrayLike<number> | null | undefined,
    options: IntegerOptions & Partial<Sized>,
  ): number | bigint | ArrayLike<number> {
    const bits = this.bitGenerator;
    if (typeof low === 'bigint') return drawBigInteger(bits, low, BigInt(high as bigint), options);
    const single = high === undefined || high === null;
    const start = single ? 0 : low;
    const end = single ? low : (high as number | ArrayLike<number>);
    if (options.size !== undefined)
      return drawIntegers(bits, start, end, countOf(options.size), options, single);
    if (typeof start === 'number' && typeof end === 'number')
      return drawInteger(bits, start, end, options, single);
    return drawIntegers(bits, start, end, null, options, single);
  }

  /** Normal with mean 0 and variance 1. */
  standardNormal(): number;
  standardNormal(size: Size): Float64Array;
  standardNormal(size?: Size): number | Float64Array {
    const bits = this.bitGenerator;
    return size === undefined ? standardNormal(bits) : fill(size, () => standardNormal(bits));
  }

  /**
   * Normal with mean `mean` and standard deviation `scale`.
   * @throws ValueError for a negative scale
   */
  normal(mean?: number, scale?: number): number;
  normal(mean: number, scale: number, size: Size): Float64Array;
  normal(mean = 0, scale = 1, size?: Size): number | Float64Array {
    if (scale < 0) throw new ValueError('scale < 0');
    const bits = this.bitGenerator;
    if (size === undefined) return mean + scale * standardNormal(bits);
    return fill(size, () => mean + scale * standardNormal(bits));
  }

  /** Exponential with mean 1. */
  standardExponential(): number;
  standardExponential(size: Size): Float64Array;
  standardExponential(size?: Size): number | Float64Array {
    const bits = this.bitGenerator;
    return size === undefined ? standardExponential(bits) : fill(size, () => standardExponential(bits));
  }

  /**
   * Exponential with mean `scale`.
   * @throws ValueError for a negative scale
   */
  exponential(scale?: number): number;
  exponential(scale: number, size: Size): Float64Array;
  exponential(scale = 1, size?: Size): number | Float64Array {
    if (scale < 0) throw new ValueError('scale < 0');
    const bits = this.bitGenerator;
    if (size === undefined) return scale * standardExponential(bits);
    return fill(size, () => scale * standardExponential(bits));
  }

  /**
   * How many trials the first success takes, each succeeding with probability p.
   * @throws ValueError unless 0 < p <= 1
   */
  geometric(p: number): number;
  geometric(p: number, size: Size): Int64Array;
  geometric(p: number, size?: Size): number | Int64Array {
    if (!(p > 0 && p <= 1)) throw new ValueError('p <= 0, p > 1 or p contains NaNs');
    const draw = () => (p >= SEARCH_FROM ? this.searchSuccess(p) : this.invertSuccess(p));
    return size === undefined ? draw() : Int64Array.from(fill(size, draw));
  }

  private searchSuccess(p: number): number {
    const failure = 1 - p;
    const value = uniform53(this.bitGenerator);
    let trials = 1;
    let term = p;
    for (let sum = p; value > sum; trials++) {
      term *= failure;
      sum += term;
    }
    return trials;
  }

  private invertSuccess(p: number): number {
    const trials = Math.ceil(-standardExponential(this.bitGenerator) / log1pOfC(-p));
    // A very small p may ask for more than 64 bits hold.
    return Math.min(trials, 2 ** 63);
  }

  /**
   * Elements of a list, or of 0 ... n - 1 for a number n.
   * @throws ValueError for an empty list, probabilities that are none, or more elements than there are
   */
  choice(count: number, options?: ChoiceOptions): number;
  choice(count: number, options: ChoiceOptions & Sized): Int64Array;
  choice<Element>(list: ArrayLike<Element>, options?: ChoiceOptions): Element;
  choice<Element>(list: ArrayLike<Element>, options: ChoiceOptions & Sized): Element[];
  choice(from: number | Elements, options: ChoiceOptions & Partial<Sized> = {}): unknown {
    const count = typeof from === 'number' ? from : from.length;
    const { size, p } = options;
    const wanted = size === undefined ? 1 : countOf(size);
    if (!(Number.isSafeInteger(count) && count > 0) && wanted > 0) {
      const limit = typeof from === 'number' ? 'must be a positive integer' : 'cannot be empty';
      throw new ValueError(`a ${limit} unless no samples are taken`);
    }
    if (p !== undefined) checkProbabilities(p, count);
    const indices = this.chooseIndices(count, wanted, options);
    if (typeof from === 'number') return size === undefined ? indices[0] : Int64Array.from(indices);
    return size === undefined ? from[indices[0]] : indices.map((index) => from[index]);
  }

  private chooseIndices(
    count: number,
    wanted: number,
    { replace = true, p, shuffle = true }: ChoiceOptions,
  ): number[] {
    const bits = this.bitGenerator;
    if (replace) {
      if (p !== undefined) return chooseByProbability(bits, p, wanted);
      return Array.from({ length: wanted }, () => integerBelow(bits, count));
    }
    if (wanted > count)
      throw new ValueError('Cannot take a larger sample than population when replace is False');
    if (p !== undefined) return chooseDifferentByProbability(bits, p, wanted);
    return chooseDifferent(bits, count, wanted, shuffle);
  }

  /** Puts a list into random order, in place (Fisher & Yates, from the end). */
  shuffle<Element>(list: { [index: number]: Element; readonly length: number }): void {
    for (let n = list.length - 1; n > 0; n--) {
      const other = integerUpTo(this.bitGenerator, n);
      const element = list[n];
      list[n] = list[other];
      list[other] = element;
    }
  }

  /** A list in random order as a new one; for a number n, 0 ... n - 1 in random order. */
  permutation(count: number): Int64Array;
  permutation<Element>(list: ArrayLike<Element>): Element[];
  permutation(from: number | Elements): Int64Array | unknown[] {
    const list =
      typeof from === 'number' ? Int64Array.from({ length: countOf(from) }, (_, n) => n) : Array.from(from);
    this.shuffle<unknown>(list);
    return list;
  }

  /** Random bytes, four from each word. */
  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(countOf(length));
    let word = 0;
    for (let n = 0; n < bytes.length; n++) {
      word = n % 4 === 0 ? this.bitGenerator.nextUint32() : word >>> 8;
      bytes[n] = word;
    }
    return bytes;
  }

  /** New generators, independent of this one and of each other. */
  spawn(count: number): Generator[] {
    return this.bitGenerator.spawn(countOf(count)).map((bits) => new Generator(bits));
  }

  /** A generator that goes on as this one does. */
  copy(): Generator {
    return new Generator(this.bitGenerator.copy());
  }
}
