/**
 * The shape of a rule: which inputs a sub-RNN has, how large its state and messages are, and so how the one
 * parameter vector V_M is laid out. (Kirsch & Schmidhuber 2021, section 3; SymLA, Kirsch et al. 2022, for reward
 * and own messages.)
 */

/** What decides the number and meaning of a rule's parameters. */
export interface RuleShape {
  /** State size N: hidden and cell units of one synapse; a multiple of 4 from 4 to 64. */
  readonly stateSize: number;
  /** Message size M: floats in one message; from 2 to 64. */
  readonly messageSize: number;
  /** Whether each copy also hears the two aggregated messages that it helped to make. */
  readonly ownMessages: boolean;
  /** Whether the scalar reward is broadcast to every copy. */
  readonly reward: boolean;
  /** Whether each copy knows where it is: input a/A, output b/B, layer k/K. */
  readonly coordinates: boolean;
  /** Constant added to the forget gate and taken from the input gate; 5 in the paper, 1 to 3 for short lives. */
  readonly gateOffset: number;
}

/** One named tensor inside the parameter vector. */
export interface ParameterTensor {
  readonly name: string;
  /** Row-major; the last axis of gate tensors is `4 N`, split in the order input, candidate, forget, output. */
  readonly shape: readonly number[];
  /** First index in the parameter vector. */
  readonly offset: number;
  readonly length: number;
}

/** The number of coordinates a copy can be given: input, output and layer position. */
export const COORDINATES = 3;

/** Throws a RangeError that names the field unless the shape is one that every kernel supports. */
export function assertRuleShape(shape: RuleShape): void {
  const { stateSize, messageSize, gateOffset } = shape;
  if (!Number.isInteger(stateSize) || stateSize < 4 || stateSize > 64 || stateSize % 4 !== 0) {
    throw new RangeError(`stateSize must be a multiple of 4 from 4 to 64, got ${stateSize}`);
  }
  if (!Number.isInteger(messageSize) || messageSize < 2 || messageSize > 64) {
    throw new RangeError(`messageSize must be an integer from 2 to 64, got ${messageSize}`);
  }
  if (!(gateOffset >= 0 && gateOffset <= 20)) {
    throw new RangeError(`gateOffset must be from 0 to 20, got ${gateOffset}`);
  }
}

/** The tensors of a rule in the order in which they lie in its parameter vector. */
export function parameterLayout(shape: RuleShape): ParameterTensor[] {
  assertRuleShape(shape);
  const { stateSize: N, messageSize: M } = shape;
  const tensors: ParameterTensor[] = [];
  let offset = 0;
  const add = (name: string, ...axes: number[]) => {
    const length = axes.reduce((product, axis) => product * axis, 1);
    tensors.push({ name, shape: axes, offset, length });
    offset += length;
  };
  add('forward', M, 4 * N);
  add('backward', M, 4 * N);
  add('hidden', N, 4 * N);
  add('bias', 4 * N);
  if (shape.ownMessages) {
    add('own_forward', M, 4 * N);
    add('own_backward', M, 4 * N);
  }
  if (shape.reward) add('reward', 4 * N);
  if (shape.coordinates) add('coordinates', COORDINATES, 4 * N);
  add('forward_messenger', N, M);
  add('forward_messenger_bias', M);
  add('backward_messenger', N, M);
  add('backward_messenger_bias', M);
  return tensors;
}

/** The length of the parameter vector; 2,384 for N = 16, M = 8 without the optional inputs, as in the paper. */
export function parameterCount(shape: RuleShape): number {
  const last = parameterLayout(shape).at(-1)!;
  return last.offset + last.length;
}
