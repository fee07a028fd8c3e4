/** Messages: a messenger applied to the mean, or the sum, of the synapses' contributions to a unit. */
import * as D from './descriptor';
import { field } from './descriptor';
import { typedMessage } from './typed-messages';

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
  const scale = f32x4.splat(field(d, D.SUMS) ? 1 : <f32>(1.0 / <f64>count));
  for (let n: usize = 0; n < stateSize << 2; n += 16) {
    let sum = f32x4.splat(0);
    let address = contributions + n;
    for (let s: usize = 0; s < count; s++) {
      sum = f32x4.add(sum, v128.load(address));
      address += stride;
    }
    v128.store(mean + n, f32x4.mul(sum, scale));
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
  const types = field(d, D.TYPES);
  const typed = field(d, D.TYPE_COUNT) > 1;
  let contributions = field(d, arrived ? D.ARRIVED_FORWARD : D.HIDDEN);
  let out = field(d, D.FORWARD_OUT);
  for (let body: usize = 0; body < field(d, D.BODIES); body++) {
    for (let b: usize = 0; b < outputs; b++) {
      const first = contributions + b * stateBytes;
      const stride = outputs * stateBytes;
      if (typed) typedMessage(d, true, types + (b << 2), outputs << 2, first, stride, inputs, out);
      else message(d, first, stride, inputs, messenger, bias, out);
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
  const inputs = field(d, D.INPUTS);
  const typed = field(d, D.TYPE_COUNT) > 1;
  const units = field(d, D.BODIES) * inputs;
  let contributions = field(d, arrived ? D.ARRIVED_BACKWARD : D.HIDDEN);
  let out = field(d, D.BACKWARD_OUT);
  for (let unit: usize = 0; unit < units; unit++) {
    const types = field(d, D.TYPES) + (((unit % inputs) * outputs) << 2);
    if (typed) typedMessage(d, false, types, 4, contributions, stateBytes, outputs, out);
    else message(d, contributions, stateBytes, outputs, messenger, bias, out);
    contributions += outputs * stateBytes;
    out += messageBytes;
  }
}
