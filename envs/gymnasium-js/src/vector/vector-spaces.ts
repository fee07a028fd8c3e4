/** The spaces of a vector environment from those of its environments (gymnasium/vector/sync_vector_env.py). */
import { AssertionError, ValueError } from '../errors.ts';
import { batchDifferingSpaces, batchSpace } from '../spaces/batch-space.ts';
import { isSpaceDtypeShapeEquivalent } from '../spaces/equivalence.ts';
import { Space } from '../spaces/space.ts';

type AnySpace = Space<unknown>;

/**
 * How observation spaces are batched: `same` asks for equal ones, `different` for ones of equal shape and type;
 * a pair is the batched and the single space themselves.
 */
export type ObservationMode = 'same' | 'different' | readonly [batched: AnySpace, single: AnySpace];

/** Batched and single spaces of a vector environment. */
export interface VectorSpaces {
  readonly observationSpace: AnySpace;
  readonly singleObservationSpace: AnySpace;
  readonly actionSpace: AnySpace;
  readonly singleActionSpace: AnySpace;
}
/** What has spaces: an environment. */
interface WithSpaces {
  readonly observationSpace: AnySpace;
  readonly actionSpace: AnySpace;
}

function observationSpaces(
  envs: readonly WithSpaces[],
  mode: ObservationMode,
): readonly [batched: AnySpace, single: AnySpace] {
  const [{ observationSpace: single }] = envs;
  if (mode === 'same') return [batchSpace(single, envs.length), single];
  if (mode === 'different')
    return [batchDifferingSpaces(envs.map(({ observationSpace }) => observationSpace)), single];
  if (Array.isArray(mode) && mode.length === 2 && mode.every((space) => space instanceof Space))
    return mode as unknown as readonly [AnySpace, AnySpace];
  throw new ValueError(
    `Invalid \`observation_mode\`, expected: 'same' or 'different' or tuple of single and batch observation space, actual got ${mode}`,
  );
}

/**
 * @param name of the class, for messages
 * @throws ValueError for no environments or another mode; AssertionError for spaces that do not go together
 */
export function vectorSpaces(name: string, envs: readonly WithSpaces[], mode: ObservationMode): VectorSpaces {
  if (envs.length === 0) throw new ValueError(`${name} needs at least one environment`);
  const [observationSpace, single] = observationSpaces(envs, mode);
  const { actionSpace: singleActionSpace } = envs[0];
  for (const env of envs) {
    const spaces = `single_observation_space=${single}, sub-environment observation_space=${env.observationSpace}`;
    if (mode === 'same' && !env.observationSpace.equals(single)) {
      throw new AssertionError(
        `${name}(..., observation_mode='same') however the sub-environments observation spaces are not equivalent. ${spaces}. If this is intentional, use \`observation_mode='different'\` instead.`,
      );
    }
    if (mode !== 'same' && !isSpaceDtypeShapeEquivalent(env.observationSpace, single)) {
      throw new AssertionError(
        `${name}(..., observation_mode='different' or custom space) however the sub-environments observation spaces do not share a common shape and dtype, ${spaces}`,
      );
    }
    if (!env.actionSpace.equals(singleActionSpace)) {
      throw new AssertionError(
        `Sub-environment action space doesn't make the \`single_action_space\`, action_space=${env.actionSpace}, single_action_space=${singleActionSpace}`,
      );
    }
  }
  const actionSpace = batchSpace(singleActionSpace, envs.length);
  return { observationSpace, singleObservationSpace: single, actionSpace, singleActionSpace };
}
