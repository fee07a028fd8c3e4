/**
 * FilterObservation: some parts of an observation from a Dict or a Tuple
 * (gymnasium/wrappers/transform_observation.py).
 */
import type { Env } from '../env.ts';
import { AssertionError, ValueError } from '../errors.ts';
import { pythonText, typeText } from '../python-text.ts';
import { Dict } from '../spaces/dict.ts';
import type { Space } from '../spaces/space.ts';
import { Tuple } from '../spaces/tuple.ts';
import { TransformObservation, type TransformObservationOptions } from './transform-observation.ts';

/** Keys of a Dict, or indices of a Tuple, in the order in which they are to be. */
export type FilterKeys = readonly (string | number)[];

type Parts = Readonly<Record<string | number, unknown>>;

function fromDict(space: Dict, keys: FilterKeys): TransformObservationOptions<unknown, unknown> {
  if (!keys.every((key) => typeof key === 'string'))
    throw new AssertionError(`the filter keys of a Dict must be strings, got ${pythonText(keys)}`);
  const missing = keys.filter((key) => !space.spaces.has(key));
  if (missing.length > 0) {
    throw new ValueError(
      `All the \`filter_keys\` must be included in the observation space.\nFilter keys: ${pythonText(keys)}\nObservation keys: ${pythonText([...space.spaces.keys()])}\nMissing keys: ${pythonText(missing)}`,
    );
  }
  if (keys.length === 0)
    throw new ValueError('The observation space is empty due to filtering all of the keys.');
  const parts = keys.map((key) => [key, space.spaces.get(key)] as const);
  return {
    observationSpace: new Dict(Object.fromEntries(parts) as Record<string, Space<unknown>>),
    func: (observation) => Object.fromEntries(keys.map((key) => [key, (observation as Parts)[key]])),
  };
}

function fromTuple(space: Tuple, keys: FilterKeys): TransformObservationOptions<unknown, unknown> {
  const indices = keys.filter((key) => Number.isInteger(key)) as number[];
  if (indices.length !== keys.length)
    throw new AssertionError(`the filter keys of a Tuple must be integers, got ${pythonText(keys)}`);
  if (new Set(indices).size !== indices.length)
    throw new AssertionError(`Duplicate keys exist, filter_keys: ${pythonText(keys)}`);
  const length = space.spaces.length;
  const missing = indices.filter((index) => index >= length || index < -length);
  if (missing.length > 0) {
    throw new ValueError(
      `All the \`filter_keys\` must be included in the length of the observation space.\nFilter keys: ${pythonText(keys)}, length of observation: ${length}, missing indexes: ${pythonText(missing)}`,
    );
  }
  if (keys.length === 0) throw new ValueError('The observation space is empty due to filtering all keys.');
  return {
    observationSpace: new Tuple(indices.map((index) => space.spaces.at(index) as Space<unknown>)),
    func: (observation) => indices.map((index) => (observation as readonly unknown[]).at(index)),
  };
}

function filterOf(space: unknown, keys: FilterKeys): TransformObservationOptions<unknown, unknown> {
  if (!Array.isArray(keys))
    throw new TypeError(`Expects \`filter_keys\` to be a Sequence, actual type: ${typeText(keys)}`);
  if (space instanceof Dict) return fromDict(space as Dict, keys);
  if (space instanceof Tuple) return fromTuple(space as Tuple, keys);
  throw new ValueError(
    `FilterObservation wrapper is only usable with \`Dict\` and \`Tuple\` observations, actual type: ${typeText(space)}`,
  );
}

export class FilterObservation<Action> extends TransformObservation<unknown, Action> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.transform_observation:FilterObservation';
  readonly filterKeys: FilterKeys;

  /**
   * @throws ValueError for keys that are not there, for no keys, and for observations from another space;
   * AssertionError for keys of the wrong type or twice the same
   */
  constructor(env: Env<unknown, Action>, { filterKeys }: { readonly filterKeys: FilterKeys }) {
    super(env, filterOf(env.observationSpace, filterKeys));
    this.recordConstructorArguments({ filterKeys });
    this.filterKeys = filterKeys;
  }
}
