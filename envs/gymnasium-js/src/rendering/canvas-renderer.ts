/** CanvasRenderer: images of environments, such as `rgb_array` gives, on a canvas of the page. */
import type { Display } from '../display.ts';
import type { RenderedImage } from '../env.ts';
import { UnsupportedMode } from '../errors.ts';
import type { RecordedEnv } from '../video-recording.ts';
import { withOpacity } from './with-opacity.ts';

/** What is asked of an environment that is to be shown. */
export type Rendering = Pick<RecordedEnv, 'render' | 'renderMode'>;

export class CanvasRenderer implements Display {
  readonly canvas: HTMLCanvasElement;
  private readonly zoom: number;
  private readonly isOurs: boolean;

  /**
   * @param canvas where to draw; without one a new one at the end of the page, which `close` takes away
   * @param zoom how large a pixel of the image is on the page
   */
  constructor(canvas: HTMLCanvasElement | null = null, zoom = 1) {
    this.isOurs = canvas === null;
    this.canvas = canvas ?? document.body.appendChild(document.createElement('canvas'));
    this.zoom = zoom;
  }

  show(image: RenderedImage): void {
    const [height, width] = image.shape;
    const { canvas, zoom } = this;
    if (canvas.width !== width || canvas.height !== height) {
      Object.assign(canvas, { width, height });
      Object.assign(canvas.style, { width: `${width * zoom}px`, height: `${height * zoom}px` });
    }
    canvas.getContext('2d')?.putImageData(new ImageData(withOpacity(image), width, height), 0, 0);
  }

  /**
   * Draws what the environment renders now.
   * @throws UnsupportedMode when that is no image
   */
  render(env: Rendering): void {
    this.show(imageOf(env));
  }

  close(): void {
    if (this.isOurs) this.canvas.remove();
  }
}

/**
 * The image that an environment renders; of several the last.
 * @throws UnsupportedMode when that is no image
 */
export function imageOf(env: Rendering): RenderedImage {
  const frame = [env.render()].flat().at(-1);
  if (typeof frame !== 'object' || frame === null)
    throw new UnsupportedMode(
      `${env} renders no images in the mode ${env.renderMode}; make it with \`renderMode: 'rgb_array'\``,
    );
  return frame;
}
