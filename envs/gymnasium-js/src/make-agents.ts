/** `makeParallel` and `makeAec`: environments of many agents by id, of both kinds whichever is registered. */
import type { AECEnv } from './aec-env.ts';
import { aecToParallel, parallelToAec } from './conversions/conversions.ts';
import type { EnvSpec, MakeArguments } from './env-spec.ts';
import { GymnasiumError } from './errors.ts';
import type { ParallelEnv } from './parallel-env.ts';
import { spec } from './registration.ts';

function entryOf(id: string | EnvSpec, kind: string): EnvSpec {
  const entry = typeof id === 'string' ? spec(id) : id;
  if (entry.parallelEntryPoint === null && entry.aecEntryPoint === null)
    throw new GymnasiumError(`${entry.id} has no ${kind}; use make`);
  return entry;
}

/**
 * Makes an environment whose agents act all at once; one of turns is converted.
 * @throws UnregisteredEnv (see `spec`); GymnasiumError when the id has no form for many agents; AssertionError when
 * it has only one of turns whose world moves within a round (see `turnBasedAecToParallel`)
 */
export function makeParallel(
  id: string | EnvSpec,
  kwargs: MakeArguments = {},
): ParallelEnv<unknown, unknown> {
  const entry = entryOf(id, 'parallelEntryPoint');
  const merged = { ...entry.kwargs, ...kwargs };
  if (entry.parallelEntryPoint !== null) return entry.parallelEntryPoint(merged);
  return aecToParallel((entry.aecEntryPoint as NonNullable<typeof entry.aecEntryPoint>)(merged));
}

/**
 * Makes an environment whose agents take turns; one where all act at once is converted.
 * @throws UnregisteredEnv (see `spec`); GymnasiumError when the id has no form for many agents
 */
export function makeAec(id: string | EnvSpec, kwargs: MakeArguments = {}): AECEnv<unknown, unknown> {
  const entry = entryOf(id, 'aecEntryPoint');
  const merged = { ...entry.kwargs, ...kwargs };
  if (entry.aecEntryPoint !== null) return entry.aecEntryPoint(merged);
  return parallelToAec((entry.parallelEntryPoint as NonNullable<typeof entry.parallelEntryPoint>)(merged));
}
