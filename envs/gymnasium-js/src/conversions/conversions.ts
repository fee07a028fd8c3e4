/** Environments of turns as ones where all act at once and the other way round (pettingzoo/utils/conversions.py). */
import type { AECEnv } from '../aec-env.ts';
import { OrderEnforcingWrapper } from '../agent-wrappers/order-enforcing-wrapper.ts';
import type { ParallelEnv } from '../parallel-env.ts';
import { AecToParallelWrapper } from './aec-to-parallel-wrapper.ts';
import { ParallelToAecWrapper } from './parallel-to-aec-wrapper.ts';
import { TurnBasedAecToParallelWrapper } from './turn-based-aec-to-parallel-wrapper.ts';

/** The environment that `parallelToAec` made this one of, if it did. */
function parallelInside<Observation, Action>(
  env: AECEnv<Observation, Action>,
): ParallelEnv<Observation, Action> | null {
  const inner = env instanceof OrderEnforcingWrapper ? env.env : env;
  return inner instanceof ParallelToAecWrapper ? inner.env : null;
}

/**
 * The environment as one where all act at once. What `parallelToAec` made is given back as it was before.
 * @throws AssertionError unless the metadata say `isParallelizable`: the world may change only after whole rounds
 */
export function aecToParallel<Observation, Action>(
  env: AECEnv<Observation, Action>,
): ParallelEnv<Observation, Action> {
  return parallelInside(env) ?? new AecToParallelWrapper(env);
}

/**
 * The environment as one of turns, in an OrderEnforcingWrapper. What `aecToParallel` made is given back as it was
 * before.
 */
export function parallelToAec<Observation, Action>(
  env: ParallelEnv<Observation, Action>,
): AECEnv<Observation, Action> {
  if (env instanceof AecToParallelWrapper) return env.aecEnv;
  return new OrderEnforcingWrapper(new ParallelToAecWrapper(env));
}

/**
 * An environment of turns as one of maps, of which each step is one turn: `infos` tell the `activeAgent`. What
 * `parallelToAec` made is given back as it was before.
 */
export function turnBasedAecToParallel<Observation, Action>(
  env: AECEnv<Observation, Action>,
): ParallelEnv<Observation, Action> {
  return parallelInside(env) ?? new TurnBasedAecToParallelWrapper(env);
}
