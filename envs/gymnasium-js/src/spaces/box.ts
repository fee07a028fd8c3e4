/** Box: arrays of numbers between bounds, elementwise, in C order (gymnasium/spaces/box.py). */
import { GymnasiumError, ValueError } from '../errors.ts';
import { warn } from '../logger.ts';
import { tupleText, typeText } from '../python-text.ts';
import { type Bound, highSide, lowSide, shapeOfBounds } from './box-bounds.ts';
import {
  ARRAY_TYPES,
  type ArrayOf,
  arrayFrom,
  bitsOf,
  canCast,
  castTo,
  type ElementType,
  elementTypeOf,
  isElementType,
  isFloat,
  kindOf,
  rangeOf,
} from './element-types.ts';
import { isGiven, maskText } from './mask.ts';
import { fits, flatNumbers, NdArray, type NestedNumbers, sameShape, toLists, viewOf } from './nd-array.ts';
import { arrayText, scalarText } from './number-text.ts';
import { type InitialSeed, Space } from './space.ts';

export type { Bound } from './box-bounds.ts';

/** How far bounds of equal spaces may lie apart (`numpy.allclose`). */
const ABSOLUTE_TOLERANCE = 1e-8;
const RELATIVE_TOLERANCE = 1e-5;

/** @throws TypeError for what is no list of integers */
function checkedShape(shape: unknown): readonly number[] {
  if (!Array.isArray(shape))
    throw new TypeError(`Expected Box shape to be an iterable, actual type=${typeText(shape)}`);
  if (!shape.every(Number.isInteger)) {
    throw new TypeError(
      `Expected all Box shape elements to be integer, actual type=(${shape.map(typeText).join(', ')}${shape.length === 1 ? ',' : ''})`,
    );
  }
  if (shape.some((axis) => axis < 0)) throw new ValueError('negative dimensions are not allowed');
  return shape;
}

/** @throws ValueError for a type that is none of numbers */
function checkedType(dtype: unknown): void {
  if (dtype === null) throw new ValueError('Box dtype must be explicitly provided, cannot be None.');
  if (!isElementType(dtype))
    throw new ValueError(`Invalid Box dtype (${dtype}), must be an integer, floating, or bool dtype`);
}

function areClose(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  for (let n = 0; n < a.length; n++) {
    const near = Math.abs(a[n] - b[n]) <= ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * Math.abs(b[n]);
    if (a[n] !== b[n] && !(near && Number.isFinite(b[n]))) return false;
  }
  return true;
}

/** One number where all bounds are equal, else the array. */
function boundText(bound: ArrayLike<number>, shape: readonly number[], dtype: ElementType): string {
  const values = Array.from(bound);
  const single = values.length > 0 && values.every((value) => value === values[0]);
  return single ? scalarText(values[0], dtype) : arrayText(bound, shape, dtype);
}

export class Box<Type extends ElementType = 'float32'> extends Space<ArrayOf<Type>> {
  declare readonly shape: readonly number[];
  declare readonly dtype: Type;
  /** Lower bounds in C order. */
  readonly low: ArrayOf<Type>;
  /** Upper bounds in C order. */
  readonly high: ArrayOf<Type>;
  /** Whether each element has a finite lower bound. */
  readonly boundedBelow: readonly boolean[];
  /** Whether each element has a finite upper bound. */
  readonly boundedAbove: readonly boolean[];

  /**
   * Numbers are spread over the shape. Without a shape it is that of bounds given as lists or arrays, else `[1]`.
   * @throws ValueError for bounds that are NaN, beyond the type, of another shape, or low > high; TypeError for a
   * shape that is no list of integers
   */
  constructor(
    low: Bound,
    high: Bound,
    shape?: readonly number[] | null,
    dtype: Type = 'float32' as Type,
    seed?: InitialSeed,
  ) {
    checkedType(dtype);
    const sizes = Object.freeze([...(isGiven(shape) ? checkedShape(shape) : shapeOfBounds(low, high))]);
    super(sizes, dtype);
    ({ values: this.low, bounded: this.boundedBelow } = lowSide(low, sizes, dtype));
    ({ values: this.high, bounded: this.boundedAbove } = highSide(high, sizes, dtype));
    if (this.low.some((value, n) => value > this.high[n])) {
      throw new ValueError(
        `Box all low values must be less than or equal to high (some values break this), low=${arrayText(this.low, sizes, dtype)}, high=${arrayText(this.high, sizes, dtype)}`,
      );
    }
    this.seedAtStart(seed);
  }

  override get isNpFlattenable(): boolean {
    return true;
  }

  /**
   * Whether every element has finite bounds on the side asked for.
   * @throws ValueError for another side
   */
  isBounded(manner: 'both' | 'below' | 'above' = 'both'): boolean {
    const below = this.boundedBelow.every((bounded) => bounded);
    const above = this.boundedAbove.every((bounded) => bounded);
    if (manner === 'both') return below && above;
    if (manner === 'below') return below;
    if (manner === 'above') return above;
    throw new ValueError(`manner is not in {'below', 'above', 'both'}, actual value: ${manner as string}`);
  }

