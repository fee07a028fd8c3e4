/**
 * One synapse, one tick: an LSTM cell with constant gate offsets, in float32 with one rounding an operation.
 *
 *   i, g, f, o = split(z);  c = sigmoid(f) c + sigmoid(i) tanh(g);  h = sigmoid(o) tanh(c)
 *
 * Kirsch & Schmidhuber 2021, section 3. The offsets of i and f are part of z already (see `gateColumn`).
 */
import { sigmoid32, tanh32 } from '../numerics/float32.ts';

const fround = Math.fround;

/**
 * Replaces one synapse's state.
 * @param row `[4N]` gate terms of the input unit, from `rowStart`
 * @param column `[4N]` gate terms of the output unit, from `columnStart`
 * @param hiddenWeights `[N, 4N]`, W_h
 * @param hidden h, N floats from `stateStart`; rewritten
 * @param cell c, N floats from `stateStart`; rewritten
 */
export function updateSynapse(
  stateSize: number,
  row: Float32Array,
  rowStart: number,
  column: Float32Array,
  columnStart: number,
  hiddenWeights: Float32Array,
  hidden: Float32Array,
  cell: Float32Array,
  stateStart: number,
): void {
  const gates = 4 * stateSize;
  const preActivation = (gate: number): number => {
    let z = fround(row[rowStart + gate] + column[columnStart + gate]);
    for (let n = 0; n < stateSize; n++) {
      z = fround(z + fround(hiddenWeights[n * gates + gate] * hidden[stateStart + n]));
    }
    return z;
  };
  const nextHidden = new Float32Array(stateSize);
  for (let n = 0; n < stateSize; n++) {
    const inputGate = sigmoid32(preActivation(n));
    const candidate = tanh32(preActivation(stateSize + n));
    const forgetGate = sigmoid32(preActivation(2 * stateSize + n));
    const outputGate = sigmoid32(preActivation(3 * stateSize + n));
    const kept = fround(forgetGate * cell[stateStart + n]);
    const nextCell = fround(kept + fround(inputGate * candidate));
    cell[stateStart + n] = nextCell;
    nextHidden[n] = fround(outputGate * tanh32(nextCell));
  }
  hidden.set(nextHidden, stateStart);
}
