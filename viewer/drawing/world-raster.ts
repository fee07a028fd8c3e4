/** The picture of a world: one texel a cell, tiles under fading trails under bodies that flash when they are rewarded. */
import type { FrameEvent, ReadyEvent } from '../simulation/protocol.ts';
import { BODY_COLORS, parseColor, type Rgb } from './colors.ts';

export type RasterWorld = Pick<ReadyEvent, 'width' | 'height' | 'legend' | 'bodies'>;
export type RasterFrame = Pick<FrameEvent, 'step' | 'tiles' | 'bodyCells' | 'rewards'>;

/** Drawn frames for which a reward is seen. */
export const FLASH_FRAMES = 6;
/** How far a flash goes to white at its start, of 256: not all the way, which is the mark of the selected body. */
const FLASH_STRENGTH = 160;
const TRAIL_START = 255;
/** A trail keeps 15/16 of its strength at each frame, and so is gone after some fifty. */
const TRAIL_KEEP = 15;
const TRAIL_SHIFT = 4;
/** Trails hide at most half of the tile: of 512. */
const TRAIL_MIX_SHIFT = 9;
const TILE_CODES = 256;
const SELECTED: Rgb = [255, 255, 255];
const SELECTED_COLOR = BODY_COLORS.length;
/** Red, green, blue of the bodies' colours, then of the selected body. */
const COLORS = Uint8Array.from([...BODY_COLORS.flatMap(parseColor), ...SELECTED]);

export class WorldRaster {
  /** `[height, width, 4]`, red, green, blue, alpha; written by `draw`. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** `[256, 3]`; codes that the legend lacks are black. */
  readonly #tileColors = new Uint8Array(TILE_CODES * 3);
  /** `[cells]`, strength of the trail, and whose colour it has. */
  readonly #trail: Uint8Array;
  readonly #trailColor: Uint8Array;
  /** `[bodies]`, frames left. */
  readonly #flash: Uint8Array;
  #step = -1;

  constructor({ width, height, legend, bodies }: RasterWorld) {
    this.pixels = new Uint8Array(width * height * 4).fill(255);
    this.#trail = new Uint8Array(width * height);
    this.#trailColor = new Uint8Array(width * height);
    this.#flash = new Uint8Array(bodies);
    legend.forEach(({ color }, code) => {
      this.#tileColors.set(parseColor(color), code * 3);
    });
  }

  /**
   * Draws a frame; allocates nothing. A frame of the step drawn last changes no trail, one of an earlier step is taken
   * for a new lifetime without a past.
   * @param selectedBody drawn white above all others, as is its trail; none if negative
   * @throws RangeError for a frame of a world of another size
   */
  draw(frame: RasterFrame, selectedBody = -1): void {
    if (frame.tiles.length !== this.#trail.length || frame.bodyCells.length !== this.#flash.length) {
      throw new RangeError(
        `a raster of ${this.#trail.length} cells and ${this.#flash.length} bodies cannot draw a frame of ` +
          `${frame.tiles.length} and ${frame.bodyCells.length}`,
      );
    }
    if (frame.step < this.#step) {
      this.#trail.fill(0);
      this.#flash.fill(0);
    }
    if (frame.step !== this.#step) this.#age(frame.rewards);
    this.#step = frame.step;
    this.#drawTiles(frame.tiles);
    const { bodyCells } = frame;
    for (let body = 0; body < bodyCells.length; body++) {
      if (body !== selectedBody) this.#drawBody(body, bodyCells[body], body % BODY_COLORS.length);
    }
    if (selectedBody >= 0 && selectedBody < bodyCells.length) {
      this.#drawBody(selectedBody, bodyCells[selectedBody], SELECTED_COLOR);
    }
  }

  #age(rewards: Float32Array): void {
    const trail = this.#trail;
    for (let cell = 0; cell < trail.length; cell++) trail[cell] = (trail[cell] * TRAIL_KEEP) >> TRAIL_SHIFT;
    const flash = this.#flash;
    for (let body = 0; body < flash.length; body++) {
      if (rewards[body] > 0) flash[body] = FLASH_FRAMES;
      else if (flash[body] > 0) flash[body]--;
    }
  }

  #drawTiles(tiles: Uint8Array): void {
    const { pixels } = this;
    const tileColors = this.#tileColors;
    const trail = this.#trail;
    const trailColor = this.#trailColor;
    for (let cell = 0; cell < tiles.length; cell++) {
      const tile = tiles[cell] * 3;
      const color = trailColor[cell] * 3;
      const strength = trail[cell];
      const pixel = cell * 4;
      for (let channel = 0; channel < 3; channel++) {
        const under = tileColors[tile + channel];
        const over = COLORS[color + channel];
        pixels[pixel + channel] = under + (((over - under) * strength) >> TRAIL_MIX_SHIFT);
      }
    }
  }

  /** Draws a body and begins its trail, which is seen once it has gone. */
  #drawBody(body: number, cell: number, color: number): void {
    this.#trail[cell] = TRAIL_START;
    this.#trailColor[cell] = color;
    const brightness = ((this.#flash[body] * FLASH_STRENGTH) / FLASH_FRAMES) | 0;
    for (let channel = 0; channel < 3; channel++) {
      const value = COLORS[color * 3 + channel];
      this.pixels[cell * 4 + channel] = value + (((255 - value) * brightness) >> 8);
    }
  }
}
