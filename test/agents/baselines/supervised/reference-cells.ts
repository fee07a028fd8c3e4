/** The recurrent baselines' equations on plain arrays with Math.tanh, made to be read beside the paper. */

/** Takes the next `count` numbers of a parameter vector at each call. */
export function reader(parameters: Float32Array): (count: number) => number[] {
  let offset = 0;
  return (count) => {
    offset += count;
    return [...parameters.subarray(offset - count, offset)];
  };
}

export type LinearMap = (input: readonly number[]) => number[];

/** A linear map read from a vector: weights `[inputs, outputs]`, then bias. */
export function readLinear(read: (count: number) => number[], inputs: number, outputs: number): LinearMap {
  const weights = read(inputs * outputs);
  const bias = read(outputs);
  return (input) => bias.map((b, j) => input.reduce((sum, x, i) => sum + x * weights[i * outputs + j], b));
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export interface LstmState {
  readonly hidden: readonly number[];
  readonly cell: readonly number[];
}

/** One tick of an LSTM whose gates are input, candidate, forget (+1), output. */
export function lstmTick(gates: LinearMap, input: readonly number[], state: LstmState): LstmState {
  const size = state.hidden.length;
  const z = gates([...input, ...state.hidden]);
  const cell = state.cell.map(
    (c, n) => logistic(z[2 * size + n] + 1) * c + logistic(z[n]) * Math.tanh(z[size + n]),
  );
  return { hidden: cell.map((c, n) => logistic(z[3 * size + n]) * Math.tanh(c)), cell };
}

export function bounded(value: number): number {
  return 100 * Math.tanh(value / 100);
}

/** What a bounded value was before. */
export function unbounded(value: number): number {
  return 100 * Math.atanh(value / 100);
}
