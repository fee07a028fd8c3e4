/** One clear sentence from a zod schema: what was wrong, where, and what is accepted. */
import * as z from 'zod';

/**
 * Parses `value` and returns it.
 * @param subject what the value is, the start of the error message
 * @throws TypeError with one sentence that names the first wrong field
 */
export function parseWith<Output>(schema: z.ZodType<Output>, value: unknown, subject: string): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue.path.length > 0 ? ` at ${z.core.toDotPath(issue.path)}` : '';
  const message = `${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
  throw new TypeError(`${subject} is not valid${field}: ${message}`);
}
