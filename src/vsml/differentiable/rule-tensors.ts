/**
 * A rule as tensors, cut from its parameter vector so that gradients flow back into it. Gate weights are cut by gate
 * and stand with the gate's units as rows: z_gate = weights x inputs, lanes (synapses, units) as columns.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type ParameterTensor, parameterLayout, type RuleShape } from '../rule-shape.ts';

/** Weights `[N, rows]` of the input, candidate, forget and output gate. */
export type Gates = readonly [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];

export interface RuleTensors {
  /** `[N, M]` a gate; see `parameterLayout` for what each weighs. */
  readonly forward: Gates;
  readonly backward: Gates;
  /** `[N, N]` a gate. */
  readonly hidden: Gates;
  /** `[N, 1]` a gate, the gate offsets included. */
  readonly bias: Gates;
  readonly ownForward?: Gates;
  readonly ownBackward?: Gates;
  /** `[N, 1]` a gate. */
  readonly reward?: Gates;
  /** `[N, 1]` a gate for each of the three coordinates. */
  readonly coordinates?: readonly Gates[];
  /** `[M, N]` and `[M, 1]`. */
  readonly forwardMessenger: tf.Tensor2D;
  readonly forwardMessengerBias: tf.Tensor2D;
  readonly backwardMessenger: tf.Tensor2D;
  readonly backwardMessengerBias: tf.Tensor2D;
}

/** tanh(x) = 2 sigmoid(2x) - 1, so the candidate's weights are doubled once instead of its inputs at every tick. */
export const CANDIDATE_SCALE = 2;

/** The tensors this path computes with; a rule that has others computes something that it does not. */
const KNOWN = new Set([
  'forward', 'backward', 'hidden', 'bias', 'own_forward', 'own_backward', 'reward', 'coordinates',
  'forward_messenger', 'forward_messenger_bias', 'backward_messenger', 'backward_messenger_bias',
]); // biome-ignore format: one group a line

/** `[rows, columns]` of the layout as `[columns, rows]`; a vector is one row. */
function transposed(parameters: tf.Tensor1D, { offset, length, shape }: ParameterTensor): tf.Tensor2D {
  const columns = shape[shape.length - 1];
  const matrix = tf.reshape(tf.slice(parameters, [offset], [length]), [length / columns, columns]);
  return tf.transpose(matrix) as tf.Tensor2D;
}

function gates(weights: tf.Tensor2D): Gates {
  const [input, candidate, forget, output] = tf.split(weights, 4, 0) as tf.Tensor2D[];
  return [input, tf.mul(candidate, CANDIDATE_SCALE), forget, output];
}

/**
 * Cuts a parameter vector. Differentiable; call it inside `tf.tidy` or a gradient.
 * @param parameters `[parameterCount(shape)]`
 * @throws RangeError when the vector has another length, or the shape has a tensor that this path does not know
 */
export function ruleTensors(shape: RuleShape, parameters: tf.Tensor1D): RuleTensors {
  const layout = parameterLayout(shape);
  const last = layout[layout.length - 1];
  if (parameters.size !== last.offset + last.length) {
    throw new RangeError(
      `a rule of this shape has ${last.offset + last.length} parameters, got ${parameters.size}`,
    );
  }
  const unknown = layout.find(({ name }) => !KNOWN.has(name));
  if (unknown) throw new RangeError(`the differentiable path has no rule tensor ${unknown.name}`);
  const tensor = (name: string) => transposed(parameters, layout.find((entry) => entry.name === name)!);
  const withOffsets = ([input, candidate, forget, output]: Gates): Gates => [
    tf.sub(input, shape.gateOffset),
    candidate,
    tf.add(forget, shape.gateOffset),
    output,
  ];
  /** Columns of all four gates, one `Gates` a column. */
  const columns = (weights: Gates, count: number): Gates[] => {
    const cut = weights.map((gate) => tf.split(gate, count, 1) as tf.Tensor2D[]);
    return Array.from({ length: count }, (_, n) => [cut[0][n], cut[1][n], cut[2][n], cut[3][n]] as const);
  };
  return {
    forward: gates(tensor('forward')),
    backward: gates(tensor('backward')),
    hidden: gates(tensor('hidden')),
    bias: withOffsets(gates(tensor('bias'))),
    ...(shape.ownMessages && {
      ownForward: gates(tensor('own_forward')),
      ownBackward: gates(tensor('own_backward')),
    }),
    ...(shape.reward && { reward: gates(tensor('reward')) }),
    ...(shape.coordinates && { coordinates: columns(gates(tensor('coordinates')), 3) }),
    forwardMessenger: tensor('forward_messenger'),
    forwardMessengerBias: tensor('forward_messenger_bias'),
    backwardMessenger: tensor('backward_messenger'),
    backwardMessengerBias: tensor('backward_messenger_bias'),
  };
}
