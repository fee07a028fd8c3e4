/** The space of batches of a space: n elements of it at once (gymnasium/vector/utils/space_utils.py). */
import { AssertionError } from '../errors.ts';
import type { IntegerType } from '../integer-draws.ts';
import { typeText } from '../python-text.ts';
import { Box } from './box.ts';
import { utilitiesOf } from './custom-spaces.ts';
import { Dict } from './dict.ts';
import { Discrete } from './discrete.ts';
import { ARRAY_TYPES, arrayFrom, bitsOf, type ElementType, type NumberArray } from './element-types.ts';
import { MultiBinary } from './multi-binary.ts';
import { MultiDiscrete } from './multi-discrete.ts';
import { NdArray } from './nd-array.ts';
import { copySpace, Space } from './space.ts';
import { Tuple } from './tuple.ts';

/** Spaces whose elements are arrays or numbers. */
type ArraySpace = Box<ElementType> | Discrete | MultiDiscrete<IntegerType> | MultiBinary;

/** Seeds of copies are drawn below this. */
const COPY_SEED_LIMIT = 100000000;

/** Whether elements of a space are arrays or numbers. */
export function isArraySpace(space: unknown): space is ArraySpace {
  return (
    space instanceof Box ||
    space instanceof Discrete ||
    space instanceof MultiDiscrete ||
    space instanceof MultiBinary
  );
}

/** @throws TypeError for what is no space */
export function assertSpace(space: unknown, use: string): void {
  if (!(space instanceof Space)) {
    throw new TypeError(
      `The space provided to \`${use}\` is not a gymnasium Space instance, type: ${typeText(space)}, ${space}`,
    );
  }
}

/** `count` copies of an array, one after the other. */
function tiled(array: NumberArray, shape: readonly number[], dtype: ElementType, count: number): NdArray {
  const rows = new ARRAY_TYPES[dtype](count * array.length);
  for (let n = 0; n < count; n++) rows.set(array, n * array.length);
  return new NdArray(rows, [count, ...shape]);
}

/**
 * The space of batches of `count` elements. Arrays get an axis in front; Graph, Text, Sequence, OneOf and spaces
 * of other kinds become a Tuple of copies. It draws with a copy of the space's generator.
 */
export function batchSpace<Type extends ElementType>(space: Box<Type>, count?: number): Box<Type>;
export function batchSpace(space: Discrete, count?: number): MultiDiscrete<IntegerType>;
export function batchSpace<Type extends IntegerType>(space: MultiDiscrete<Type>, count?: number): Box<Type>;
export function batchSpace(space: MultiBinary, count?: number): Box<'int8'>;
export function batchSpace(space: Space<unknown>, count?: number): Space<unknown>;
export function batchSpace(space: Space<unknown>, count = 1): unknown {
  assertSpace(space, 'batch_space');
  const custom = utilitiesOf(space).batchSpace;
  if (custom !== undefined) return custom(space, count);
  const seed = space.npRandom.copy();
  if (space instanceof Box) {
    const { low, high, shape, dtype } = space as unknown as Box<ElementType>;
    return new Box(tiled(low, shape, dtype, count), tiled(high, shape, dtype, count), null, dtype, seed);
  }
  if (space instanceof Discrete) {
    const repeated = (value: number) => new Array<number>(count).fill(value);
    return new MultiDiscrete(repeated(space.n), { dtype: space.dtype, start: repeated(space.start), seed });
  }
  if (space instanceof MultiDiscrete) {
    const { nvec, start, shape, dtype } = space;
    const last = arrayFrom(
      dtype,
      Array.from(start, (value, n) => value + nvec[n] - 1),
    );
    return new Box(tiled(start, shape, dtype, count), tiled(last, shape, dtype, count), null, dtype, seed);
  }
  if (space instanceof MultiBinary) return new Box(0, 1, [count, ...space.shape], 'int8', seed);
  if (space instanceof Tuple)
    return new Tuple(
      space.spaces.map((part) => batchSpace(part, count)),
      seed,
    );
  if (space instanceof Dict) {
    const parts = Array.from(space.spaces, ([key, part]) => [key, batchSpace(part, count)]);
    return new Dict(Object.fromEntries(parts) as Record<string, Space<unknown>>, seed);
  }
  const copies = new Tuple(
    Array.from({ length: count }, () => copySpace(space)),
    seed,
  );
  copies.seed([...seed.copy().integers(0, COPY_SEED_LIMIT, { size: count })]);
  return copies;
}

