/** Messages of synapses of several types: each type's messenger on its part of the mean, its bias by its share. */
import * as D from './descriptor';
import { field } from './descriptor';

/** `mean = scale * sum of the contributions of a type`, in order; how many there were. */
@inline
function typeMean(
  type: usize,
  types: usize,
  typeStride: usize,
  contributions: usize,
  stride: usize,
  count: usize,
  scale: f32,
  stateBytes: usize,
  mean: usize,
): usize {
  let present: usize = 0;
  for (let n: usize = 0; n < stateBytes; n += 16) v128.store(mean + n, f32x4.splat(0));
  for (let s: usize = 0; s < count; s++) {
    if (<usize>load<u32>(types + s * typeStride) != type) continue;
    present++;
    for (let n: usize = 0; n < stateBytes; n += 16) {
      v128.store(mean + n, f32x4.add(v128.load(mean + n), v128.load(contributions + s * stride + n)));
    }
  }
  for (let n: usize = 0; n < stateBytes; n += 16) {
    v128.store(mean + n, f32x4.mul(v128.load(mean + n), f32x4.splat(scale)));
  }
  return present;
}

/**
 * What `count` synapses say to a unit.
 * @param d the first of the rule's descriptors
 * @param types type of the first synapse; the next lies `typeStride` bytes on, its contribution `stride` bytes
 */
export function typedMessage(
  d: usize,
  forward: bool,
  types: usize,
  typeStride: usize,
  contributions: usize,
  stride: usize,
  count: usize,
  out: usize,
): void {
  const messageSize = field(d, D.MESSAGE_SIZE);
  const stateSize = field(d, D.STATE_SIZE);
  const typeCount = field(d, D.TYPE_COUNT);
  const mean = field(d, D.SCRATCH);
  const scale: f32 = field(d, D.SUMS) ? 1 : <f32>(1.0 / <f64>count);
  for (let m: usize = 0; m < messageSize; m++) store<f32>(out + (m << 2), -0.0);
  for (let type: usize = 0; type < typeCount; type++, d += D.SIZE) {
    const present = typeMean(
      type, types, typeStride, contributions, stride, count, scale, stateSize << 2, mean,
    );
    if (present == 0) continue;
    const share = <f32>(<f64>present / <f64>count);
    const messenger = field(d, forward ? D.FORWARD_MESSENGER : D.BACKWARD_MESSENGER);
    const bias = field(d, forward ? D.FORWARD_MESSENGER_BIAS : D.BACKWARD_MESSENGER_BIAS);
    for (let m: usize = 0; m < messageSize; m++) {
      let sum = load<f32>(out + (m << 2)) + share * load<f32>(bias + (m << 2));
      for (let n: usize = 0; n < stateSize; n++) {
        sum = sum + load<f32>(messenger + ((n * messageSize + m) << 2)) * load<f32>(mean + (n << 2));
      }
      store<f32>(out + (m << 2), sum);
    }
  }
}
