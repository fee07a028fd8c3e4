/** VectorObservationWrapper, VectorActionWrapper and VectorRewardWrapper: each changes one thing of whole batches. */
import { AutoresetMode } from './autoreset-mode.ts';
import { autoresetModeOf } from './autoreset-mode-of.ts';
import type { VectorEnv, VectorResetArguments, VectorResetResult, VectorStepResult } from './vector-env.ts';
import { VectorWrapper } from './vector-wrapper.ts';

/** Changes observations of whole batches; not in mode SameStep, whose last observations are not in the batch. */
export abstract class VectorObservationWrapper<
  OuterObservations,
  Actions,
  Observations = OuterObservations,
> extends VectorWrapper<OuterObservations, Actions, Observations, Actions> {
  /** @throws AssertionError in mode SameStep */
  constructor(env: VectorEnv<Observations, Actions>) {
    super(env);
    autoresetModeOf(env as VectorEnv<never, never>, [AutoresetMode.NEXT_STEP, AutoresetMode.DISABLED]);
  }

  /** What becomes of a batch of observations. */
  abstract observations(observations: Observations): OuterObservations;

  protected override afterReset(
    [observations, infos]: VectorResetResult<Observations>,
    _resetArguments: VectorResetArguments,
  ): VectorResetResult<OuterObservations> {
    return [this.observations(observations), infos];
  }

  protected override afterStep([
    observations,
    ...rest
  ]: VectorStepResult<Observations>): VectorStepResult<OuterObservations> {
    return [this.observations(observations), ...rest];
  }
}

/** Changes batches of actions. */
export abstract class VectorActionWrapper<
  Observations,
  OuterActions,
  Actions = OuterActions,
> extends VectorWrapper<Observations, OuterActions, Observations, Actions> {
  /** The actions that the inner environment is given. */
  abstract actions(actions: OuterActions): Actions;

  protected override beforeStep(actions: OuterActions): Actions {
    return this.actions(actions);
  }
}

/** Changes batches of rewards. */
export abstract class VectorRewardWrapper<Observations, Actions> extends VectorWrapper<
  Observations,
  Actions
> {
  /** What becomes of a batch of rewards. */
  abstract rewards(rewards: Float64Array | Float32Array): Float64Array | Float32Array;

  protected override afterStep(result: VectorStepResult<Observations>): VectorStepResult<Observations> {
    result[1] = this.rewards(result[1]);
    return result;
  }
}
