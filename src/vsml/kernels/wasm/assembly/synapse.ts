/**
 * The tick of `src/vsml/kernels/reference.ts` in SIMD: lanes are four state units of one synapse, so every float is
 * the result of the reference's operations in the reference's order. No relaxed SIMD, no fused multiply-add.
 */
import * as D from './descriptor';
import { field } from './descriptor';
import { sigmoid4, tanh4 } from './float32';

/** `accumulator[0..gates) += weights[m][j] * message[m]`, m in order. */
@inline
function addProduct(accumulator: usize, gateBytes: usize, weights: usize, message: usize, messageSize: usize): void {
  for (let m: usize = 0; m < messageSize; m++) {
    const value = v128.load32_splat(message + (m << 2));
    for (let j: usize = 0; j < gateBytes; j += 16) {
      const product = f32x4.mul(v128.load(weights + j), value);
      v128.store(accumulator + j, f32x4.add(v128.load(accumulator + j), product));
    }
    weights += gateBytes;
  }
}

function gateRow(d: usize, body: usize, a: usize): void {
  const gateBytes = field(d, D.STATE_SIZE) << 4;
  const inputs = field(d, D.INPUTS);
  const messageSize = field(d, D.MESSAGE_SIZE);
  const row = field(d, D.ROWS) + a * gateBytes;
  const message = ((body * inputs + a) * messageSize) << 2;
  for (let j: usize = 0; j < gateBytes; j += 16) v128.store(row + j, f32x4.splat(0));
  addProduct(row, gateBytes, field(d, D.FORWARD), field(d, D.FORWARD_IN) + message, messageSize);
  const ownBackward = field(d, D.OWN_BACKWARD);
  if (ownBackward) addProduct(row, gateBytes, ownBackward, field(d, D.BACKWARD_OUT) + message, messageSize);
  const coordinates = field(d, D.COORDINATES);
  if (coordinates) addProduct(row, gateBytes, coordinates, field(d, D.INPUT_POSITIONS) + (a << 2), 1);
}

function gateColumn(d: usize, body: usize, b: usize): void {
  const stateBytes = field(d, D.STATE_SIZE) << 2;
  const gateBytes = stateBytes << 2;
  const outputs = field(d, D.OUTPUTS);
  const messageSize = field(d, D.MESSAGE_SIZE);
  const column = field(d, D.COLUMNS) + b * gateBytes;
  const message = ((body * outputs + b) * messageSize) << 2;
  const bias = field(d, D.BIAS);
  for (let j: usize = 0; j < gateBytes; j += 16) v128.store(column + j, v128.load(bias + j));
  const offset = v128.load32_splat(d + D.GATE_OFFSET);
  for (let n: usize = 0; n < stateBytes; n += 16) {
    const inputGate = column + n;
    const forgetGate = column + 2 * stateBytes + n;
    v128.store(inputGate, f32x4.sub(v128.load(inputGate), offset));
    v128.store(forgetGate, f32x4.add(v128.load(forgetGate), offset));
  }
  addProduct(column, gateBytes, field(d, D.BACKWARD), field(d, D.BACKWARD_IN) + message, messageSize);
  const ownForward = field(d, D.OWN_FORWARD);
  if (ownForward) addProduct(column, gateBytes, ownForward, field(d, D.FORWARD_OUT) + message, messageSize);
  const reward = field(d, D.REWARD);
  if (reward) addProduct(column, gateBytes, reward, field(d, D.REWARDS) + (body << 2), 1);
  const coordinates = field(d, D.COORDINATES);
  if (coordinates) {
    addProduct(column, gateBytes, coordinates + gateBytes, field(d, D.OUTPUT_POSITIONS) + (b << 3), 2);
  }
}

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
  const stateBytes = field(d, D.STATE_SIZE) << 2;
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

/** One tick of a lone last synapse: both halves of a pair in scratch memory, and only the first is kept. */
function updateSingle(
  row: usize,
  column: usize,
  packed: usize,
  hidden: usize,
  stateBytes: usize,
  cell: usize,
  scratch: usize,
): void {
  const pairHidden = scratch + 2 * stateBytes;
  const pairCell = scratch + 4 * stateBytes;
  for (let unit: usize = 0; unit < stateBytes; unit += 16) {
    v128.store(pairHidden + unit, v128.load(hidden + unit));
    v128.store(pairCell + unit, v128.load(cell + unit));
    v128.store(pairHidden + stateBytes + unit, f32x4.splat(0));
    v128.store(pairCell + stateBytes + unit, f32x4.splat(0));
  }
  updatePair(row, column, row, column, packed, pairHidden, stateBytes, pairCell, scratch);
  for (let unit: usize = 0; unit < stateBytes; unit += 16) {
    v128.store(hidden + unit, v128.load(pairHidden + unit));
    v128.store(cell + unit, v128.load(pairCell + unit));
  }
}

