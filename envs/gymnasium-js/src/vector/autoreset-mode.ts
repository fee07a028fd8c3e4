/** When a vector environment begins the next episode of a part whose episode has ended (gymnasium/vector/vector_env.py). */
import { ValueError } from '../errors.ts';
import { pythonText } from '../python-text.ts';

/** The modes by their names in Python, with the values that are accepted and reported. */
export const AutoresetMode = {
  /** The step after the end resets: its action does not count, its reward is 0 and its flags are false. */
  NEXT_STEP: 'NextStep',
  /** The step that ends an episode resets too; what the episode ended with is in the infos. */
  SAME_STEP: 'SameStep',
  /** Nothing resets but `reset` with the option `resetMask`. */
  DISABLED: 'Disabled',
} as const;
export type AutoresetMode = (typeof AutoresetMode)[keyof typeof AutoresetMode];

/** @throws ValueError for what is no mode */
export function autoresetMode(value: unknown): AutoresetMode {
  const found = Object.values(AutoresetMode).find((mode) => mode === value);
  if (found === undefined) throw new ValueError(`${pythonText(value)} is not a valid AutoresetMode`);
  return found;
}
