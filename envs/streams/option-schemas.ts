/** Schemas of stream options: each with its range, its default, and also read from text, as `--set classes=7` gives it. */
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

/** One of a few words. */
export function choiceOption<const Choice extends string>(
  choices: readonly Choice[],
  defaultValue: NoInfer<Choice>,
): z.ZodType<Choice> {
  const schema = z.custom<Choice>(
    (value) => choices.some((choice) => choice === value),
    `must be one of ${choices.join(', ')}`,
  );
  return z.preprocess((value) => value ?? defaultValue, schema);
}

/** Widths of inputs and outputs, and lengths of lives, that every stream bounds alike. */
export const inputsOption = (defaultValue: number) => integerOption(1, 65536, defaultValue);
export const classesOption = (defaultValue: number) => integerOption(2, 4096, defaultValue);
export const lifetimeOption = (defaultValue: number) => integerOption(1, 1_000_000, defaultValue);
