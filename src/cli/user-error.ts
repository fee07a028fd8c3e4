/** Errors that are the user's to mend: one clear sentence, exit code 2, no stack. */
import { ZodError } from 'zod';
import { DataError } from '../../envs/streams/data-error.ts';
import { PortError } from '../../viewer/server/viewer-server.ts';
import { QueueError } from '../evolution/queue/queue-error.ts';
import { StoreError } from '../store/store-error.ts';
import { RuleFileError } from '../vsml/rule-file.ts';

/** Bad input: names the option or file at fault and what it accepts. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** Exit codes: 0 done, 1 our fault or the machine's, 2 bad input, 130 stopped by Ctrl-C. */
export const EXIT = { done: 0, failed: 1, badInput: 2, interrupted: 130 } as const;

const BAD_INPUT_CODES: ReadonlySet<string> = new Set([
  'exists',
  'missing',
  'bad-name',
  'locked',
  'not-a-run',
  'newer-schema',
  'other-numerics',
]);

/** One sentence for a person, and the exit code that goes with it. */
export function explain(error: unknown): { sentence: string; exitCode: number } {
  if (error instanceof ZodError) {
    const issue = error.issues[0];
    const where = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
    return { sentence: `${where}${issue.message}`, exitCode: EXIT.badInput };
  }
  if (
    error instanceof UserError ||
    error instanceof RuleFileError ||
    error instanceof DataError ||
    error instanceof PortError ||
    error instanceof RangeError
  ) {
    return { sentence: error.message, exitCode: EXIT.badInput };
  }
  if (error instanceof QueueError) {
    const run = error.code === 'disagreement' || error.code === 'poison';
    return { sentence: error.message, exitCode: run ? EXIT.failed : EXIT.badInput };
  }
  if (error instanceof StoreError) {
    return {
      sentence: error.message,
      exitCode: BAD_INPUT_CODES.has(error.code) ? EXIT.badInput : EXIT.failed,
    };
  }
  return { sentence: error instanceof Error ? error.message : String(error), exitCode: EXIT.failed };
}
