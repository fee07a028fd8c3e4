/** The arguments of a vector environment's `reset`, for each of its environments (gymnasium/vector/sync_vector_env.py). */
import type { ResetArguments } from '../env.ts';
import { AssertionError } from '../errors.ts';
import { pythonText, tupleText, typeText } from '../python-text.ts';
import { BoolArray, elementTypeOf } from '../spaces/element-types.ts';
import type { SingleSeed, VectorResetArguments } from './vector-env.ts';

type Options = Readonly<Record<string, unknown>> | null;

/** What each environment is reset with; null for those that are not reset. */
export type SplitResetArguments = readonly (ResetArguments | null)[];

/**
 * Seeds for `count` environments: a seed, seed + 1, ... for a single one.
 * @throws AssertionError for a list of another length
 */
function splitSeed(seed: VectorResetArguments['seed'], count: number): readonly SingleSeed[] {
  if (Array.isArray(seed)) {
    if (seed.length === count) return seed as readonly SingleSeed[];
    throw new AssertionError(
      `If seeds are passed as a list the length must match num_envs=${count} but got length=${seed.length}.`,
    );
  }
  return Array.from({ length: count }, (_, n) => {
    if (seed === undefined || seed === null) return null;
    return typeof seed === 'bigint' ? seed + BigInt(n) : (seed as number) + n;
  });
}

/** Lists of booleans are taken as well as arrays of them. */
function readMask(mask: unknown, count: number): BoolArray {
  const name = "`options['reset_mask': mask]` must";
  const isList = Array.isArray(mask) && mask.every((value) => typeof value === 'boolean');
  const type = elementTypeOf(mask);
  if (!isList && type === null)
    throw new AssertionError(`${name} be a list of booleans or a BoolArray, got ${typeText(mask)}`);
  if (!isList && type !== 'bool') throw new AssertionError(`${name} have \`dtype=np.bool_\`, got ${type}`);
  const values = BoolArray.from(mask as ArrayLike<boolean>, Number);
  if (values.length !== count)
    throw new AssertionError(`${name} have shape \`(${count},)\`, got ${tupleText([values.length])}`);
  if (!values.includes(1)) {
    const text = pythonText(Array.from(values, Boolean));
    throw new AssertionError(`${name} contain a boolean array, got reset_mask=${text}`);
  }
  return values;
}

/**
 * The mask among the options, null when there is none.
 * @throws AssertionError for a mask that is none, of another length, or without an environment to reset
 */
export function resetMaskOf(options: Options | undefined, count: number): BoolArray | null {
  return options && 'resetMask' in options ? readMask(options.resetMask, count) : null;
}

/**
 * What each of `count` environments is reset with.
 * @throws AssertionError for seeds of another number, or a mask that is none
 */
export function splitResetArguments(
  { seed, options = null }: VectorResetArguments,
  count: number,
): SplitResetArguments {
  const seeds = splitSeed(seed, count);
  const mask = resetMaskOf(options, count);
  let rest = options;
  if (options !== null && mask !== null) {
    const { resetMask: _, ...others } = options;
    rest = others;
  }
  return seeds.map((single, n) => (mask === null || mask[n] === 1 ? { seed: single, options: rest } : null));
}
