/** An image in a terminal: two pixels in each character, the upper half in one colour and the lower in another. */
import type { RenderedImage } from '../env.ts';

const UPPER_HALF = '▀';

/**
 * Lines of text with colours, at most `columns` characters wide; each pixel shown is one of the image.
 * @param columns a positive integer
 */
export function halfBlocks({ pixels, shape }: RenderedImage, columns: number): string {
  const [height, width] = shape;
  const scale = Math.max(1, width / columns);
  const shownWidth = Math.floor(width / scale);
  const shownHeight = Math.floor(height / scale);
  const color = (row: number, column: number) => {
    const y = Math.min(height - 1, Math.floor((row + 0.5) * scale));
    const x = Math.min(width - 1, Math.floor((column + 0.5) * scale));
    return Array.from(pixels.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)).join(';');
  };
  const lines: string[] = [];
  for (let row = 0; row < shownHeight; row += 2) {
    let line = '';
    for (let column = 0; column < shownWidth; column++) {
      const below = row + 1 < shownHeight ? `\u001b[48;2;${color(row + 1, column)}m` : '\u001b[49m';
      line += `\u001b[38;2;${color(row, column)}m${below}${UPPER_HALF}`;
    }
    lines.push(`${line}\u001b[0m`);
  }
  return lines.join('\n');
}
