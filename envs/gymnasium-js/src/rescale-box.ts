/**
 * The affine map from one Box onto another (gymnasium/wrappers/utils.py). The original divides in 80-bit
 * numbers where the machine has them; results in float32 come out equal, in float64 they may differ in the
 * last bit.
 */
import { AssertionError } from './errors.ts';
import { Box } from './spaces/box.ts';
import { ARRAY_TYPES, type ElementType } from './spaces/element-types.ts';

/** A bound for all elements, or one for each. Numbers are float64, typed arrays of their own type. */
export type NewBound = number | ArrayLike<number>;

/** A box and the maps from elements of the old box into it and back. */
export interface RescaledBox<Type extends ElementType> {
  readonly box: Box<Type>;
  forward(element: ArrayLike<number>): ArrayLike<number>;
  backward(element: ArrayLike<number>): ArrayLike<number>;
}

/** A constructor of typed arrays of numbers. */
type NumberArray = new (length: number) => { [n: number]: number; readonly length: number };

function spread(name: string, bound: NewBound, length: number): Float64Array {
  const values = typeof bound === 'number' ? new Float64Array(length).fill(bound) : Float64Array.from(bound);
  if (values.length !== length || values.some(Number.isNaN))
    throw new AssertionError(`${name} must be a number or ${length} numbers, got ${bound}`);
  return values;
}

/**
 * @throws AssertionError when `box` is no Box, a bound has another length, is infinite where that of the box is
 * not or is something else, or the lower exceeds the upper
 */
export function rescaleBox<Type extends ElementType>(
  box: Box<Type>,
  newMin: NewBound,
  newMax: NewBound,
): RescaledBox<Type> {
  if (!(box instanceof Box)) throw new AssertionError(`only a Box can be rescaled, got ${String(box)}`);
  const length = box.low.length;
  const low = Float64Array.from(box.low as ArrayLike<number>);
  const high = Float64Array.from(box.high as ArrayLike<number>);
  const min = spread('the new minimum', newMin, length);
  const max = spread('the new maximum', newMax, length);
  const round: (value: number) => number = box.dtype === 'float32' ? Math.fround : (value) => value;
  const isSingle = (bound: NewBound) => bound instanceof Float32Array;
  const roundRange = isSingle(newMin) && isSingle(newMax) ? Math.fround : (value: number) => value;
  const gradient = new Float64Array(length).fill(1);
  const intercept = new Float64Array(length);
  for (let n = 0; n < length; n++) {
    for (const [bound, old] of [
      [min[n], low[n]],
      [max[n], high[n]],
    ]) {
      if (!(Number.isFinite(bound) && Number.isFinite(old)) && bound !== old)
        throw new AssertionError(`an infinite bound must stay as it is, got ${bound} for ${old}`);
    }
    if (min[n] > max[n])
      throw new AssertionError(`the new minimum must not exceed the maximum, got ${min[n]} > ${max[n]}`);
    const bounded = Number.isFinite(min[n]) && Number.isFinite(max[n]);
    if (bounded) gradient[n] = round(roundRange(max[n] - min[n]) / (high[n] - low[n]));
    if (Number.isFinite(min[n])) intercept[n] = round(round(gradient[n] * -low[n]) + min[n]);
    else if (Number.isFinite(max[n])) intercept[n] = round(max[n] - high[n]);
  }
  const make = ARRAY_TYPES[box.dtype] as unknown as NumberArray;
  const map = (element: ArrayLike<number>, change: (value: number, n: number) => number) => {
    const result = new make(length);
    for (let n = 0; n < length; n++) result[n] = change(element[n], n);
    return result;
  };
  return {
    box: new Box(Array.from(min, round), Array.from(max, round), box.shape, box.dtype),
    forward: (element) => map(element, (value, n) => round(gradient[n] * value) + intercept[n]),
    backward: (element) => map(element, (value, n) => round(value - intercept[n]) / gradient[n]),
  };
}
