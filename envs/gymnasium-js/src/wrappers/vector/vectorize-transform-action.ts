/**
 * VectorizeTransformAction: an action wrapper of single environments for each of a batch
 * (gymnasium/wrappers/vector/vectorize_action.py).
 */
import { concatenate, createEmptyArray, iterate } from '../../spaces/batch.ts';
import { batchSpace } from '../../spaces/batch-space.ts';
import type { Space } from '../../spaces/space.ts';
import { VectorActionWrapper } from '../../vector/changing-wrappers.ts';
import type { VectorEnv } from '../../vector/vector-env.ts';
import type { ActionWrapper } from '../../wrapper.ts';
import { ClipAction } from '../clip-action.ts';
import { RescaleAction, type RescaleActionOptions } from '../rescale-action.ts';
import { StandInEnv } from './stand-in-env.ts';

/** What is used of an action wrapper. */
type TransformLike = Pick<ActionWrapper<unknown, never, unknown>, 'action'> & {
  readonly actionSpace: unknown;
};
/** A class of action wrappers of single environments. */
export type ActionWrapperClass = new (env: never, kwargs: never) => TransformLike;

export class VectorizeTransformAction<
  Observations,
  OuterActions,
  Actions = OuterActions,
> extends VectorActionWrapper<Observations, OuterActions, Actions> {
  static override readonly entryPoint: string =
    'gymnasium.wrappers.vector.vectorize_action:VectorizeTransformAction';
  /** The wrapper that actions go through one by one. */
  readonly wrapper: TransformLike;

  /**
   * @param wrapper its class
   * @param kwargs arguments of the class but for the environment
   * @throws what the class throws
   */
  constructor(env: VectorEnv<Observations, Actions>, wrapper: ActionWrapperClass, kwargs: object = {}) {
    super(env);
    this.wrapper = new wrapper(new StandInEnv(env as VectorEnv<never, never>) as never, kwargs as never);
    this.singleActionSpace = this.wrapper.actionSpace as Space<unknown>;
    const batched: unknown = batchSpace(this.singleActionSpace, this.numEnvs);
    this.actionSpace = batched as Space<OuterActions>;
  }

  override actions(actions: OuterActions): Actions {
    const inner = this.env.singleActionSpace;
    const changed = Array.from(iterate(this.actionSpace as Space<unknown>, actions), (row) =>
      this.wrapper.action(row as never),
    );
    return concatenate(inner, changed, createEmptyArray(inner, this.numEnvs)) as Actions;
  }
}

/** Takes any actions and cuts them to the bounds of the space. */
export class VectorClipAction<Observations> extends VectorizeTransformAction<
  Observations,
  ArrayLike<number>
> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.vector.vectorize_action:ClipAction';

  /** @throws what ClipAction throws */
  constructor(env: VectorEnv<Observations, ArrayLike<number>>) {
    super(env, ClipAction);
  }
}

/** Actions from Boxes of one's own choice. */
export class VectorRescaleAction<Observations> extends VectorizeTransformAction<
  Observations,
  ArrayLike<number>
> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.vector.vectorize_action:RescaleAction';

  /** @throws what RescaleAction throws */
  constructor(env: VectorEnv<Observations, ArrayLike<number>>, options: RescaleActionOptions) {
    super(env, RescaleAction, options);
  }
}
