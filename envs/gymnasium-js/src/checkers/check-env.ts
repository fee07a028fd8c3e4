/** checkEnv: whether an environment keeps Gymnasium's contract (gymnasium/utils/env_checker.py). */
import { checkSpace } from '../check-space.ts';
import { withoutDisplay } from '../display.ts';
import { Env } from '../env.ts';
import { AttributeError } from '../errors.ts';
import { warn } from '../logger.ts';
import { make } from '../make.ts';
import { renderWithChecks, resetWithChecks, stepWithChecks } from '../passive-checks.ts';
import { typeText } from '../python-text.ts';
import {
  checkResetOptions,
  checkResetReturnInfoDeprecation,
  checkResetReturnType,
  checkResetSeedDeterminism,
  checkSeedDeprecation,
} from './check-reset.ts';
import { checkSpaceLimits } from './check-space-limits.ts';
import { checkStepDeterminism } from './check-step.ts';

/** What to leave out. */
export interface CheckEnvOptions {
  readonly skipRenderCheck?: boolean;
  readonly skipCloseCheck?: boolean;
}

const HELP = 'See https://gymnasium.farama.org/introduction/create_custom_env/ for more info.';

/**
 * Runs all checks, in Gymnasium's order: spaces; what `reset` takes and gives and whether seeds repeat it; what
 * `step` gives and whether it repeats; every render mode; closing twice. The last two make the environment anew by
 * its spec. What is not wrong but probably not meant is warned of.
 * @throws TypeError when `env` is no Env; AttributeError for a missing space; AssertionError, GymnasiumError with
 * one sentence on the first breach
 */
export function checkEnv<Observation, Action>(
  env: Env<Observation, Action>,
  { skipRenderCheck = false, skipCloseCheck = false }: CheckEnvOptions = {},
): void {
  if (!(env instanceof Env)) {
    throw new TypeError(
      `The environment must inherit from the gymnasium.Env class, actual class: ${typeText(env)}. ${HELP}`,
    );
  }
  if (env.unwrapped !== (env as unknown)) {
    warn(
      `The environment (${env}) is different from the unwrapped version (${env.unwrapped}). This could effect the environment checker as the environment most likely has a wrapper applied to it. We recommend using the raw environment for \`check_env\` using \`env.unwrapped\`.`,
    );
  }
  for (const use of ['action', 'observation'] as const) {
    const space = use === 'action' ? env.actionSpace : env.observationSpace;
    if (space === undefined)
      throw new AttributeError(`The environment must specify an ${use} space. ${HELP}`);
    checkSpace(space, use);
    checkSpaceLimits(space, use);
  }
  checkSeedDeprecation(env);
  checkResetReturnInfoDeprecation(env);
  checkResetReturnType(env);
  checkResetSeedDeterminism(env);
  checkResetOptions(env);
  resetWithChecks(env);
  stepWithChecks(env, env.actionSpace.sample());
  checkStepDeterminism(env);
  if (!skipRenderCheck) withoutDisplay(() => checkRenderModes(env));
  if (!skipCloseCheck) checkCloseTwice(env);
}

function checkRenderModes<O, A>(env: Env<O, A>): void {
  if (env.renderMode !== null) renderWithChecks(env);
  if (env.spec === null) {
    warn(
      'Not able to test alternative render modes due to the environment not having a spec. Try instantiating the environment through `gymnasium.make`',
    );
    return;
  }
  for (const renderMode of env.metadata.renderModes) {
    const rendered = make(env.spec, { renderMode });
    rendered.reset();
    renderWithChecks(rendered);
    rendered.close();
  }
}

function checkCloseTwice<O, A>(env: Env<O, A>): void {
  if (env.spec === null) return;
  const closed = make(env.spec);
  closed.close();
  try {
    closed.close();
  } catch (error) {
    warn(
      `Calling \`env.close()\` on the closed environment should be allowed, but it raised an exception: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
