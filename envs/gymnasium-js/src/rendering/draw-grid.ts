/** Pictures of grid worlds: a coloured tile for every cell, and marks on some of them. */
import { type Color, Raster } from './raster.ts';

/** A disc in the middle of a cell, `size` 1 filling it. */
export interface Mark {
  readonly row: number;
  readonly column: number;
  readonly color: Color;
  readonly size: number;
}

const LINE: Color = [180, 200, 230];

/**
 * @param colorOf the colour of a cell
 * @param cellSize pixels of a side of a cell
 */
export function drawGrid(
  rows: number,
  columns: number,
  cellSize: number,
  colorOf: (row: number, column: number) => Color,
  marks: readonly Mark[],
): Raster {
  const raster = new Raster(columns * cellSize, rows * cellSize, LINE);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const side = cellSize - 1;
      raster.rectangle(column * cellSize, row * cellSize, side, side, colorOf(row, column));
    }
  }
  for (const { row, column, color, size } of marks) {
    raster.circle([(column + 0.5) * cellSize, (row + 0.5) * cellSize], (size * cellSize) / 2, color);
  }
  return raster;
}
