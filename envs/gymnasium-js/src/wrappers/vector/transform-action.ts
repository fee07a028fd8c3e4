/**
 * TransformAction of vector environments: batches of actions through a function
 * (gymnasium/wrappers/vector/vectorize_action.py).
 */
import { warn } from '../../logger.ts';
import { batchSpace } from '../../spaces/batch-space.ts';
import type { Space } from '../../spaces/space.ts';
import { VectorActionWrapper } from '../../vector/changing-wrappers.ts';
import type { VectorEnv } from '../../vector/vector-env.ts';

/** Arguments of VectorTransformAction. */
export interface VectorTransformActionOptions<OuterActions, Actions> {
  readonly func: (actions: OuterActions) => Actions;
  /** The space of the batches that `func` takes; made of the single one when left out. */
  readonly actionSpace?: Space<OuterActions> | null;
  /** The space of the actions of one environment; the inner one when left out. */
  readonly singleActionSpace?: Space<unknown> | null;
}

export class VectorTransformAction<
  Observations,
  OuterActions,
  Actions = OuterActions,
> extends VectorActionWrapper<Observations, OuterActions, Actions> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.vector.vectorize_action:TransformAction';
  private readonly func: (actions: OuterActions) => Actions;

  /** Warns of spaces that do not go together. */
  constructor(
    env: VectorEnv<Observations, Actions>,
    options: VectorTransformActionOptions<OuterActions, Actions>,
  ) {
    super(env);
    const { func, actionSpace = null, singleActionSpace = null } = options;
    this.func = func;
    if (singleActionSpace !== null) this.singleActionSpace = singleActionSpace;
    const batched = batchSpace(this.singleActionSpace, this.numEnvs);
    if (actionSpace !== null) this.actionSpace = actionSpace;
    else if (singleActionSpace !== null) this.actionSpace = batched as unknown as Space<OuterActions>;
    if (!this.actionSpace.equals(batched)) {
      warn(
        `For ${env}, the action space and the batched single action space don't match as expected, action_space=${env.actionSpace}, batched single_action_space=${batched}`,
      );
    }
  }

  override actions(actions: OuterActions): Actions {
    return this.func(actions);
  }
}
