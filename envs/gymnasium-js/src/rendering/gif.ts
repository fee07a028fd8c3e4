/** Videos as GIF files, by the library gifenc, which the caller hands in: this package itself needs none. */
import type { RecordedVideo } from '../video-recording.ts';
import { withOpacity } from './with-opacity.ts';

/** Colours of a frame, at most 256. */
type Palette = readonly (readonly number[])[];
/** What is used of gifenc: `import * as gifenc from 'gifenc'`. */
export interface GifLibrary {
  GIFEncoder(): {
    writeFrame(
      indices: Uint8Array,
      width: number,
      height: number,
      options: { palette: Palette; delay: number; repeat: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  };
  quantize(pixels: Uint8ClampedArray, colors: number): Palette;
  applyPalette(pixels: Uint8ClampedArray, palette: Palette): Uint8Array;
}

const COLORS = 256;
const FOREVER = 0;

/**
 * The bytes of a file that shows the frames again and again: `new RecordVideo(env, { save: (video) =>
 * writeFileSync(`${video.name}.gif`, toGif(video, gifenc)) })`.
 */
export function toGif({ frames, framesPerSecond }: RecordedVideo, library: GifLibrary): Uint8Array {
  const encoder = library.GIFEncoder();
  const delay = Math.round(1000 / framesPerSecond);
  for (const frame of frames) {
    const [height, width] = frame.shape;
    const pixels = withOpacity(frame);
    const palette = library.quantize(pixels, COLORS);
    encoder.writeFrame(library.applyPalette(pixels, palette), width, height, {
      palette,
      delay,
      repeat: FOREVER,
    });
  }
  encoder.finish();
  return encoder.bytes();
}
