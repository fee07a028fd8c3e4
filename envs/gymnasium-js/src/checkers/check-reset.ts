/** Checks of `reset`: what it takes, what it gives, and that a seed makes it repeatable (gymnasium/utils/env_checker.py). */
import type { Env, ResetArguments } from '../env.ts';
import { AssertionError, GymnasiumError } from '../errors.ts';
import { warn } from '../logger.ts';
import type { Pcg64State } from '../pcg64.ts';
import { isTuple } from '../python-list.ts';
import { isDictionary, typeText } from '../python-text.ts';
import { resetParameters } from '../reset-parameters.ts';
import { assert } from './assert.ts';
import { dataEquivalence } from './data-equivalence.ts';

/** Warns of a method `seed`, which environments had long ago. */
export function checkSeedDeprecation(env: object): void {
  if ('seed' in env && typeof env.seed === 'function') {
    warn(
      'Official support for the `seed` function is dropped. Standard practice is to reset gymnasium environments using `env.reset(seed=<desired seed>)`',
    );
  }
}

/** Warns of an argument `return_info`, which `reset` had long ago. */
export function checkResetReturnInfoDeprecation<O, A>(env: Env<O, A>): void {
  if (resetParameters(env.reset).returnInfo) {
    warn(
      '`return_info` is deprecated as an optional argument to `reset`. `reset`should now always return `obs, info` where `obs` is an observation, and `info` is a dictionarycontaining additional information.',
    );
  }
}

/** @throws AssertionError unless `reset` gives an array of an observation inside the space and a plain object */
export function checkResetReturnType<O, A>(env: Env<O, A>): void {
  const result: unknown = env.reset();
  assert(
    isTuple(result),
    `The result returned by \`env.reset()\` was not a tuple of the form \`(obs, info)\`, where \`obs\` is a observation and \`info\` is a dictionary containing additional information. Actual type: \`${typeText(result)}\``,
  );
  assert(
    result.length === 2,
    `Calling the reset method did not return a 2-tuple, actual length: ${result.length}`,
  );
  const [observation, info] = result as readonly unknown[];
  assert(
    env.observationSpace.contains(observation),
    'The first element returned by `env.reset()` is not within the observation space.',
  );
  assert(
    isDictionary(info),
    `The second element returned by \`env.reset()\` was not a dictionary, actual type: ${typeText(info)}`,
  );
}

/** @throws GymnasiumError when `reset` does not look at the options, AssertionError when it cannot do with any */
export function checkResetOptions<O, A>(env: Env<O, A>): void {
  if (!resetParameters(env.reset).options) {
    throw new GymnasiumError(
      'The `reset` method does not provide an `options` or `**kwargs` keyword argument.',
    );
  }
  withTypeErrorsExplained(
    'The environment cannot be reset with options, even though `options` or `**kwargs` appear in the signature.',
    () => env.reset({ options: {} }),
  );
}

/** The state of the generator, null when `reset` has made none. */
export function generatorState<O, A>(env: Env<O, A>): Pcg64State | null {
  const { unwrapped } = env;
  return unwrapped.hasNpRandom ? unwrapped.npRandom.bitGenerator.state : null;
}

function withTypeErrorsExplained<Result>(sentence: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new AssertionError(
      `${sentence} This should never happen, please report this issue. The error was: ${error.message}`,
    );
  }
}

/**
 * Resets with the seed 123, without one, and both again; then with 456.
 * @throws GymnasiumError when `reset` does not look at the seed; AssertionError when an observation lies outside its
 * space, when the second time is not like the first, or when `reset` does not hand its argument to `seedFrom`
 */
export function checkResetSeedDeterminism<O, A>(env: Env<O, A>): void {
  const { seed, defaultSeed } = resetParameters(env.reset);
  if (!seed)
    throw new GymnasiumError('The `reset` method does not provide a `seed` or `**kwargs` keyword argument.');
  withTypeErrorsExplained(
    'The environment cannot be reset with a random seed, even though `seed` or `kwargs` appear in the signature.',
    () => checkSeeds(env),
  );
  if (defaultSeed !== null) {
    warn(
      `The default seed argument in reset should be \`None\`, otherwise the environment will by default always be deterministic. Actual default: ${defaultSeed}`,
    );
  }
}

function checkSeeds<O, A>(env: Env<O, A>): void {
  const reset = (resetArguments: ResetArguments | undefined): O => {
    const [observation] = env.reset(resetArguments);
    const call = resetArguments === undefined ? 'env.reset()' : `env.reset(seed=${resetArguments.seed})`;
    assert(
      env.observationSpace.contains(observation),
      `The observation returned by \`${call}\` is not within the observation space.`,
    );
    return observation;
  };
  const first = reset({ seed: 123 });
  const state = generatorState(env);
  assert(
    state !== null,
    'Expects the random number generator to have been generated given a seed was passed to reset. Most likely the environment reset function does not call `super().reset(seed=seed)`.',
  );
  const second = reset(undefined);
  const firstAgain = reset({ seed: 123 });
  const stateAgain = generatorState(env);
  const secondAgain = reset(undefined);
  if (env.spec !== null && !env.spec.nondeterministic) {
    checkSame('Using `env.reset(seed=123)`', first, firstAgain);
    checkSame('Using `env.reset(seed=123)` then `env.reset()`', second, secondAgain);
  }
  assert(
    dataEquivalence(state, stateAgain),
    'Most likely the environment reset function does not call `super().reset(seed=seed)` as the random generates are not same when the same seeds are passed to `env.reset`.',
  );
  reset({ seed: 456 });
  assert(
    !dataEquivalence(state, generatorState(env)),
    'Most likely the environment reset function does not call `super().reset(seed=seed)` as the random number generators are not different when different seeds are passed to `env.reset`.',
  );
}

function checkSame(what: string, observation: unknown, again: unknown): void {
  assert(
    dataEquivalence(observation, again),
    `${what} is non-deterministic as the observations are not equivalent.`,
  );
  if (!dataEquivalence(observation, again, true))
    warn(`${what} observations are not equal although similar.`);
}
