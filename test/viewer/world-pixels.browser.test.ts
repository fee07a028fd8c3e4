/** What the world's surface really draws, read back from WebGL: every texel of the picture is one pixel, to the bit. */
import { afterEach, describe, expect, it } from 'vitest';
import { createWorld } from '../../envs/worlds/registry.ts';
import { WorldRaster } from '../../viewer/drawing/world-raster.ts';
import { WorldSurface } from '../../viewer/page/world-surface.ts';

/** Colours that no rounding, premultiplying or swapping of channels leaves alone. */
const COLOURS = [
  [230, 159, 0, 255],
  [86, 180, 233, 255],
  [0, 158, 115, 255],
  [240, 228, 66, 255],
  [1, 2, 3, 255],
  [254, 253, 252, 255],
] as const;

const WHITE = [255, 255, 255, 255];

let canvas: HTMLCanvasElement;

async function surfaceOnPage(): Promise<WorldSurface> {
  canvas = document.createElement('canvas');
  document.body.append(canvas);
  return WorldSurface.create(canvas);
}

/** A picture whose texels take the colours in turn, beginning with a given one. */
function picture(width: number, height: number, first = 0): Uint8Array {
  return Uint8Array.from(
    Array.from({ length: width * height }, (_, n) => COLOURS[(n + first) % COLOURS.length]).flat(),
  );
}

/** The canvas's pixels, top row first; must be called in the same task as the drawing. */
function drawnPixels(): Uint8Array {
  const gl = canvas.getContext('webgl2');
  if (!gl) throw new Error('the surface does not use WebGL 2');
  const { width, height } = canvas;
  const upsideDown = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, upsideDown);
  const pixels = new Uint8Array(upsideDown.length);
  for (let row = 0; row < height; row++) {
    const start = (height - 1 - row) * width * 4;
    pixels.set(upsideDown.subarray(start, start + width * 4), row * width * 4);
  }
  return pixels;
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

/** Resolves in a task after the loss, since a context may be restored only when its loss has been handled by all. */
function contextLost(): Promise<void> {
  return new Promise((resolve) =>
    canvas.addEventListener('webglcontextlost', () => setTimeout(resolve), { once: true }),
  );
}

/** What is on the canvas when all that listened before has dealt with the restored context. */
function pixelsWhenRestored(): Promise<Uint8Array> {
  return new Promise((resolve) =>
    canvas.addEventListener('webglcontextrestored', () => resolve(drawnPixels()), { once: true }),
  );
}

afterEach(() => canvas.remove());

describe('the surface of the world', () => {
  it.each([
    [1, 1],
    [3, 2],
    [5, 5],
    [37, 23],
    [400, 400],
  ])('draws a picture of %i x %i texels pixel for pixel', async (width, height) => {
    const surface = await surfaceOnPage();
    const pixels = picture(width, height);
    surface.show(width, height, pixels);
    surface.render();
    expect([canvas.width, canvas.height]).toEqual([width, height]);
    expect(drawnPixels()).toEqual(pixels);
  });

  it('draws a small world: floor, start, goal and the selected body', async () => {
    const world = createWorld('DarkRoom-v0', { size: 3, bodies: 1 });
    const { width, height, legend } = world.scene;
    const raster = new WorldRaster({ width, height, legend: [...legend], bodies: 1 });
    const tiles = new Uint8Array(9);
    world.scene.drawTiles(tiles);
    const bodyCells = Int32Array.of(world.scene.bodyCell(0));
    raster.draw({ step: 0, tiles, bodyCells, rewards: world.rewards.slice() }, 0);
    const surface = await surfaceOnPage();
    surface.show(width, height, raster.pixels);
    surface.render();
    const [floor, goal] = [
      [0, 0, 0, 255],
      [240, 228, 66, 255],
    ];
    // Reset with seed 0, the goal is at the cell of the tile code 2; the body stands on the start, in the middle.
    const expected = Array.from(tiles, (code, cell) => (cell === 4 ? WHITE : code === 2 ? goal : floor));
    expect(expected.filter((pixel) => pixel === goal)).toHaveLength(1);
    expect(drawnPixels()).toEqual(Uint8Array.from(expected.flat()));
  });

  it('shows a change of a single texel, and nothing else changes', async () => {
    const surface = await surfaceOnPage();
    const pixels = picture(5, 5);
    surface.show(5, 5, pixels);
    surface.render();
    pixels.set(WHITE, 4 * 7);
    surface.show(5, 5, pixels);
    surface.render();
    expect(drawnPixels()).toEqual(pixels);
    expect(pixels).not.toEqual(picture(5, 5));
  });

  it('keeps what it was shown when the caller writes on', async () => {
    const surface = await surfaceOnPage();
    const pixels = picture(4, 3);
    surface.show(4, 3, pixels);
    pixels.fill(0);
    surface.render();
    expect(drawnPixels()).toEqual(picture(4, 3));
  });

  it('follows a world of another size, there and back', async () => {
    const surface = await surfaceOnPage();
    for (const [width, height] of [
      [6, 4],
      [3, 9],
      [6, 4],
    ]) {
      const pixels = picture(width, height, width);
      surface.show(width, height, pixels);
      surface.render();
      expect(drawnPixels()).toEqual(pixels);
    }
  });

  it('draws by itself at the next animation frame', async () => {
    const surface = await surfaceOnPage();
    surface.show(3, 2, picture(3, 2));
    await nextFrame();
    // Asked for after the surface asked, this frame's callback runs after its drawing.
    expect(drawnPixels()).toEqual(picture(3, 2));
  });

  it('draws again by itself when a lost WebGL context is restored', async () => {
    const surface = await surfaceOnPage();
    const pixels = picture(5, 4);
    surface.show(5, 4, pixels);
    surface.render();
    const extension = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
    const lost = contextLost();
    extension?.loseContext();
    await lost;
    const restored = pixelsWhenRestored();
    extension?.restoreContext();
    expect(await restored).toEqual(pixels);
  });
});