  /**
   * Elements bounded on both sides are uniform; unbounded ones are normal, half-bounded ones lie an exponential
   * away from their bound. Draws are made kind by kind in the order of Gymnasium's code: unbounded, below, above,
   * both.
   * @throws GymnasiumError for a mask or probabilities, which a Box has no use for
   */
  override sample(mask?: null, probability?: null): ArrayOf<Type> {
    if (isGiven(mask))
      throw new GymnasiumError(`Box.sample cannot be provided a mask, actual value: ${maskText(mask)}`);
    if (isGiven(probability)) {
      throw new GymnasiumError(
        `Box.sample cannot be provided a probability mask, actual value: ${maskText(probability)}`,
      );
    }
    const { low, npRandom } = this;
    const draws = new Float64Array(low.length);
    for (let kind = 0; kind < 4; kind++) {
      for (let n = 0; n < draws.length; n++) {
        if ((this.boundedBelow[n] ? 1 : 0) + (this.boundedAbove[n] ? 2 : 0) !== kind) continue;
        if (kind === 0) draws[n] = npRandom.standardNormal();
        else if (kind === 1) draws[n] = npRandom.standardExponential() + low[n];
        else if (kind === 2) draws[n] = -npRandom.standardExponential() + this.endOf(n);
        else draws[n] = npRandom.uniform(low[n], this.endOf(n));
      }
    }
    return this.cast(draws);
  }

  /** What element n stays below: for integers one above the bound, beyond 64 bits by wrapping around. */
  private endOf(n: number): number {
    const high = this.high[n];
    if (isFloat(this.dtype)) return high;
    if (high < 2 ** 63) return high + 1;
    return kindOf(this.dtype) === 'i' ? -(2 ** 63) : high < 2 ** 64 ? high - 2 ** 64 + 1 : 0;
  }

  /** Draws as elements: integers rounded down and kept, like the original's, two off the ends of a signed type. */
  private cast(draws: Float64Array): ArrayOf<Type> {
    if (isFloat(this.dtype)) return arrayFrom(this.dtype, draws);
    const [smallest, largest] = rangeOf(this.dtype);
    const wide = bitsOf(this.dtype) === 64;
    const margin = kindOf(this.dtype) === 'i' && !wide ? 2 : 0;
    const sample = new ARRAY_TYPES[this.dtype](draws.length) as ArrayOf<Type>;
    for (let n = 0; n < draws.length; n++) {
      const whole = Math.floor(draws[n]);
      const kept = Math.min(Math.max(whole, smallest + margin), largest - margin);
      sample[n] = wide ? Math.min(Math.max(kept, this.low[n]), this.high[n]) : kept;
    }
    return sample;
  }

  /**
   * A typed array or `NdArray` of a type that casts without loss, or nested lists of numbers; of the right size
   * and inside the bounds. What is no array is warned of: a list has no element type that could be right.
   */
  override contains(value: unknown): value is ArrayOf<Type> {
    if (value instanceof ARRAY_TYPES[this.dtype]) return this.holds(value);
    if (!(value instanceof NdArray) && elementTypeOf(value) === null) warn('Casting input x to numpy array.');
    const view = viewOf(value);
    if (view === null || !fits(view, this.shape)) return false;
    if (view.dtype !== null) return canCast(view.dtype, this.dtype) && this.holds(view.data);
    const numbers = Array.from(view.data);
    return !numbers.some(Number.isNaN) && this.holds(numbers.map((number) => castTo(this.dtype, number)));
  }

  private holds(array: ArrayLike<number>): boolean {
    const { low, high } = this;
    if (array.length !== low.length) return false;
    for (let n = 0; n < low.length; n++) if (!(array[n] >= low[n] && array[n] <= high[n])) return false;
    return true;
  }

  override equals(other: unknown): boolean {
    return (
      other instanceof Box &&
      other.dtype === this.dtype &&
      sameShape(other.shape, this.shape) &&
      areClose(this.low, other.low) &&
      areClose(this.high, other.high)
    );
  }

  override toString(): string {
    const { shape, dtype } = this;
    return `Box(${boundText(this.low, shape, dtype)}, ${boundText(this.high, shape, dtype)}, ${tupleText(shape)}, ${dtype})`;
  }

  /** Nested lists. */
  override toJsonable(samples: readonly ArrayOf<Type>[]): unknown[] {
    return samples.map((sample) => toLists(sample, this.shape));
  }

  override fromJsonable(json: unknown): ArrayOf<Type>[] {
    return (json as NestedNumbers[]).map((nested) => arrayFrom(this.dtype, flatNumbers(nested)));
  }
}
