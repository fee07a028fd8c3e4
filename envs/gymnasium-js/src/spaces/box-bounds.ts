/** The bounds of a Box as given and as kept: read, checked against the element type, spread over the shape. */
import { ValueError } from '../errors.ts';
import { warn } from '../logger.ts';
import { PythonList } from '../python-list.ts';
import { tupleText, typeText } from '../python-text.ts';
import {
  ARRAY_TYPES,
  type ArrayOf,
  bitsOf,
  castTo,
  type ElementType,
  isFloat,
  kindOf,
  type NumberArray,
  rangeOf,
} from './element-types.ts';
import { type ArrayView, fits, type NdArray, type NestedNumbers, sizeOf, viewOf } from './nd-array.ts';
import { arrayText, scalarText } from './number-text.ts';

/** A bound: one number for all elements, or one for each. */
export type Bound = number | NestedNumbers | NumberArray | NdArray;

/** One side of a Box. */
export interface Side<Type extends ElementType> {
  /** The bound of each element, in C order. */
  readonly values: ArrayOf<Type>;
  /** Whether each element has a finite bound on this side. */
  readonly bounded: readonly boolean[];
}

/** What differs between the two sides. */
interface SideNames {
  readonly name: 'low' | 'high';
  readonly unbounded: number;
  readonly unboundedText: string;
  readonly limitText: string;
}

const LOW: SideNames = { name: 'low', unbounded: -Infinity, unboundedText: '-np.inf', limitText: 'min' };
const HIGH: SideNames = { name: 'high', unbounded: Infinity, unboundedText: 'np.inf', limitText: 'max' };

/** The view of a bound, null when it is none; nor does the original take a list of Python. */
function boundView(bound: unknown): ArrayView | null {
  return typeof bound === 'boolean' || bound instanceof PythonList ? null : viewOf(bound);
}

/** The shape of a bound that is a list or array, null for a number. */
function shapeOf(view: ArrayView): readonly number[] | null {
  const shape = view.shape ?? [view.data.length];
  return shape.length === 0 && view.dtype === null ? null : shape;
}

/**
 * The shape that two bounds ask for: that of the lists or arrays among them, `[1]` for two numbers.
 * @throws ValueError for bounds of different shapes or of no numbers
 */
export function shapeOfBounds(low: unknown, high: unknown): readonly number[] {
  const lowView = boundView(low);
  const highView = boundView(high);
  if (lowView === null || highView === null) {
    throw new ValueError(
      `Box shape is not specified, therefore inferred from low and high. Expected low and high to be np.ndarray, integer, or float.Actual types low=${typeText(low)}, high=${typeText(high)}`,
    );
  }
  const lowShape = shapeOf(lowView);
  const highShape = shapeOf(highView);
  if (lowShape !== null && highShape !== null && lowShape.join() !== highShape.join()) {
    throw new ValueError(
      `Box low.shape and high.shape don't match, low.shape=${tupleText(lowShape)}, high.shape=${tupleText(highShape)}`,
    );
  }
  return lowShape ?? highShape ?? [1];
}

/** The type that a list of numbers would have as an array of NumPy. */
function typeOfView({ data, dtype }: ArrayView): ElementType {
  return dtype ?? (Array.from(data).every(Number.isInteger) ? 'int64' : 'float64');
}

/**
 * The lower side of a Box.
 * @throws ValueError for bounds that are no numbers, NaN, beyond the type or of another shape
 */
export function lowSide<Type extends ElementType>(
  bound: Bound,
  shape: readonly number[],
  dtype: Type,
): Side<Type> {
  return side(bound, shape, dtype, LOW);
}

/** The upper side, in the same way. */
export function highSide<Type extends ElementType>(
  bound: Bound,
  shape: readonly number[],
  dtype: Type,
): Side<Type> {
  return side(bound, shape, dtype, HIGH);
}

function side<Type extends ElementType>(
  bound: Bound,
  shape: readonly number[],
  dtype: Type,
  names: SideNames,
): Side<Type> {
  const { name, unbounded, unboundedText, limitText } = names;
  const view = boundView(bound);
  if (view === null)
    throw new ValueError(
      `Box ${name} must be a np.ndarray, integer, or float, actual type=${typeText(bound)}`,
    );
  const given = Array.from(view.data);
  const single = shapeOf(view) === null;
  const text = () =>
    single
      ? scalarText(given[0], isFloat(dtype) || !Number.isInteger(given[0]) ? 'float64' : 'int64')
      : arrayText(given, view.shape ?? [given.length], typeOfView(view));
  if (given.some(Number.isNaN))
    throw new ValueError(`No ${name} value can be equal to \`np.nan\`, ${name}=${text()}`);
  const limit = rangeOf(dtype)[name === 'low' ? 0 : 1];
  const kind = kindOf(dtype);
  if (given.includes(unbounded) && (kind === 'u' || kind === 'b')) {
    throw new ValueError(`Box unsigned int dtype don't support \`${unboundedText}\`, ${name}=${text()}`);
  }
  const beyond = (value: number) => value !== unbounded && (name === 'low' ? value < limit : value > limit);
  if (given.some(beyond)) {
    const limitType = isFloat(dtype) ? 'float64' : kind === 'b' ? 'int64' : dtype;
    throw new ValueError(
      `Box ${name} is out of bounds of the dtype range, ${name}=${text()}, ${limitText} dtype=${scalarText(limit, limitType)}`,
    );
  }
  if (view.dtype !== null && isFloat(view.dtype) && isFloat(dtype) && bitsOf(view.dtype) > bitsOf(dtype)) {
    warn(`Box ${name}'s precision lowered by casting to ${dtype}, current ${name}.dtype=${view.dtype}`);
  }
  if (!single && !fits(view, shape)) {
    throw new ValueError(
      `Box ${name}.shape doesn't match provided shape, ${name}.shape=${tupleText(view.shape ?? [given.length])}, shape=${tupleText(shape)}`,
    );
  }
  const values = new ARRAY_TYPES[dtype](sizeOf(shape)) as ArrayOf<Type>;
  for (let n = 0; n < values.length; n++) {
    const value = given[single ? 0 : n];
    values[n] = value === unbounded && !isFloat(dtype) ? limit : castTo(dtype, value);
  }
  const bounded = Array.from(values, (_, n) => given[single ? 0 : n] !== unbounded);
  return { values, bounded };
}
