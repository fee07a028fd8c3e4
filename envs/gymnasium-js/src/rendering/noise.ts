/** Noise over rendered images, drawn as in gymnasium/wrappers/rendering.py. */
import type { RenderedImage, RenderFrame } from '../env.ts';
import { AssertionError } from '../errors.ts';
import type { Generator } from '../generator.ts';

/** What red, green and blue contribute to a gray at most. */
const GRAY_LIMITS = [0.2989, 0.587, 0.114].map((weight) => Math.floor(255 * weight));

/** @throws AssertionError for a frame that is no image */
export function requireImage(frame: RenderFrame | readonly RenderFrame[]): RenderedImage {
  if (typeof frame === 'object' && frame !== null && 'pixels' in frame) return frame;
  throw new AssertionError('the environment must render single images, as the mode rgb_array does');
}

function noisePixels(generator: Generator, size: number, grayscale: boolean): Uint8Array {
  if (!grayscale) return generator.integers(0, 255, { size, dtype: 'uint8' });
  const limits = Float64Array.from({ length: size }, (_, n) => GRAY_LIMITS[n % 3]);
  const colors = generator.integers(new Float64Array(size), limits, { dtype: 'uint8' });
  const sums = Uint8Array.from(
    { length: size / 3 },
    (_, n) => colors[3 * n] + colors[3 * n + 1] + colors[3 * n + 2],
  );
  return colors.map((_, n) => sums[Math.floor(n / 3)]);
}

/**
 * The image with noise where the mask says so. The noise is drawn before the mask when the mask is drawn too.
 * @param maskOf which pixels are noise
 */
export function withNoise(
  image: RenderedImage,
  generator: Generator,
  grayscale: boolean,
  maskOf: () => ArrayLike<boolean>,
): RenderedImage {
  const noise = noisePixels(generator, image.pixels.length, grayscale);
  const mask = maskOf();
  const pixels = image.pixels.map((value, n) => (mask[Math.floor(n / 3)] ? noise[n] : value));
  return { pixels, shape: image.shape };
}
