/**
 * The sum of an array in the order of additions of `numpy.sum`: blocks of up to 128 with eight running sums, and
 * halves of larger arrays by themselves.
 */

const BLOCK = 128;
const LANES = 8;

const exactly = (value: number): number => value;

/**
 * The sum of `length` elements from `start` on; of all when both are left out.
 * @param round `Math.fround` for numbers that are added up in float32
 */
export function pairwiseSum(
  values: ArrayLike<number>,
  start = 0,
  length = values.length,
  round: (value: number) => number = exactly,
): number {
  if (length < LANES) {
    let sum = 0;
    for (let n = start; n < start + length; n++) sum = round(sum + values[n]);
    return sum;
  }
  if (length > BLOCK) {
    const half = Math.floor(length / 2);
    const first = half - (half % LANES);
    const upper = pairwiseSum(values, start + first, length - first, round);
    return round(pairwiseSum(values, start, first, round) + upper);
  }
  const lanes = Array.from({ length: LANES }, (_, lane) => values[start + lane]);
  const whole = length - (length % LANES);
  for (let n = LANES; n < whole; n++) lanes[n % LANES] = round(lanes[n % LANES] + values[start + n]);
  const [a, b, c, d, e, f, g, h] = lanes;
  const left = round(round(a + b) + round(c + d));
  let sum = round(left + round(round(e + f) + round(g + h)));
  for (let n = whole; n < length; n++) sum = round(sum + values[start + n]);
  return sum;
}
