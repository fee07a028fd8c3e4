/**
 * Schemas of world options: numbers in a range with a default, also read from text, as `--set size=7` gives
 * it.
 */
import { z } from 'zod';

/** Text becomes the number it spells; anything else is left to the schema to judge. */
function readNumber(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
}

/** An integer from `minimum` to `maximum`. */
export function integerOption(minimum: number, maximum: number, defaultValue: number): z.ZodType<number> {
  const message = `must be an integer from ${minimum} to ${maximum}`;
  const schema = z.number(message).int(message).min(minimum, message).max(maximum, message);
  return z.preprocess(readNumber, schema).default(defaultValue);
}

/** A number from `minimum` to `maximum`. */
export function numberOption(minimum: number, maximum: number, defaultValue: number): z.ZodType<number> {
  const message = `must be a number from ${minimum} to ${maximum}`;
  const schema = z.number(message).min(minimum, message).max(maximum, message);
  return z.preprocess(readNumber, schema).default(defaultValue);
}
