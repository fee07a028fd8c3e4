/** The autoreset mode of a vector environment, for wrappers that must know it. */
import { AssertionError } from '../errors.ts';
import { warn } from '../logger.ts';
import { AutoresetMode } from './autoreset-mode.ts';
import type { VectorEnv } from './vector-env.ts';

/**
 * The mode, NextStep with a warning where it does not tell; a wrapper that has no
 * use for some modes names those that it accepts.
 * @throws AssertionError for a mode that is not accepted
 */
export function autoresetModeOf(
  env: VectorEnv<never, never>,
  accepted: readonly AutoresetMode[] = Object.values(AutoresetMode),
): AutoresetMode {
  const mode = env.metadata.autoresetMode;
  if (mode === undefined) warn(`Vector environment (${env}) is missing \`autoreset_mode\` metadata key.`);
  else if (!accepted.includes(mode))
    throw new AssertionError(`${env} has the autoreset mode ${mode}, accepted here: ${accepted.join(', ')}`);
  return mode ?? AutoresetMode.NEXT_STEP;
}
