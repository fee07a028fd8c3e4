/** TransformAction: actions through a function (gymnasium/wrappers/transform_action.py). */
import type { Env } from '../env.ts';
import type { Space } from '../spaces/space.ts';
import { ActionWrapper } from '../wrapper.ts';

/** Arguments of TransformAction. */
export interface TransformActionOptions<OuterAction, Action> {
  readonly func: (action: OuterAction) => Action;
  /** The space of the actions that `func` takes; null where it is the inner one. */
  readonly actionSpace?: Space<OuterAction> | null;
}

export class TransformAction<Observation, OuterAction, Action = OuterAction> extends ActionWrapper<
  Observation,
  OuterAction,
  Action
> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.transform_action:TransformAction';
  private readonly func: (action: OuterAction) => Action;

  constructor(
    env: Env<Observation, Action>,
    { func, actionSpace = null }: TransformActionOptions<OuterAction, Action>,
  ) {
    super(env);
    this.recordConstructorArguments({ func, actionSpace });
    this.func = func;
    if (actionSpace !== null) this.actionSpace = actionSpace;
  }

  override action(action: OuterAction): Action {
    return this.func(action);
  }
}
