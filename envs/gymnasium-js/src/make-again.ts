/**
 * An environment as the recipe that makes it again, in another place or process: what EzPickle is for in Python
 * (gymnasium/utils/ezpickle.py). The state is not in it; a seed brings the episode back.
 */
import type { Env } from './env.ts';
import { EnvSpec } from './env-spec.ts';
import { ValueError } from './errors.ts';
import { make } from './make.ts';

/** What is told by an environment of how it was made. */
type Made = { readonly spec: EnvSpec | null };

/** @throws ValueError when the environment was not made by `make` */
function specOf(env: Made): EnvSpec {
  const { spec } = env;
  if (spec === null)
    throw new ValueError(`${env} was not made by \`make\`, so there is no recipe to make it again`);
  return spec;
}

/**
 * A second environment made as the first was, in the same wrappers.
 * @throws ValueError when it was not made by `make`, or a wrapper did not record its arguments
 */
export function makeAgain<Observation, Action>(env: Env<Observation, Action>): Env<Observation, Action> {
  return make<Observation, Action>(specOf(env));
}

/**
 * The recipe as JSON, which Python's Gymnasium reads, too.
 * @throws ValueError when the environment was not made by `make`, or from functions that have no name
 */
export function toRecipe(env: Made): string {
  return specOf(env).toJson();
}

/**
 * The environment of a recipe.
 * @throws SyntaxError for what is no JSON, ValueError for what is no recipe, and what `make` throws
 */
export function fromRecipe<Observation = unknown, Action = unknown>(
  recipe: string,
): Env<Observation, Action> {
  return make<Observation, Action>(EnvSpec.fromJson(recipe));
}
