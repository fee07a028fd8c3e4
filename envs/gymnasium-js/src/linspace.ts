/** Numbers at equal distances, as NumPy computes them (numpy.linspace). */

/**
 * @param round to the precision of the ends: `Math.fround` for float32
 * @param count at least 2; the last number is `stop` itself
 */
export function linspace(
  start: number,
  stop: number,
  count: number,
  round: (value: number) => number,
): number[] {
  const distance = round(stop - start);
  const step = round(distance / (count - 1));
  const numbers = Array.from({ length: count }, (_, n) => {
    const way = step === 0 ? round(round(n / (count - 1)) * distance) : round(n * step);
    return round(way + start);
  });
  numbers[count - 1] = stop;
  return numbers;
}
