/**
 * Resizing by area averaging: a new pixel is the mean of the old ones under it, those cut by its edge by the part
 * that lies inside. It keeps the mean of an image, down and up alike.
 */

/** How one axis is cut: output n takes `weights[n][m - first[n]]` of each input m. */
interface Axis {
  readonly first: Int32Array;
  readonly weights: readonly Float64Array[];
}

function cutAxis(from: number, to: number): Axis {
  const first = new Int32Array(to);
  const weights: Float64Array[] = [];
  for (let n = 0; n < to; n++) {
    // In units of 1/to of an old pixel all edges are integers, so nothing is lost to rounding here.
    const begin = n * from;
    const end = begin + from;
    first[n] = Math.floor(begin / to);
    const last = Math.ceil(end / to);
    const parts = new Float64Array(last - first[n]);
    for (let m = first[n]; m < last; m++) {
      parts[m - first[n]] = (Math.min(end, (m + 1) * to) - Math.max(begin, m * to)) / from;
    }
    weights.push(parts);
  }
  return { first, weights };
}

/** Resizes one image of `source`, beginning at `sourceOffset`, into `target` from `targetOffset` on. */
export type Resize = (
  source: ArrayLike<number>,
  sourceOffset: number,
  target: Float32Array,
  targetOffset: number,
) => void;

/** A resizer of images from one size to another, as many pixels high and wide as given. */
export function areaResizer(
  [rows, columns]: readonly [rows: number, columns: number],
  [newRows, newColumns]: readonly [rows: number, columns: number],
): Resize {
  const vertical = cutAxis(rows, newRows);
  const horizontal = cutAxis(columns, newColumns);
  /** The image with its new width and its old height. */
  const narrowed = new Float64Array(rows * newColumns);
  return (source, sourceOffset, target, targetOffset) => {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < newColumns; column++) {
        const parts = horizontal.weights[column];
        const begin = sourceOffset + row * columns + horizontal.first[column];
        let sum = 0;
        for (let n = 0; n < parts.length; n++) sum += parts[n] * source[begin + n];
        narrowed[row * newColumns + column] = sum;
      }
    }
    for (let row = 0; row < newRows; row++) {
      const parts = vertical.weights[row];
      for (let column = 0; column < newColumns; column++) {
        let sum = 0;
        for (let n = 0; n < parts.length; n++) {
          sum += parts[n] * narrowed[(vertical.first[row] + n) * newColumns + column];
        }
        target[targetOffset + row * newColumns + column] = sum;
      }
    }
  };
}
