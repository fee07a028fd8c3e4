/**
 * The sum of an array in the order of additions of `numpy.sum`: blocks of up to 128 with eight running sums, and
 * halves of larger arrays by themselves.
 */

const BLOCK = 128;
const LANES = 8;

/** The sum of `length` elements from `start` on; of all when both are left out. */
export function pairwiseSum(values: ArrayLike<number>, start = 0, length = values.length): number {
  if (length < LANES) {
    let sum = 0;
    for (let n = start; n < start + length; n++) sum += values[n];
    return sum;
  }
  if (length > BLOCK) {
    const half = Math.floor(length / 2);
    const first = half - (half % LANES);
    return pairwiseSum(values, start, first) + pairwiseSum(values, start + first, length - first);
  }
  const lanes = Array.from({ length: LANES }, (_, lane) => values[start + lane]);
  const whole = length - (length % LANES);
  for (let n = LANES; n < whole; n++) lanes[n % LANES] += values[start + n];
  const [a, b, c, d, e, f, g, h] = lanes;
  let sum = a + b + (c + d) + (e + f + (g + h));
  for (let n = whole; n < length; n++) sum += values[start + n];
  return sum;
}
