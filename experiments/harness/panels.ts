/** Several figures with axes of their own beside each other in one SVG document, a title above each. */

export interface Panel {
  readonly title: string;
  /** An SVG document with a width and a height in points. */
  readonly svg: string;
}

const TITLE_HEIGHT = 22;

function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [width, height] = ['width', 'height'].map((name) =>
    Number(new RegExp(`^<svg[^>]* ${name}="(\\d+)"`).exec(svg)?.[1]),
  );
  if (!(width > 0 && height > 0))
    throw new RangeError('a panel must be an SVG document with width and height');
  return { width, height };
}

/**
 * Places figures from left to right.
 * @throws RangeError for a panel without a size
 */
export function sideBySide(panels: readonly Panel[]): string {
  let x = 0;
  let height = 0;
  const placed = panels.map(({ title, svg }) => {
    const size = sizeOf(svg);
    const inner = svg.trim().replace('<svg', `<svg x="${x}" y="${TITLE_HEIGHT}"`);
    const heading = `<text x="${x + size.width / 2}" y="16" text-anchor="middle" font-family="system-ui, sans-serif" font-size="13" font-weight="bold">${title}</text>`;
    x += size.width;
    height = Math.max(height, size.height + TITLE_HEIGHT);
    return `${heading}${inner}`;
  });
  const box = `width="${x}" height="${height}" viewBox="0 0 ${x} ${height}"`;
  const ground = `<rect width="${x}" height="${height}" fill="white"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box}>${ground}${placed.join('')}</svg>\n`;
}
