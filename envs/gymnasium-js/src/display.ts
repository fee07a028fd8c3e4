/** Where the render mode `human` shows its images: a canvas in the browser, elsewhere what the program sets. */
import type { RenderedImage } from './env.ts';
import { DependencyNotInstalled } from './errors.ts';

/** A place that shows one image after the other. */
export interface Display {
  show(image: RenderedImage): void;
  close(): void;
}

let maker: () => Display = canvasDisplay;

/** Chooses what makes displays; without an argument the canvas again. */
export function setDisplayMaker(newMaker: () => Display = canvasDisplay): void {
  maker = newMaker;
}

/** @throws DependencyNotInstalled outside the browser when no maker was set */
export function makeDisplay(): Display {
  return maker();
}

/** The image with an opacity after every colour, as a canvas takes it. */
export function withOpacity({ pixels }: RenderedImage): Uint8ClampedArray<ArrayBuffer> {
  const result = new Uint8ClampedArray((pixels.length / 3) * 4).fill(255);
  for (let n = 0; n < pixels.length / 3; n++) {
    for (let color = 0; color < 3; color++) result[4 * n + color] = pixels[3 * n + color];
  }
  return result;
}

function canvasDisplay(): Display {
  if (typeof globalThis.document !== 'object') {
    throw new DependencyNotInstalled(
      "render mode 'human' needs a browser's canvas; elsewhere say with setDisplayMaker where images go",
    );
  }
  const canvas = document.body.appendChild(document.createElement('canvas'));
  return {
    show(image) {
      const [height, width] = image.shape;
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      canvas.getContext('2d')?.putImageData(new ImageData(withOpacity(image), width, height), 0, 0);
    },
    close: () => canvas.remove(),
  };
}

/**
 * Runs `action`, in which images that have no place to be shown are shown nowhere: outside the browser, when no
 * maker was set.
 */
export function withoutDisplay<Result>(action: () => Result): Result {
  if (maker !== canvasDisplay || typeof globalThis.document === 'object') return action();
  maker = () => ({ show() {}, close() {} });
  try {
    return action();
  } finally {
    maker = canvasDisplay;
  }
}
