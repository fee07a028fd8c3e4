/**
 * TensorConversion: observations as tensors of tfjs and actions from them, in the place of Gymnasium's bridges
 * to other frameworks (gymnasium/wrappers/array_conversion.py). The library is handed over, so that this
 * package depends on none.
 */
import type { Env, Info, ResetArguments, StepResult } from '../env.ts';
import { Box } from '../spaces/box.ts';
import { Dict } from '../spaces/dict.ts';
import { Discrete } from '../spaces/discrete.ts';
import { arrayFrom, type ElementType, isFloat } from '../spaces/element-types.ts';
import type { Space } from '../spaces/space.ts';
import { Tuple } from '../spaces/tuple.ts';
import { Wrapper } from '../wrapper.ts';

/** What the bridge asks of a tensor. */
export interface TensorLike {
  dataSync(): ArrayLike<number>;
}
/** What the bridge asks of the library: `tf` of tfjs has it. */
export interface TensorLibrary<Tensor extends TensorLike> {
  tensor(values: Float32Array | Int32Array, shape: number[], dtype: 'float32' | 'int32'): Tensor;
}

type Parts = Readonly<Record<string, unknown>>;

const parts = (space: Tuple): readonly Space<unknown>[] => space.spaces;

/** An array, or number, of a space as a tensor of its shape. */
export function toTensor<Tensor extends TensorLike>(
  library: TensorLibrary<Tensor>,
  space: Space<unknown>,
  value: unknown,
): unknown {
  if (space instanceof Dict) {
    const named = Array.from(space.spaces, ([key, part]) => [
      key,
      toTensor(library, part, (value as Parts)[key]),
    ]);
    return Object.fromEntries(named);
  }
  if (space instanceof Tuple)
    return parts(space).map((part, n) => toTensor(library, part, (value as readonly unknown[])[n]));
  if (space.shape === null || space.dtype === null) return value;
  const numbers = typeof value === 'number' ? [value] : (value as ArrayLike<number>);
  const isFloating = isFloat(space.dtype as ElementType);
  return isFloating
    ? library.tensor(Float32Array.from(numbers), [...space.shape], 'float32')
    : library.tensor(Int32Array.from(numbers), [...space.shape], 'int32');
}

/** The inverse of `toTensor`; what is no tensor is left as it is. */
export function fromTensor(space: Space<unknown>, value: unknown): unknown {
  if (space instanceof Dict) {
    const named = Array.from(space.spaces, ([key, part]) => [key, fromTensor(part, (value as Parts)[key])]);
    return Object.fromEntries(named);
  }
  if (space instanceof Tuple)
    return parts(space).map((part, n) => fromTensor(part, (value as readonly unknown[])[n]));
  if (typeof value !== 'object' || value === null || !('dataSync' in value)) return value;
  const numbers = (value as TensorLike).dataSync();
  if (space instanceof Discrete) return numbers[0];
  return arrayFrom((space instanceof Box ? space.dtype : 'int64') as ElementType, numbers);
}

/** Observations of 64 bits become float32 or int32, the types that tfjs has. Tensors are the caller's to dispose. */
export class TensorConversion<Tensor extends TensorLike> extends Wrapper<unknown, unknown> {
  private readonly library: TensorLibrary<Tensor>;

  constructor(env: Env<unknown, unknown>, { library }: { readonly library: TensorLibrary<Tensor> }) {
    super(env);
    this.library = library;
  }

  override reset(resetArguments?: ResetArguments): [unknown, Info] {
    const [observation, info] = this.env.reset(resetArguments);
    return [toTensor(this.library, this.env.observationSpace, observation), info];
  }

  override step(action: unknown): StepResult<unknown> {
    const result = this.env.step(fromTensor(this.env.actionSpace, action));
    result[0] = toTensor(this.library, this.env.observationSpace, result[0]);
    return result;
  }
}
