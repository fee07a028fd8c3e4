/** Images as a canvas takes them. */
import type { RenderedImage } from '../env.ts';

/** The bytes of the image with an opacity after every colour. */
export function withOpacity({ pixels }: RenderedImage): Uint8ClampedArray<ArrayBuffer> {
  const result = new Uint8ClampedArray((pixels.length / 3) * 4).fill(255);
  for (let n = 0; n < pixels.length / 3; n++) {
    for (let color = 0; color < 3; color++) result[4 * n + color] = pixels[3 * n + color];
  }
  return result;
}
