/**
 * The gate terms that copies share: row_a = W_f m_fwd[a] and column_b = bias + offsets + W_b m_bwd[b]. Splitting the
 * product this way stays valid under LayerNorm and convolution; only the messengers do not factor.
 * (Kirsch & Schmidhuber 2021, equations 5 and 6, factored as in ARCHITECTURE.md)
 */
import type { UnfactoredRule } from './unfactored-rule.ts';

const fround = Math.fround;

/** `terms[unit] += weights^T messages[unit]` for every unit, in order. */
function addProducts(
  terms: Float32Array,
  gates: number,
  weights: Float32Array,
  messages: Float32Array,
): void {
  const messageSize = weights.length / gates;
  const units = messages.length / messageSize;
  for (let unit = 0; unit < units; unit++) {
    for (let m = 0; m < messageSize; m++) {
      const value = messages[unit * messageSize + m];
      for (let gate = 0; gate < gates; gate++) {
        terms[unit * gates + gate] += fround(weights[m * gates + gate] * value);
      }
    }
  }
}

/**
 * Gate terms of input units.
 * @param forwardIn `[units, M]`
 * @param rows `[units, 4N]` or longer, rewritten; what lies behind the last unit becomes 0, the row of silence
 */
export function fillRows(rule: UnfactoredRule, forwardIn: Float32Array, rows: Float32Array): void {
  rows.fill(0);
  addProducts(rows, 4 * rule.shape.stateSize, rule.tensors.get('forward')!, forwardIn);
}

/**
 * Gate terms of output units.
 * @param backwardIn `[units, M]`
 * @param columns `[units, 4N]`, rewritten
 */
export function fillColumns(rule: UnfactoredRule, backwardIn: Float32Array, columns: Float32Array): void {
  const { stateSize: N, gateOffset } = rule.shape;
  const offset = fround(gateOffset);
  const bias = rule.tensors.get('bias')!;
  for (let start = 0; start < columns.length; start += 4 * N) {
    columns.set(bias, start);
    for (let n = 0; n < N; n++) {
      columns[start + n] -= offset;
      columns[start + 2 * N + n] += offset;
    }
  }
  addProducts(columns, 4 * N, rule.tensors.get('backward')!, backwardIn);
}