/**
 * The space of batches of one element from each of several spaces of one kind, type and shape.
 * @throws AssertionError when they differ in that
 */
export function batchDifferingSpaces(spaces: readonly Space<unknown>[]): Space<unknown> {
  if (spaces.length === 0) throw new AssertionError('Expects a non-empty list of spaces');
  const [first] = spaces;
  if (!spaces.every((space) => space instanceof first.constructor)) {
    throw new AssertionError(
      `Expects all spaces to be the same shape, actual types: ${spaces.map(typeText).join(', ')}`,
    );
  }
  const custom = utilitiesOf(first).batchDifferingSpaces;
  if (custom !== undefined) return custom(spaces);
  const seed = first.npRandom.copy();
  if (isArraySpace(first)) return batchArraySpaces(spaces as readonly ArraySpace[], seed);
  if (first instanceof Tuple) {
    const tuples = spaces as readonly Tuple[];
    const columns = first.spaces.map((_, n) => batchDifferingSpaces(tuples.map((tuple) => tuple.spaces[n])));
    return new Tuple(columns, seed) as Space<unknown>;
  }
  if (first instanceof Dict) {
    const dicts = spaces as readonly Dict[];
    const keys = [...first.spaces.keys()];
    const isAlike = ({ spaces: parts }: Dict) =>
      parts.size === keys.length && keys.every((key) => parts.has(key));
    if (!dicts.every(isAlike)) throw new AssertionError('Expected all Dict spaces to have the same keys');
    const columns = keys.map((key) => {
      return [key, batchDifferingSpaces(dicts.map((dict) => dict.spaces.get(key) as Space<unknown>))];
    });
    return new Dict(Object.fromEntries(columns) as Record<string, Space<unknown>>, seed) as Space<unknown>;
  }
  return new Tuple(spaces.map(copySpace), seed) as Space<unknown>;
}

function batchArraySpaces(spaces: readonly ArraySpace[], seed: Space<unknown>['npRandom']): Space<unknown> {
  const [first] = spaces;
  const shape = [spaces.length, ...first.shape];
  if (first instanceof Discrete) {
    const discretes = spaces as readonly Discrete[];
    const dtype = discretes.map((space) => space.dtype).reduce((a, b) => (bitsOf(b) > bitsOf(a) ? b : a));
    const start = discretes.map((space) => space.start);
    return new MultiDiscrete(
      discretes.map((space) => space.n),
      { dtype, start, seed },
    ) as Space<unknown>;
  }
  if (!spaces.every((space) => space.dtype === first.dtype)) {
    throw new AssertionError(
      `Expected all dtypes to be equal, actually [${spaces.map((space) => space.dtype).join(', ')}]`,
    );
  }
  if (!spaces.every((space) => space.shape.join() === first.shape.join())) {
    throw new AssertionError(
      `Expected all shapes to be equal, actually ${spaces.map((space) => `[${space.shape.join(', ')}]`).join(', ')}`,
    );
  }
  const stacked = (bound: (space: ArraySpace) => ArrayLike<number>) => {
    return new NdArray(
      arrayFrom(
        first.dtype,
        spaces.flatMap((space) => Array.from(bound(space))),
      ),
      shape,
    );
  };
  if (first instanceof MultiBinary) return new Box(0, 1, shape, 'int8', seed) as Space<unknown>;
  const low = stacked((space) => (space instanceof MultiDiscrete ? space.start : (space as Box).low));
  const high = stacked((space) => {
    if (!(space instanceof MultiDiscrete)) return (space as Box).high;
    return space.start.map((value, n) => value + space.nvec[n] - 1);
  });
  return new Box(low, high, null, first.dtype as ElementType, seed) as Space<unknown>;
}
