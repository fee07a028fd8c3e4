/** Box: arrays of numbers between bounds, elementwise, in C order (gymnasium/spaces/box.py). */
import { InvalidBound } from '../errors.ts';
import {
  ARRAY_TYPES,
  type ArrayOf,
  type ElementType,
  isFloat,
  isSafeArray,
  rangeOf,
} from './element-types.ts';
import { Space } from './space.ts';

/** A bound: one number for all elements, or one for each in C order. */
export type Bound = number | ArrayLike<number>;

export class Box<Type extends ElementType = 'float32'> extends Space<ArrayOf<Type>> {
  override readonly shape: readonly number[];
  override readonly dtype: Type;
  /** Lower bounds in C order. */
  readonly low: ArrayOf<Type>;
  /** Upper bounds in C order. */
  readonly high: ArrayOf<Type>;

  /**
   * Numbers are spread over the shape. Without a shape it is that of a bound given as a list, else `[1]`.
   * @throws InvalidBound for a bound that is NaN, beyond the type, of another length than the shape asks, or
   * low > high
   */
  constructor(low: Bound, high: Bound, shape?: readonly number[] | null, dtype: Type = 'float32' as Type) {
    const listed = typeof low === 'number' ? high : low;
    const sizes = Object.freeze(shape ? [...shape] : [typeof listed === 'number' ? 1 : listed.length]);
    if (!(dtype in ARRAY_TYPES)) {
      throw new InvalidBound(
        `Box: dtype must be one of ${Object.keys(ARRAY_TYPES).join(', ')}, got ${dtype}`,
      );
    }
    if (!sizes.every((size) => Number.isInteger(size) && size >= 0)) {
      throw new InvalidBound(`Box: shape must hold non-negative integers, got [${sizes.join(', ')}]`);
    }
    super(sizes, dtype);
    this.shape = sizes;
    this.dtype = dtype;
    this.low = this.spread('low', low);
    this.high = this.spread('high', high);
    for (let n = 0; n < this.low.length; n++) {
      if (this.low[n] > this.high[n]) {
        throw new InvalidBound(
          `Box: low must not exceed high, got ${this.low[n]} > ${this.high[n]} at element ${n}`,
        );
      }
    }
  }

  private spread(name: string, bound: Bound): ArrayOf<Type> {
    const length = this.shape.reduce((product, size) => product * size, 1);
    if (typeof bound !== 'number' && bound.length !== length) {
      throw new InvalidBound(`Box: ${name} must be a number or ${length} numbers, got ${bound.length}`);
    }
    const [smallest, largest] = rangeOf(this.dtype);
    const array = new ARRAY_TYPES[this.dtype](length) as ArrayOf<Type>;
    for (let n = 0; n < length; n++) {
      const value = typeof bound === 'number' ? bound : bound[n];
      if (!(value >= smallest && value <= largest) || (!isFloat(this.dtype) && !Number.isInteger(value))) {
        throw new InvalidBound(`Box: ${name} must hold ${this.dtype} numbers, got ${value}`);
      }
      array[n] = value;
    }
    return array;
  }

  /** Whether every element has finite bounds on the side asked for. */
  isBounded(manner: 'both' | 'below' | 'above' = 'both'): boolean {
    const below = this.low.every((value) => value > -Infinity);
    const above = this.high.every((value) => value < Infinity);
    return (manner === 'above' || below) && (manner === 'below' || above);
  }

  /**
   * Elements bounded on both sides are uniform; unbounded ones are normal, half-bounded ones lie an
   * exponential away from their bound. Draws are made kind by kind in the order of Gymnasium's code:
   * unbounded, below, above, both.
   */
  override sample(): ArrayOf<Type> {
    const { low, high, npRandom } = this;
    const draws = new Float64Array(low.length);
    const integral = !isFloat(this.dtype);
    for (let kind = 0; kind < 4; kind++) {
      for (let n = 0; n < draws.length; n++) {
        const kindOfElement = (low[n] > -Infinity ? 1 : 0) + (high[n] < Infinity ? 2 : 0);
        if (kindOfElement !== kind) continue;
        if (kind === 0) draws[n] = npRandom.standardNormal();
        else if (kind === 1) draws[n] = npRandom.standardExponential() + low[n];
        else if (kind === 2) draws[n] = high[n] - npRandom.standardExponential();
        else draws[n] = npRandom.uniform(low[n], integral ? high[n] + 1 : high[n]);
      }
    }
    const sample = new ARRAY_TYPES[this.dtype](draws.length) as ArrayOf<Type>;
    for (let n = 0; n < draws.length; n++) sample[n] = integral ? Math.floor(draws[n]) : draws[n];
    return sample;
  }

  /**
   * A typed array that casts to the element type without loss, or a plain array of numbers, of right length
   * in bounds.
   */
  override contains(value: unknown): value is ArrayOf<Type> {
    const array: ArrayLike<unknown> | null =
      Array.isArray(value) || isSafeArray(value, this.dtype) ? (value as ArrayLike<unknown>) : null;
    if (array === null || array.length !== this.low.length) return false;
    for (let n = 0; n < array.length; n++) {
      const element = array[n];
      if (typeof element !== 'number' || !(element >= this.low[n] && element <= this.high[n])) return false;
    }
    return true;
  }

  override equals(other: unknown): boolean {
    return (
      other instanceof Box &&
      other.dtype === this.dtype &&
      other.shape.join() === this.shape.join() &&
      this.low.every((value, n) => value === other.low[n]) &&
      this.high.every((value, n) => value === other.high[n])
    );
  }

  override toString(): string {
    const shape = this.shape.length === 1 ? `(${this.shape[0]},)` : `(${this.shape.join(', ')})`;
    return `Box(${this.boundText(this.low)}, ${this.boundText(this.high)}, ${shape}, ${this.dtype})`;
  }

  /** One number where all are equal, else the list; NumPy's padding and nesting are not imitated. */
  private boundText(bound: ArrayOf<Type>): string {
    const texts = Array.from(bound, (value) => numberText(value, this.dtype));
    return new Set(texts).size === 1 ? texts[0] : `[${texts.join(' ')}]`;
  }
}

/** A number as NumPy prints it: floats with a point, the fewest digits that name it, `inf` for infinity. */
function numberText(value: number, type: ElementType): string {
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (!isFloat(type)) return String(value);
  let text = String(value);
  for (let digits = 1; type === 'float32' && digits <= 9; digits++) {
    text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) break;
  }
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}
