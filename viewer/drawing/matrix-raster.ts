/** The heat map of a matrix: one texel an entry, blue below 0, white at 0, orange above. */
import { DIVERGING_LEVELS, divergingTable } from './colors.ts';

/** What entries that are no numbers are drawn as, so that they are seen: Okabe & Ito's reddish purple. */
const NOT_A_NUMBER = [204, 121, 167] as const;

/**
 * Draws `[rows, columns]` values over a range that is symmetric about 0, so that white is always 0.
 * @param pixels `[rows, columns, 4]`, red, green, blue, alpha; written
 * @returns the largest absolute value, which the ends of the colours stand for; 0 for a matrix of zeros
 * @throws RangeError unless there is one pixel a value
 */
export function drawMatrix(values: Float32Array, pixels: Uint8Array): number {
  if (pixels.length !== values.length * 4) {
    throw new RangeError(`${values.length} values need ${values.length * 4} bytes, got ${pixels.length}`);
  }
  let range = 0;
  for (let n = 0; n < values.length; n++) {
    const size = Math.abs(values[n]);
    if (size > range && size < Number.POSITIVE_INFINITY) range = size;
  }
  const middle = (DIVERGING_LEVELS - 1) / 2;
  for (let n = 0; n < values.length; n++) {
    const value = values[n];
    const pixel = n * 4;
    pixels[pixel + 3] = 255;
    if (Number.isNaN(value)) {
      pixels[pixel] = NOT_A_NUMBER[0];
      pixels[pixel + 1] = NOT_A_NUMBER[1];
      pixels[pixel + 2] = NOT_A_NUMBER[2];
      continue;
    }
    const share = range === 0 ? Math.sign(value) : Math.max(-1, Math.min(1, value / range));
    const level = Math.round(middle + share * middle) * 3;
    pixels[pixel] = divergingTable[level];
    pixels[pixel + 1] = divergingTable[level + 1];
    pixels[pixel + 2] = divergingTable[level + 2];
  }
  return range;
}
