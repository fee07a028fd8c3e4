/**
 * VSML as one recurrent network: an LSTM whose state is the states of all synapses side by side and whose matrix is
 * the rule's few numbers, repeated block by block. (Kirsch & Schmidhuber 2021, section 3: variable sharing as
 * a sparse shared weight matrix)
 *
 *   z = W [h; u; 1]     h' of the layer at work from z, all others as they were
 *
 * A synapse's own block is W_h; what it hears from the synapses of the layer below is W_f F / A, from those of the layer
 * above W_b G / B, because a message is a messenger applied to a mean.
 */
import { parameterLayout, type RuleShape } from '../../src/vsml/rule-shape.ts';

/** Which of the rule's products a block of the matrix repeats; 0 where there is nothing. */
export const BLOCK = { none: 0, own: 1, below: 2, above: 3, input: 4, error: 5, bias: 6 } as const;
export type Block = (typeof BLOCK)[keyof typeof BLOCK];

export interface BigMatrix {
  /** Synapses of all layers. */
  readonly synapses: number;
  /** `4 N` rows for each synapse. */
  readonly rows: number;
  /** `N` columns for each synapse, one for each input and each output of the network, and one for the bias. */
  readonly columns: number;
  /** `[rows, columns]` row-major. */
  readonly values: Float64Array;
  /** `[synapses, synapses + 3]`: what stands in each block; inputs, errors and bias are the last three. */
  readonly blocks: Uint8Array;
  /** First synapse of each layer, and their number. */
  readonly layerStarts: readonly number[];
}

/** `left [rows, inner]` times `right [inner, columns]`, both read by functions. */
function product(
  rows: number,
  inner: number,
  columns: number,
  left: (row: number, index: number) => number,
  right: (index: number, column: number) => number,
): Float64Array {
  const result = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let index = 0; index < inner; index++) sum += left(row, index) * right(index, column);
      result[row * columns + column] = sum;
    }
  }
  return result;
}

/**
 * Writes a rule as one matrix.
 * @param sizes units of each level, inputs first
 */
