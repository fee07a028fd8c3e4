/**
 * LayerNorm of one message: centred, scaled to unit variance, then stretched and shifted as the rule says, so that
 * messages keep their size through many layers. It is not linear: a messenger that it follows cannot be applied to
 * the mean of hidden states. (Ba, Kiros & Hinton 2016, arXiv 1607.06450; where the released VSML code puts it)
 *
 *   y = scale * (x - mean(x)) / sqrt(variance(x) + 1e-5) + offset
 */
const fround = Math.fround;

/** Keeps a message of equal numbers, the silence of a newborn copy above all, from being divided by 0. */
export const LAYER_NORM_EPSILON = fround(1e-5);

/**
 * Normalises a message in place, in float32 with one rounding an operation; the variance is the mean square.
 * @param message `[M]`, rewritten
 * @param scale `[M]`
 * @param offset `[M]`
 */
export function normaliseMessage(message: Float32Array, scale: Float32Array, offset: Float32Array): void {
  const size = message.length;
  let sum = 0;
  for (let m = 0; m < size; m++) sum = fround(sum + message[m]);
  const mean = fround(sum / size);
  let squares = 0;
  for (let m = 0; m < size; m++) {
    const deviation = fround(message[m] - mean);
    squares = fround(squares + fround(deviation * deviation));
  }
  const variance = fround(squares / size);
  const inverseDeviation = fround(1 / fround(Math.sqrt(fround(variance + LAYER_NORM_EPSILON))));
  for (let m = 0; m < size; m++) {
    const normal = fround(fround(message[m] - mean) * inverseDeviation);
    message[m] = fround(fround(normal * scale[m]) + offset[m]);
  }
}
