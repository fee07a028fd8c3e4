/** The gate terms that all synapses of a row, or of a column, share: row_a and column_b of the factored tick. */
import * as D from './descriptor';
import { field } from './descriptor';

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

export function gateRow(d: usize, body: usize, a: usize): void {
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

export function gateColumn(d: usize, body: usize, b: usize): void {
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
