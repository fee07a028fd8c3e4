/**
 * The delta rule on a matrix of fast weights: what a key recalls is moved towards a value.
 *
 *   recall_j = sum_i k_i F_ij,   F_ij <- F_ij + rate k_i (v_j - recall_j)
 *
 * With a key of length 1 and rate 1, reading the key afterwards gives the value, whatever was stored before.
 * (Widrow & Hoff 1960; as a fast-weight update Schlag, Irie & Schmidhuber 2021, section 4.2)
 */

/**
 * Writes what the key recalls to `recall`.
 * @param fast `[key.length, recall.length]`, F
 */
export function recallValue(fast: Float32Array, key: Float64Array, recall: Float64Array): void {
  const valueSize = recall.length;
  recall.fill(0);
  for (let i = 0; i < key.length; i++) {
    const k = key[i];
    const row = i * valueSize;
    for (let j = 0; j < valueSize; j++) recall[j] += k * fast[row + j];
  }
}

/**
 * Moves what `key` recalls towards `value`.
 * @param fast `[key.length, value.length]`, F, rewritten
 * @param rate in [0, 1]
 * @param recall `[value.length]`, scratch memory; holds what the key recalled before
 */
export function storeValue(
  fast: Float32Array,
  key: Float64Array,
  value: Float64Array,
  rate: number,
  recall: Float64Array,
): void {
  recallValue(fast, key, recall);
  const valueSize = value.length;
  for (let i = 0; i < key.length; i++) {
    const step = rate * key[i];
    const row = i * valueSize;
    for (let j = 0; j < valueSize; j++) fast[row + j] += step * (value[j] - recall[j]);
  }
}
