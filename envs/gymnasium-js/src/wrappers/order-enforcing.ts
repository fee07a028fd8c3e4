/** OrderEnforcing: refuses `step` and `render` before `reset` (gymnasium/wrappers/common.py). */
import type { Env, Info, RenderFrame, ResetArguments, StepResult } from '../env.ts';
import type { EnvSpec } from '../env-spec.ts';
import { ResetNeeded } from '../errors.ts';
import { Wrapper } from '../wrapper.ts';

export class OrderEnforcing<Observation, Action> extends Wrapper<Observation, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.common:OrderEnforcing';
  private readonly disableRenderOrderEnforcing: boolean;
  private resetCalled = false;

  /** @param options `disableRenderOrderEnforcing` lets `render` come before `reset` */
  constructor(env: Env<Observation, Action>, { disableRenderOrderEnforcing = false } = {}) {
    super(env);
    this.recordConstructorArguments({ disableRenderOrderEnforcing });
    this.disableRenderOrderEnforcing = disableRenderOrderEnforcing;
  }

  /** Whether `reset` was called. */
  get hasReset(): boolean {
    return this.resetCalled;
  }

  override reset(resetArguments?: ResetArguments): [Observation, Info] {
    this.resetCalled = true;
    return this.env.reset(resetArguments);
  }

  /** @throws ResetNeeded before `reset` */
  override step(action: Action): StepResult<Observation> {
    if (!this.resetCalled) throw new ResetNeeded('Cannot call env.step() before calling env.reset()');
    return this.env.step(action);
  }

  /** @throws ResetNeeded before `reset` */
  override render(): RenderFrame | readonly RenderFrame[] {
    if (!this.disableRenderOrderEnforcing && !this.resetCalled) {
      throw new ResetNeeded(
        'Cannot call `env.render()` before calling `env.reset()`, if this is an intended action, set `disable_render_order_enforcing=True` on the OrderEnforcer wrapper.',
      );
    }
    return this.env.render();
  }

  protected override extendSpec(spec: EnvSpec): EnvSpec {
    return spec.with({ orderEnforce: true });
  }
}
