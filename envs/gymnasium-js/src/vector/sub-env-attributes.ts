/** Attributes of the environments inside a vector environment (gymnasium/vector/sync_vector_env.py). */
import type { Env } from '../env.ts';
import { ValueError } from '../errors.ts';

/** The result of a method of an environment, or the attribute, where it is none. */
export function callAttribute(
  env: Env<unknown, unknown>,
  name: string,
  parameters: readonly unknown[],
): unknown {
  const attribute = env.getWrapperAttr(name);
  return typeof attribute === 'function' ? attribute.apply(ownerOf(env, name), parameters) : attribute;
}

/** The layer whose method it is. */
function ownerOf(env: Env<unknown, unknown>, name: string): unknown {
  let layer: Env<unknown, unknown> = env;
  while (!(name in layer) && 'env' in layer) layer = layer.env as Env<unknown, unknown>;
  return layer;
}

/**
 * One value for each environment: those of a list, or the same for all.
 * @throws ValueError for a list of another length
 */
export function spreadValues(values: unknown, count: number): readonly unknown[] {
  if (!Array.isArray(values)) return new Array<unknown>(count).fill(values);
  if (values.length === count) return values;
  throw new ValueError(
    `Values must be a list or tuple with length equal to the number of environments. Got \`${values.length}\` values for ${count} environments.`,
  );
}
