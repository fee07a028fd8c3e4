/**
 * A batch of supervised lifetimes as plain arrays: what every learner meets and what its synapses are born with. It can
 * be sent to another thread, and cut into chunks of learners.
 */
import { parameterCount, type RuleShape } from '../rule-shape.ts';
import type { Reduction } from './tick.ts';

/** How a network lives. (Kirsch & Schmidhuber 2021, algorithm 1 and the options of the released code) */
export interface LifetimeSetting {
  readonly ruleShape: RuleShape;
  /** Units of each level, inputs first. */
  readonly layerSizes: readonly number[];
  /** Micro ticks of a layer for each message that it hears (the paper's S). */
  readonly ticks: number;
  /** The same input is shown again with its error, layers last to first; else the error enters with the next input. */
  readonly backwardPass: boolean;
  /** Whether the target enters beside the error. */
  readonly targetFeedback: boolean;
  /** Cross-entropy of the softmax, or half the mean square. */
  readonly kind: 'classification' | 'regression';
  /** A rule of its own for the backward pass. */
  readonly separateBackwardRule: boolean;
  /** A rule of its own for each layer. */
  readonly layerwiseRules: boolean;
  readonly reduction: Reduction;
}

/** T examples for each of L learners, row-major. */
export interface LifetimeBatch {
  readonly learners: number;
  readonly examples: number;
  /** `[T, L, A]` */
  readonly inputs: Float32Array;
  /** `[T, L, B]`, one-hot labels or target vectors. */
  readonly targets: Float32Array;
  /** `[L, A_k, B_k, N]` for each layer k: the cell states at birth. */
  readonly cells: readonly Float32Array[];
}

/** How many rules a network has, each with parameters of its own. */
export function ruleCount({ layerSizes, layerwiseRules, separateBackwardRule }: LifetimeSetting): number {
  return (layerwiseRules ? layerSizes.length - 1 : 1) * (separateBackwardRule ? 2 : 1);
}

/** The length of the parameter vector: its rules one after the other, those of the backward pass last. */
export function lifetimeParameterCount(setting: LifetimeSetting): number {
  return ruleCount(setting) * parameterCount(setting.ruleShape);
}

/** Throws a RangeError that names the array unless the batch fits the network. */
export function assertLifetimeBatch(setting: LifetimeSetting, batch: LifetimeBatch): void {
  const { layerSizes, ruleShape, ticks } = setting;
  const { learners, examples, inputs, targets, cells } = batch;
  const counts = { learners, examples, ticks };
  for (const [name, value] of Object.entries(counts)) {
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`${name} must be an integer of at least 1, got ${value}`);
    }
  }
  const check = (name: string, axes: readonly number[], values: Float32Array | undefined) => {
    const length = axes.reduce((product, axis) => product * axis, 1);
    if (values?.length !== length) {
      throw new RangeError(`${name} must hold ${axes.join(' x ')} floats, got ${values?.length ?? 'none'}`);
    }
  };
  check('inputs', [examples, learners, layerSizes[0]], inputs);
  check('targets', [examples, learners, layerSizes[layerSizes.length - 1]], targets);
  for (let k = 0; k + 1 < layerSizes.length; k++) {
    const axes = [learners, layerSizes[k], layerSizes[k + 1], ruleShape.stateSize];
    check(`the cells of layer ${k}`, axes, cells[k]);
  }
}

/** The same lifetimes of learners `first .. first + count - 1` only. */
export function chunkOf(batch: LifetimeBatch, first: number, count: number): LifetimeBatch {
  const { learners, examples } = batch;
  const cut = (values: Float32Array): Float32Array => {
    const size = values.length / (examples * learners);
    const chunk = new Float32Array(examples * count * size);
    for (let t = 0; t < examples; t++) {
      const start = (t * learners + first) * size;
      chunk.set(values.subarray(start, start + count * size), t * count * size);
    }
    return chunk;
  };
  const cells = batch.cells.map((values) => {
    const size = values.length / learners;
    return values.slice(first * size, (first + count) * size);
  });
  return { learners: count, examples, inputs: cut(batch.inputs), targets: cut(batch.targets), cells };
}

/**
 * Rows and columns of a matrix exchanged: learners run fastest on tensors, slowest in batches.
 * @param values `[rows, columns]`, read from `start`
 */
export function exchanged(values: Float32Array, start: number, rows: number, columns: number): Float32Array {
  const result = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      result[column * rows + row] = values[start + row * columns + column];
    }
  }
  return result;
}
