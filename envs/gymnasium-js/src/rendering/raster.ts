/**
 * A software rasteriser for pictures of small worlds: polygons by the even-odd rule at pixel centres, without
 * smoothing, so that every engine draws the same bytes.
 */
import type { RenderedImage } from '../env.ts';

/** Red, green and blue, 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];
/** Pixels from the left and from the top. */
export type Point = readonly [x: number, y: number];

export class Raster implements RenderedImage {
  readonly pixels: Uint8Array;
  readonly shape: readonly [height: number, width: number, channels: 3];

  constructor(width: number, height: number, background: Color) {
    this.pixels = new Uint8Array(width * height * 3);
    this.shape = [height, width, 3];
    for (let n = 0; n < this.pixels.length; n++) this.pixels[n] = background[n % 3];
  }

  private span(y: number, from: number, to: number, color: Color): void {
    const width = this.shape[1];
    const first = Math.max(0, Math.ceil(from - 0.5));
    const last = Math.min(width - 1, Math.ceil(to - 0.5) - 1);
    for (let x = first; x <= last; x++) this.pixels.set(color, (y * width + x) * 3);
  }

  /** Fills a polygon; what lies outside the picture is cut off. */
  polygon(points: readonly Point[], color: Color): void {
    const heights = points.map(([, y]) => y);
    const top = Math.max(0, Math.floor(Math.min(...heights)));
    const bottom = Math.min(this.shape[0] - 1, Math.ceil(Math.max(...heights)));
    for (let row = top; row <= bottom; row++) {
      const y = row + 0.5;
      const crossings: number[] = [];
      points.forEach(([x0, y0], n) => {
        const [x1, y1] = points[(n + 1) % points.length];
        if (y0 <= y !== y1 <= y) crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
      });
      crossings.sort((a, b) => a - b);
      for (let n = 0; n + 1 < crossings.length; n += 2) this.span(row, crossings[n], crossings[n + 1], color);
    }
  }

  rectangle(left: number, top: number, width: number, height: number, color: Color): void {
    const firstRow = Math.max(0, Math.ceil(top - 0.5));
    const lastRow = Math.min(this.shape[0] - 1, Math.ceil(top + height - 0.5) - 1);
    for (let row = firstRow; row <= lastRow; row++) this.span(row, left, left + width, color);
  }

  circle([x, y]: Point, radius: number, color: Color): void {
    const top = Math.max(0, Math.floor(y - radius));
    const bottom = Math.min(this.shape[0] - 1, Math.ceil(y + radius));
    for (let row = top; row <= bottom; row++) {
      const distance = row + 0.5 - y;
      const half = Math.sqrt(Math.max(0, radius * radius - distance * distance));
      this.span(row, x - half, x + half, color);
    }
  }

  line([x0, y0]: Point, [x1, y1]: Point, thickness: number, color: Color): void {
    const length = Math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)) || 1;
    const dx = (((y1 - y0) / length) * thickness) / 2;
    const dy = (((x0 - x1) / length) * thickness) / 2;
    this.polygon(
      [
        [x0 - dx, y0 - dy],
        [x0 + dx, y0 + dy],
        [x1 + dx, y1 + dy],
        [x1 - dx, y1 - dy],
      ],
      color,
    );
  }
}
