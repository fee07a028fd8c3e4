/** Many images as one: in rows and columns, made smaller until they fit (gymnasium/wrappers/vector/rendering.py). */
import type { RenderedImage } from '../../env.ts';
import { AssertionError } from '../../errors.ts';

/** Rows and columns of a grid. */
interface Grid {
  readonly rows: number;
  readonly columns: number;
}

/** The smallest grid with room for `count`, grown where the images leave more of the screen free. */
export function gridFor(count: number, heightRatio: number, widthRatio: number): Grid {
  let rows = 1;
  let columns = 1;
  while (rows * columns < count) {
    const filledRows = rows * heightRatio;
    const filledColumns = columns * widthRatio;
    if (filledRows >= filledColumns) columns += 1;
    if (filledColumns >= filledRows) rows += 1;
  }
  return { rows, columns };
}

/**
 * @param images of one size
 * @param size height and width of the result; those of one image when left out
 * @throws AssertionError for no images, or images of several sizes
 */
export function tileImages(
  images: readonly RenderedImage[],
  size: readonly [height: number, width: number] | null = null,
): RenderedImage {
  const shapes = new Set(images.map((image) => String(image?.shape)));
  if (shapes.size !== 1 || shapes.has('undefined'))
    throw new AssertionError(`Expected images of one size, got sizes ${[...shapes].join(' and ')}`);
  const [height, width] = images[0].shape;
  const [fullHeight, fullWidth] = size ?? [height, width];
  const { rows, columns } = gridFor(images.length, height / fullHeight, width / fullWidth);
  const scale = Math.min(fullWidth / (columns * width), fullHeight / (rows * height));
  const cellHeight = Math.floor(height * scale);
  const cellWidth = Math.floor(width * scale);
  const pixels = new Uint8Array(fullHeight * fullWidth * 3);
  images.forEach((image, n) => {
    const top = Math.floor(n / columns) * cellHeight;
    const left = (n % columns) * cellWidth;
    for (let y = 0; y < cellHeight; y++) {
      const sourceRow = Math.floor((y * height) / cellHeight) * width;
      for (let x = 0; x < cellWidth; x++) {
        const source = 3 * (sourceRow + Math.floor((x * width) / cellWidth));
        const target = 3 * ((top + y) * fullWidth + left + x);
        for (let colour = 0; colour < 3; colour++) pixels[target + colour] = image.pixels[source + colour];
      }
    }
  });
  return { pixels, shape: [fullHeight, fullWidth, 3] };
}
