/** The check that the same seed and action give the same step (gymnasium/utils/env_checker.py). */
import type { Env } from '../env.ts';
import { warn } from '../logger.ts';
import { assert } from './assert.ts';
import { generatorState } from './check-reset.ts';
import { dataEquivalence } from './data-equivalence.ts';

/**
 * Resets and steps twice alike; environments registered as nondeterministic go unchecked.
 * @throws AssertionError when the second time differs from the first, or when one step is the whole episode
 */
export function checkStepDeterminism<O, A>(env: Env<O, A>, seed = 123): void {
  if (env.spec?.nondeterministic) return;
  env.actionSpace.seed(seed);
  const action = env.actionSpace.sample();
  env.reset({ seed });
  const [observation, reward, terminated, truncated, info] = env.step(action);
  const state = generatorState(env);
  env.reset({ seed });
  const again = env.step(action);
  assert(
    dataEquivalence(state, generatorState(env)),
    'The `.np_random` is not properly been updated after step.',
  );
  checkAlike('observations', observation, again[0]);
  checkAlike('rewards', reward, again[1]);
  assert(
    terminated === again[2],
    'Deterministic step termination are not equivalent for the same seed and action',
  );
  assert(
    truncated === false && again[3] === false,
    'Environment truncates after 1 step, something has gone very wrong.',
  );
  checkAlike('info', info, again[4]);
}

function checkAlike(what: string, value: unknown, again: unknown): void {
  assert(
    dataEquivalence(value, again),
    `Deterministic step ${what} are not equivalent for the same seed and action`,
  );
  if (!dataEquivalence(value, again, true))
    warn(`Step ${what} are not equal although similar given the same seed and action`);
}
