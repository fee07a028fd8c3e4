/** The synapses' update: z_ab = row_a + column_b + W_h h_ab and the gates, two synapses at a time. */
import * as D from './descriptor';
import { field } from './descriptor';
import { sigmoid4, tanh4 } from './float32';
import { gateColumn, gateRow } from './gate-terms';
import { updateTyped } from './typed-update';

/** Four state units of a synapse from their gate pre-activations: stores the new cell state, returns the new hidden one. */
@inline
function gate(i: v128, g: v128, f: v128, o: v128, cell: usize): v128 {
  const kept = f32x4.mul(sigmoid4(f), v128.load(cell));
  const nextCell = f32x4.add(kept, f32x4.mul(sigmoid4(i), tanh4(g)));
  v128.store(cell, nextCell);
  return f32x4.mul(sigmoid4(o), tanh4(nextCell));
}

/**
 * Four state units each of two synapses, so that a load of W_h serves twice and eight sums are under way at a time.
 * `packed` points at W_h's columns of these units: for each n, four vectors in the order i, g, f, o.
 * The second synapse's states lie `stateBytes` after the first's; new hidden states go to `out` in the same way.
 */
@inline
function updateUnitPair(
  row0: usize,
  column0: usize,
  row1: usize,
  column1: usize,
  packed: usize,
  hidden: usize,
  stateBytes: usize,
  cell: usize,
  out: usize,
): void {
  let i0 = f32x4.add(v128.load(row0), v128.load(column0));
  let g0 = f32x4.add(v128.load(row0 + stateBytes), v128.load(column0 + stateBytes));
  let f0 = f32x4.add(v128.load(row0 + 2 * stateBytes), v128.load(column0 + 2 * stateBytes));
  let o0 = f32x4.add(v128.load(row0 + 3 * stateBytes), v128.load(column0 + 3 * stateBytes));
  let i1 = f32x4.add(v128.load(row1), v128.load(column1));
  let g1 = f32x4.add(v128.load(row1 + stateBytes), v128.load(column1 + stateBytes));
  let f1 = f32x4.add(v128.load(row1 + 2 * stateBytes), v128.load(column1 + 2 * stateBytes));
  let o1 = f32x4.add(v128.load(row1 + 3 * stateBytes), v128.load(column1 + 3 * stateBytes));
  const end = hidden + stateBytes;
  let h0 = hidden;
  let h1 = hidden + stateBytes;
  for (; h0 < end; h0 += 16, h1 += 16, packed += 256) {
    let first = v128.load32_splat(h0);
    let second = v128.load32_splat(h1);
    let weight = v128.load(packed);
    i0 = f32x4.add(i0, f32x4.mul(weight, first));
    i1 = f32x4.add(i1, f32x4.mul(weight, second));
    weight = v128.load(packed, 16);
    g0 = f32x4.add(g0, f32x4.mul(weight, first));
    g1 = f32x4.add(g1, f32x4.mul(weight, second));
    weight = v128.load(packed, 32);
    f0 = f32x4.add(f0, f32x4.mul(weight, first));
    f1 = f32x4.add(f1, f32x4.mul(weight, second));
    weight = v128.load(packed, 48);
    o0 = f32x4.add(o0, f32x4.mul(weight, first));
    o1 = f32x4.add(o1, f32x4.mul(weight, second));
    first = v128.load32_splat(h0, 4);
    second = v128.load32_splat(h1, 4);
    weight = v128.load(packed, 64);
    i0 = f32x4.add(i0, f32x4.mul(weight, first));
    i1 = f32x4.add(i1, f32x4.mul(weight, second));
    weight = v128.load(packed, 80);
    g0 = f32x4.add(g0, f32x4.mul(weight, first));
    g1 = f32x4.add(g1, f32x4.mul(weight, second));
    weight = v128.load(packed, 96);
    f0 = f32x4.add(f0, f32x4.mul(weight, first));
    f1 = f32x4.add(f1, f32x4.mul(weight, second));
    weight = v128.load(packed, 112);
    o0 = f32x4.add(o0, f32x4.mul(weight, first));
    o1 = f32x4.add(o1, f32x4.mul(weight, second));
    first = v128.load32_splat(h0, 8);
    second = v128.load32_splat(h1, 8);
    weight = v128.load(packed, 128);
    i0 = f32x4.add(i0, f32x4.mul(weight, first));
    i1 = f32x4.add(i1, f32x4.mul(weight, second));
    weight = v128.load(packed, 144);
    g0 = f32x4.add(g0, f32x4.mul(weight, first));
    g1 = f32x4.add(g1, f32x4.mul(weight, second));
    weight = v128.load(packed, 160);
    f0 = f32x4.add(f0, f32x4.mul(weight, first));
    f1 = f32x4.add(f1, f32x4.mul(weight, second));
    weight = v128.load(packed, 176);
    o0 = f32x4.add(o0, f32x4.mul(weight, first));
    o1 = f32x4.add(o1, f32x4.mul(weight, second));
    first = v128.load32_splat(h0, 12);
    second = v128.load32_splat(h1, 12);
    weight = v128.load(packed, 192);
    i0 = f32x4.add(i0, f32x4.mul(weight, first));
    i1 = f32x4.add(i1, f32x4.mul(weight, second));
    weight = v128.load(packed, 208);
    g0 = f32x4.add(g0, f32x4.mul(weight, first));
    g1 = f32x4.add(g1, f32x4.mul(weight, second));
    weight = v128.load(packed, 224);
    f0 = f32x4.add(f0, f32x4.mul(weight, first));
    f1 = f32x4.add(f1, f32x4.mul(weight, second));
    weight = v128.load(packed, 240);
    o0 = f32x4.add(o0, f32x4.mul(weight, first));
    o1 = f32x4.add(o1, f32x4.mul(weight, second));
  }
  v128.store(out, gate(i0, g0, f0, o0, cell));
  v128.store(out + stateBytes, gate(i1, g1, f1, o1, cell + stateBytes));
}

