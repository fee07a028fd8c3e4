/**
 * PassiveEnvChecker: checks the spaces at construction and the first `reset`, `step` and `render`, then steps
 * aside (gymnasium/wrappers/common.py).
 */
import { checkSpace } from '../check-space.ts';
import type { Env, Info, RenderFrame, ResetArguments, StepResult } from '../env.ts';
import type { EnvSpec } from '../env-spec.ts';
import { AttributeError } from '../errors.ts';
import { warn } from '../logger.ts';
import { renderWithChecks, resetWithChecks, stepWithChecks } from '../passive-checks.ts';
import { Wrapper } from '../wrapper.ts';

export class PassiveEnvChecker<Observation, Action> extends Wrapper<Observation, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.common:PassiveEnvChecker';
  private checkedReset = false;
  private checkedStep = false;
  private checkedRender = false;
  private closeCalled = false;

  /** @throws AttributeError when a space is missing; what `checkSpace` throws when one makes no sense */
  constructor(env: Env<Observation, Action>) {
    super(env);
    this.recordConstructorArguments({});
    for (const use of ['action', 'observation'] as const) {
      const space: unknown = use === 'action' ? env.actionSpace : env.observationSpace;
      if (space === undefined) {
        throw new AttributeError(
          `The environment must specify an ${use} space. https://gymnasium.farama.org/introduction/create_custom_env/`,
        );
      }
      checkSpace(space, use);
    }
  }

  override reset(resetArguments?: ResetArguments): [Observation, Info] {
    if (this.checkedReset) return this.env.reset(resetArguments);
    this.checkedReset = true;
    return resetWithChecks(this.env, resetArguments);
  }

  override step(action: Action): StepResult<Observation> {
    if (this.checkedStep) return this.env.step(action);
    this.checkedStep = true;
    return stepWithChecks(this.env, action);
  }

  override render(): RenderFrame | readonly RenderFrame[] {
    if (this.checkedRender) return this.env.render();
    this.checkedRender = true;
    return renderWithChecks(this.env);
  }

  /** A second close that throws is told of. */
  override close(): void {
    try {
      this.env.close();
    } catch (error) {
      if (this.closeCalled) {
        warn(
          'Calling `env.close()` on the closed environment should be allowed, but it raised the following exception.',
        );
      }
      throw error;
    } finally {
      this.closeCalled = true;
    }
  }

  protected override extendSpec(spec: EnvSpec): EnvSpec {
    return spec.with({ disableEnvChecker: false });
  }
}