/** One tick of a layer, all bodies: synapses two at a time in memory order, whichever rows they lie in. */
export function update(d: usize): void {
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
      updateSingle(row, column, packed, hidden, stateBytes, cell, scratch);
      hidden += stateBytes;
      cell += stateBytes;
    }
  }
}

/** `out = bias + messenger applied to the mean of count contributions, stride bytes apart`, all sums in order. */
function message(
  d: usize,
  contributions: usize,
  stride: usize,
  count: usize,
  messenger: usize,
  bias: usize,
  out: usize,
): void {
  const stateSize = field(d, D.STATE_SIZE);
  const messageSize = field(d, D.MESSAGE_SIZE);
  const mean = field(d, D.SCRATCH);
  const inverse = f32x4.splat(<f32>(1.0 / <f64>count));
  for (let n: usize = 0; n < stateSize << 2; n += 16) {
    let sum = f32x4.splat(0);
    let address = contributions + n;
    for (let s: usize = 0; s < count; s++) {
      sum = f32x4.add(sum, v128.load(address));
      address += stride;
    }
    v128.store(mean + n, f32x4.mul(sum, inverse));
  }
  for (let m: usize = 0; m < messageSize; m++) {
    let sum = load<f32>(bias + (m << 2));
    for (let n: usize = 0; n < stateSize; n++) {
      sum = sum + load<f32>(messenger + ((n * messageSize + m) << 2)) * load<f32>(mean + (n << 2));
    }
    store<f32>(out + (m << 2), sum);
  }
}

/** Messages to the output units. `arrived` is 1 to read contributions as they arrived over a bus. */
export function aggregateForward(d: usize, arrived: i32): void {
  const inputs = field(d, D.INPUTS);
  const outputs = field(d, D.OUTPUTS);
  const stateBytes = field(d, D.STATE_SIZE) << 2;
  const messageBytes = field(d, D.MESSAGE_SIZE) << 2;
  const messenger = field(d, D.FORWARD_MESSENGER);
  const bias = field(d, D.FORWARD_MESSENGER_BIAS);
  let contributions = field(d, arrived ? D.ARRIVED_FORWARD : D.HIDDEN);
  let out = field(d, D.FORWARD_OUT);
  for (let body: usize = 0; body < field(d, D.BODIES); body++) {
    for (let b: usize = 0; b < outputs; b++) {
      message(d, contributions + b * stateBytes, outputs * stateBytes, inputs, messenger, bias, out);
      out += messageBytes;
    }
    contributions += inputs * outputs * stateBytes;
  }
}

/** Messages back to the input units. */
export function aggregateBackward(d: usize, arrived: i32): void {
  const outputs = field(d, D.OUTPUTS);
  const stateBytes = field(d, D.STATE_SIZE) << 2;
  const messageBytes = field(d, D.MESSAGE_SIZE) << 2;
  const messenger = field(d, D.BACKWARD_MESSENGER);
  const bias = field(d, D.BACKWARD_MESSENGER_BIAS);
  const units = field(d, D.BODIES) * field(d, D.INPUTS);
  let contributions = field(d, arrived ? D.ARRIVED_BACKWARD : D.HIDDEN);
  let out = field(d, D.BACKWARD_OUT);
  for (let unit: usize = 0; unit < units; unit++) {
    message(d, contributions, stateBytes, outputs, messenger, bias, out);
    contributions += outputs * stateBytes;
    out += messageBytes;
  }
}

/** Averages the first half of every synapse's state over the bodies, scalar by scalar in body order. */
export function shareMemory(d: usize): void {
  shareState(d, field(d, D.HIDDEN));
  shareState(d, field(d, D.CELL));
}

function shareState(d: usize, state: usize): void {
  const bodies = field(d, D.BODIES);
  const stateBytes = field(d, D.STATE_SIZE) << 2;
  const bodyBytes = field(d, D.INPUTS) * field(d, D.OUTPUTS) * stateBytes;
  const inverse: f32 = <f32>(1.0 / <f64>bodies);
  for (let synapse: usize = 0; synapse < bodyBytes; synapse += stateBytes) {
    for (let n: usize = synapse; n < synapse + (stateBytes >> 1); n += 4) {
      let sum = load<f32>(state + n);
      for (let body: usize = 1; body < bodies; body++) sum = sum + load<f32>(state + body * bodyBytes + n);
      const mean = sum * inverse;
      for (let body: usize = 0; body < bodies; body++) store<f32>(state + body * bodyBytes + n, mean);
    }
  }
}
