/** Where the render mode `human` shows its images: a canvas in the browser, elsewhere what the program sets. */
import type { RenderedImage } from './env.ts';
import { DependencyNotInstalled } from './errors.ts';
import { CanvasRenderer } from './rendering/canvas-renderer.ts';

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

function canvasDisplay(): Display {
  if (typeof globalThis.document !== 'object') {
    throw new DependencyNotInstalled(
      "render mode 'human' needs a browser's canvas; elsewhere say with setDisplayMaker where images go",
    );
  }
  return new CanvasRenderer();
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
