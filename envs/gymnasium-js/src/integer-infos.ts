/**
 * Which numbers of an info are integers. JavaScript cannot tell 1 from 1.0, but the columns of a vector environment take
 * their type from the first value, as NumPy's do, so that who makes an info may say it. Copies of an info are not told
 * of: what is said belongs to the object.
 */
import type { Info } from './env.ts';
import { isDictionary } from './python-text.ts';

const INTEGER_KEYS = new WeakMap<object, readonly string[]>();

/** What is said of an info and of the infos in it, as an object that can be sent to another thread. */
export interface IntegerMarks {
  readonly keys: readonly string[];
  readonly parts: Readonly<Record<string, IntegerMarks>>;
}

/** Says that the numbers of an info by these keys are integers, and returns the info. */
export function markIntegers<Some extends object>(info: Some, keys: readonly (string & keyof Some)[]): Some {
  INTEGER_KEYS.set(info, keys);
  return info;
}

/** The keys of the numbers that are said to be integers. */
export function integerKeys(info: object): readonly string[] {
  return INTEGER_KEYS.get(info) ?? [];
}

/** What is said of an info, null when nothing is. */
export function marksOf(info: Info): IntegerMarks | null {
  const parts: Record<string, IntegerMarks> = {};
  for (const [key, value] of Object.entries(info)) {
    const marks = isDictionary(value) ? marksOf(value) : null;
    if (marks !== null) parts[key] = marks;
  }
  const keys = integerKeys(info);
  return keys.length === 0 && Object.keys(parts).length === 0 ? null : { keys, parts };
}

/** Says of a copy of an info what was said of the info. */
export function applyMarks(info: Info, { keys, parts }: IntegerMarks): void {
  markIntegers(info, keys);
  for (const [key, marks] of Object.entries(parts)) applyMarks(info[key] as Info, marks);
}