/** Orders W_h `[N, 4N]` as `[N / 4 unit blocks, N, 4 gates, 4 units]`, the order in which `updateUnits` reads it. */
export function packHiddenWeights(d: usize): void {
  const typeCount = field(d, D.TYPE_COUNT);
  const stateBytes = field(d, D.STATE_SIZE) << 2;
  for (let type: usize = 0; type < typeCount; type++, d += D.SIZE) {
    const weights = field(d, D.HIDDEN_WEIGHTS);
    let packed = field(d, D.PACKED_HIDDEN_WEIGHTS);
    for (let unit: usize = 0; unit < stateBytes; unit += 16) {
      for (let n: usize = 0; n < stateBytes; n += 4) {
        for (let gate: usize = 0; gate < 4; gate++) {
          v128.store(packed, v128.load(weights + (n << 2) * (stateBytes >> 2) + gate * stateBytes + unit));
          packed += 16;
        }
      }
    }
  }
}

/** One tick of two synapses that lie side by side in memory. */
@inline
function updatePair(
  row0: usize,
  column0: usize,
  row1: usize,
  column1: usize,
  packed: usize,
  hidden: usize,
  stateBytes: usize,
  cell: usize,
  scratch: usize,
): void {
  for (let unit: usize = 0; unit < stateBytes; unit += 16) {
    updateUnitPair(
      row0 + unit, column0 + unit, row1 + unit, column1 + unit,
      packed, hidden, stateBytes, cell + unit, scratch + unit,
    );
    packed += stateBytes << 4;
  }
  const end = stateBytes << 1;
  for (let unit: usize = 0; unit < end; unit += 16) v128.store(hidden + unit, v128.load(scratch + unit));
}

/** One tick of two synapses wherever they lie, side by side in scratch memory; a lone one is given twice. */
export function updateApart(
  row0: usize,
  column0: usize,
  hidden0: usize,
  cell0: usize,
  row1: usize,
  column1: usize,
  hidden1: usize,
  cell1: usize,
  packed: usize,
  stateBytes: usize,
  scratch: usize,
): void {
  const pairHidden = scratch + 2 * stateBytes;
  const pairCell = scratch + 4 * stateBytes;
  for (let unit: usize = 0; unit < stateBytes; unit += 16) {
    v128.store(pairHidden + unit, v128.load(hidden0 + unit));
    v128.store(pairCell + unit, v128.load(cell0 + unit));
    v128.store(pairHidden + stateBytes + unit, v128.load(hidden1 + unit));
    v128.store(pairCell + stateBytes + unit, v128.load(cell1 + unit));
  }
  updatePair(row0, column0, row1, column1, packed, pairHidden, stateBytes, pairCell, scratch);
  for (let unit: usize = 0; unit < stateBytes; unit += 16) {
    v128.store(hidden0 + unit, v128.load(pairHidden + unit));
    v128.store(cell0 + unit, v128.load(pairCell + unit));
    v128.store(hidden1 + unit, v128.load(pairHidden + stateBytes + unit));
    v128.store(cell1 + unit, v128.load(pairCell + stateBytes + unit));
  }
}

/** One tick of a layer, all bodies: synapses two at a time in memory order, whichever rows they lie in. */
export function update(d: usize): void {
  if (field(d, D.TYPE_COUNT) > 1) return updateTyped(d);
  const inputs = field(d, D.INPUTS);
  const outputs = field(d, D.OUTPUTS);
  const stateBytes = field(d, D.STATE_SIZE) << 2;
  const gateBytes = stateBytes << 2;
  const rows = field(d, D.ROWS);
  const columns = field(d, D.COLUMNS);
  const columnsEnd = columns + outputs * gateBytes;
  const scratch = field(d, D.SCRATCH);
  const packed = field(d, D.PACKED_HIDDEN_WEIGHTS);
  const synapses = inputs * outputs;
  let hidden = field(d, D.HIDDEN);
  let cell = field(d, D.CELL);
  for (let body: usize = 0; body < field(d, D.BODIES); body++) {
    for (let a: usize = 0; a < inputs; a++) gateRow(d, body, a);
    for (let b: usize = 0; b < outputs; b++) gateColumn(d, body, b);
    let row = rows;
    let column = columns;
    for (let s: usize = 0; s < synapses - 1; s += 2) {
      const row0 = row;
      const column0 = column;
      column += gateBytes;
      if (column == columnsEnd) {
        column = columns;
        row += gateBytes;
      }
      updatePair(row0, column0, row, column, packed, hidden, stateBytes, cell, scratch);
      column += gateBytes;
      if (column == columnsEnd) {
        column = columns;
        row += gateBytes;
      }
      hidden += stateBytes << 1;
      cell += stateBytes << 1;
    }
    if (synapses & 1) {
      updateApart(row, column, hidden, cell, row, column, hidden, cell, packed, stateBytes, scratch);
      hidden += stateBytes;
      cell += stateBytes;
    }
  }
}
