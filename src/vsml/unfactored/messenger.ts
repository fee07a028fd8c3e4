/**
 * The message of one copy: its hidden state through a messenger, then normalised if the rule says so.
 * (Kirsch & Schmidhuber 2021, equations 7 and 8, before the sum)
 */
import { normaliseMessage } from './layer-norm.ts';
import type { Reduction } from './unfactored-layer.ts';
import type { UnfactoredRule } from './unfactored-rule.ts';

const fround = Math.fround;

/**
 * How much of a messenger's bias each of `count` copies says: under sums a unit hears it once, as in the kernels, so
 * that a rule means the same in both. A message that is normalised has to hold it whole.
 */
export function biasShare(rule: UnfactoredRule, reduction: Reduction, count: number): number {
  return reduction === 'sum' && !rule.layerNorm ? fround(1 / count) : 1;
}

/**
 * Writes what one copy says in one direction.
 * @param share of the bias, in (0, 1]
 * @param hidden h, N floats from `start`
 * @param message `[M]`, rewritten
 */
export function speak(
  rule: UnfactoredRule,
  direction: 'forward' | 'backward',
  hidden: Float32Array,
  start: number,
  share: number,
  message: Float32Array,
): void {
  const { stateSize: N, messageSize: M } = rule.shape;
  const weights = rule.tensors.get(`${direction}_messenger`)!;
  const bias = rule.tensors.get(`${direction}_messenger_bias`)!;
  for (let m = 0; m < M; m++) message[m] = share * bias[m];
  for (let n = 0; n < N; n++) {
    for (let m = 0; m < M; m++) message[m] += fround(weights[n * M + m] * hidden[start + n]);
  }
  if (!rule.layerNorm) return;
  const { tensors } = rule;
  normaliseMessage(message, tensors.get(`${direction}_scale`)!, tensors.get(`${direction}_offset`)!);
}

/** `messages[unit] += message`, M floats. */
export function addMessage(messages: Float32Array, unit: number, message: Float32Array): void {
  const start = unit * message.length;
  for (let m = 0; m < message.length; m++) messages[start + m] += message[m];
}

/** Divides every float by `count`, as means of float32 are taken everywhere: by one rounded inverse. */
export function divideAll(values: Float32Array, count: number): void {
  const inverse = fround(1 / count);
  for (let n = 0; n < values.length; n++) values[n] *= inverse;
}
