/** What checkers do when an environment breaks the contract. */
import { AssertionError } from '../errors.ts';

/** @throws AssertionError with the message unless the condition holds */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}
