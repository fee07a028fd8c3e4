/**
 * The parameters of a growth cell: a small LSTM of which one copy stands behind each variable of the level below, as
 * a synapse stands behind each weight of a network. (Kirsch & Schmidhuber 2021, section 5: meta-variables may
 * themselves be replaced by LSTMs, level upon level)
 *
 * Parameters of a cell with state n and codes of D: 4n (2 (D + n) + n + 1).
 */
import { truncatedGaussianAt } from '../../numerics/noise.ts';
import { STREAM } from '../../numerics/streams.ts';
import type { ParameterTensor } from '../rule-shape.ts';

/** How one level of a hierarchy holds the level below it. */
export interface GrowthShape {
  /** State size n of a copy, 1 or more. */
  readonly stateSize: number;
  /** Floats D of the code that tells a copy its row, and of that which tells its column. */
  readonly codeSize: number;
  /** Ticks that the copies live before what they hold is read. */
  readonly ticks: number;
}

/** The tensors of a growth cell in the order in which they lie in its parameter vector. */
export function growthLayout({ stateSize: n, codeSize: D }: GrowthShape): ParameterTensor[] {
  const tensors: ParameterTensor[] = [];
  const add = (name: string, ...shape: number[]) => {
    const last = tensors.at(-1);
    const offset = last ? last.offset + last.length : 0;
    tensors.push({ name, shape, offset, length: shape.reduce((product, axis) => product * axis, 1) });
  };
  add('row_code', D, 4 * n);
  add('column_code', D, 4 * n);
  add('row_message', n, 4 * n);
  add('column_message', n, 4 * n);
  add('hidden', n, 4 * n);
  add('bias', 4 * n);
  return tensors;
}

/** The length of the parameter vector. */
export function growthParameterCount(shape: GrowthShape): number {
  const last = growthLayout(shape).at(-1)!;
  return last.offset + last.length;
}

/** A random cell: Gaussians cut at two deviations with deviation 1/sqrt(fan-in), biases 0, as a random rule. */
export function initialGrowthParameters(shape: GrowthShape, seed: number): Float32Array {
  const { stateSize, codeSize } = shape;
  const deviation = 1 / Math.sqrt(2 * (codeSize + stateSize) + stateSize);
  const parameters = new Float32Array(growthParameterCount(shape));
  growthLayout(shape).forEach((tensor, index) => {
    if (tensor.name === 'bias') return;
    for (let n = 0; n < tensor.length; n++) {
      parameters[tensor.offset + n] =
        deviation * truncatedGaussianAt(seed, STREAM.ruleInitialisation, index, n);
    }
  });
  return parameters;
}
