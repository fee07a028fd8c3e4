/**
 * TensorConversion of vector environments: batches of observations as tensors of tfjs and of actions from them, in
 * the place of Gymnasium's bridges to other frameworks (gymnasium/wrappers/vector/array_conversion.py).
 */
import type { VectorEnv, VectorResetResult, VectorStepResult } from '../../vector/vector-env.ts';
import { VectorWrapper } from '../../vector/vector-wrapper.ts';
import { fromTensor, type TensorLibrary, type TensorLike, toTensor } from '../tensor-conversion.ts';

/** Rewards and flags stay arrays, which `library.tensor` takes as they are. Tensors are the caller's to dispose. */
export class VectorTensorConversion<Tensor extends TensorLike> extends VectorWrapper<unknown, unknown> {
  private readonly library: TensorLibrary<Tensor>;

  constructor(env: VectorEnv<unknown, unknown>, { library }: { readonly library: TensorLibrary<Tensor> }) {
    super(env);
    this.library = library;
  }

  protected override beforeStep(actions: unknown): unknown {
    return fromTensor(this.env.actionSpace, actions);
  }

  protected override afterReset(result: VectorResetResult<unknown>): VectorResetResult<unknown> {
    result[0] = toTensor(this.library, this.env.observationSpace, result[0]);
    return result;
  }

  protected override afterStep(result: VectorStepResult<unknown>): VectorStepResult<unknown> {
    result[0] = toTensor(this.library, this.env.observationSpace, result[0]);
    return result;
  }
}