export function bigMatrix(shape: RuleShape, parameters: Float32Array, sizes: readonly number[]): BigMatrix {
  const { stateSize: N, messageSize: M, gateOffset } = shape;
  const tensors = new Map(
    parameterLayout(shape).map(({ name, offset, length }) => [
      name,
      parameters.subarray(offset, offset + length),
    ]),
  );
  const tensor = (name: string) => tensors.get(name)!;
  const gates = 4 * N;
  const layers = sizes.slice(0, -1).map((inputs, k) => ({ inputs, outputs: sizes[k + 1] }));
  const layerStarts = [0];
  for (const { inputs, outputs } of layers) layerStarts.push(layerStarts.at(-1)! + inputs * outputs);
  const synapses = layerStarts.at(-1)!;
  const rows = gates * synapses;
  const columns = N * synapses + sizes[0] + sizes.at(-1)! + 1;
  const [inputColumn, errorColumn, biasColumn] = [N * synapses, N * synapses + sizes[0], columns - 1];
  const values = new Float64Array(rows * columns);
  const blocks = new Uint8Array(synapses * (synapses + 3));

  /** `W_f F`: how a state below moves the gates through the message that it is part of; `W_b G` likewise. */
  const through = (direction: 'forward' | 'backward') =>
    product(
      gates,
      M,
      N,
      (gate, m) => tensor(direction)[m * gates + gate],
      (m, n) => tensor(`${direction}_messenger`)[n * M + m],
    );
  const messengerBias = (direction: 'forward' | 'backward', gate: number) => {
    let sum = 0;
    for (let m = 0; m < M; m++)
      sum += tensor(direction)[m * gates + gate] * tensor(`${direction}_messenger_bias`)[m];
    return sum;
  };
  const [fromBelow, fromAbove] = [through('forward'), through('backward')];
  const addBlock = (to: number, from: number, block: Block, weight: (gate: number, n: number) => number) => {
    blocks[to * (synapses + 3) + from] = block;
    for (let gate = 0; gate < gates; gate++) {
      for (let n = 0; n < N; n++) values[(to * gates + gate) * columns + from * N + n] += weight(gate, n);
    }
  };
  const addColumn = (to: number, column: number, block: Block, weight: (gate: number) => number) => {
    blocks[to * (synapses + 3) + synapses + (block - BLOCK.input)] = block;
    for (let gate = 0; gate < gates; gate++) values[(to * gates + gate) * columns + column] += weight(gate);
  };

  layers.forEach(({ inputs, outputs }, k) => {
    const last = k === layers.length - 1;
    for (let a = 0; a < inputs; a++) {
      for (let b = 0; b < outputs; b++) {
        const to = layerStarts[k] + a * outputs + b;
        addBlock(to, to, BLOCK.own, (gate, n) => tensor('hidden')[n * gates + gate]);
        const offset = (gate: number) =>
          gate < N ? -gateOffset : gate >= 2 * N && gate < 3 * N ? gateOffset : 0;
        addColumn(to, biasColumn, BLOCK.bias, (gate) => tensor('bias')[gate] + offset(gate));
        if (k === 0) addColumn(to, inputColumn + a, BLOCK.input, (gate) => tensor('forward')[gate]);
        else {
          const below = layers[k - 1];
          for (let i = 0; i < below.inputs; i++) {
            const from = layerStarts[k - 1] + i * below.outputs + a;
            addBlock(to, from, BLOCK.below, (gate, n) => fromBelow[gate * N + n] / below.inputs);
          }
          addColumn(to, biasColumn, BLOCK.bias, (gate) => messengerBias('forward', gate));
        }
        if (last) addColumn(to, errorColumn + b, BLOCK.error, (gate) => tensor('backward')[gate]);
        else {
          const above = layers[k + 1];
          for (let c = 0; c < above.outputs; c++) {
            const from = layerStarts[k + 1] + b * above.outputs + c;
            addBlock(to, from, BLOCK.above, (gate, n) => fromAbove[gate * N + n] / above.outputs);
          }
          addColumn(to, biasColumn, BLOCK.bias, (gate) => messengerBias('backward', gate));
        }
      }
    }
  });
  return { synapses, rows, columns, values, blocks, layerStarts };
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** The network that the matrix makes: one LSTM, updated layer by layer. */
export class RecurrentNetwork {
  readonly hidden: Float64Array;
  readonly cell: Float64Array;
  readonly #matrix: BigMatrix;
  readonly #stateSize: number;

  constructor(matrix: BigMatrix, stateSize: number) {
    this.#matrix = matrix;
    this.#stateSize = stateSize;
    this.hidden = new Float64Array(stateSize * matrix.synapses);
    this.cell = new Float64Array(stateSize * matrix.synapses);
  }

  /**
   * Updates the synapses of one layer.
   * @param external `[inputs + outputs + 1]`: the network's input, its error, and 1
   */
  updateLayer(layer: number, external: readonly number[]): void {
    const { values, columns, layerStarts } = this.#matrix;
    const N = this.#stateSize;
    const before = [...this.hidden, ...external];
    for (let synapse = layerStarts[layer]; synapse < layerStarts[layer + 1]; synapse++) {
      const z = Array.from({ length: 4 * N }, (_, gate) => {
        const row = (synapse * 4 * N + gate) * columns;
        let sum = 0;
        for (let column = 0; column < columns; column++) sum += values[row + column] * before[column];
        return sum;
      });
      for (let n = 0; n < N; n++) {
        const place = synapse * N + n;
        this.cell[place] = sigmoid(z[2 * N + n]) * this.cell[place] + sigmoid(z[n]) * Math.tanh(z[N + n]);
        this.hidden[place] = sigmoid(z[3 * N + n]) * Math.tanh(this.cell[place]);
      }
    }
  }
}
