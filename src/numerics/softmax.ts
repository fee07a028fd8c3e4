/**
 * Softmax, the distribution `p_n = e^(l_n) / sum_m e^(l_m)`, and Shannon's entropy of a distribution (1948).
 * Sums run in index order, as the promise of equal bits everywhere asks.
 */
import { exp } from './exponential.ts';
import { log } from './logarithm.ts';

/** What softmax reads and writes: a typed array or a plain array of numbers. */
export type Numbers = Float32Array | Float64Array | number[];

/**
 * Writes the softmax of `logits` to `out`; the two may be the same array. Finite logits of any size cannot
 * overflow, a logit of -Infinity gives probability 0; NaN or +Infinity among them makes the result NaN.
 * @throws RangeError when `logits` is empty or `out` has another length
 */
export function softmax(out: Numbers, logits: Numbers): void {
  if (logits.length === 0 || out.length !== logits.length) {
    throw new RangeError(
      `softmax needs at least one logit and an output of the same length, got ${logits.length} and ${out.length}`,
    );
  }
  let largest = logits[0];
  for (let n = 1; n < logits.length; n++) if (logits[n] > largest) largest = logits[n];
  let sum = 0;
  for (let n = 0; n < logits.length; n++) {
    const power = exp(logits[n] - largest);
    out[n] = power;
    sum += power;
  }
  for (let n = 0; n < out.length; n++) out[n] /= sum;
}

/**
 * Entropy in nats of a distribution, `-sum p log p` with `0 log 0 = 0`; between 0 and
 * `log(probabilities.length)`.
 */
export function entropy(probabilities: Numbers): number {
  let sum = 0;
  for (let n = 0; n < probabilities.length; n++) {
    const probability = probabilities[n];
    if (probability !== 0) sum += probability * log(probability);
  }
  // Not `-sum`: the entropy of a certainty is +0.
  return 0 - sum;
}
