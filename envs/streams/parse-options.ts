/** Reads options by a strict schema, or says in one sentence which option is wrong and what it accepts. */
import type { z } from 'zod';

/** Default options of a schema in which every option has one. */
export function defaultOptions(schema: z.ZodType): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(schema.parse({}) as object));
}

/** A value as a sentence may quote it. */
function quoted(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * @param owner what the options belong to, as sentences call it
 * @throws RangeError for an unknown option or a value out of range
 */
export function parseOptions<Options>(
  owner: string,
  schema: z.ZodType<Options>,
  options: Readonly<Record<string, unknown>>,
): Options {
  const known = Object.keys(defaultOptions(schema));
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`${owner} has no option '${unknown}'; it accepts ${known.join(', ')}`);
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0];
  const name = String(path[0]);
  throw new RangeError(`${owner}: option '${name}' ${message}, got ${quoted(options[name])}`);
}
