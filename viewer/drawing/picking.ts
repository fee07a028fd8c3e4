/** From where the pointer is to what is there: a cell of the grid, or the nearest body. */

/** How far a body may be from the pointer, in pixels. */
export const PICKING_RADIUS = 12;

/** A grid as it lies on the screen. */
export interface GridOnScreen {
  /** Columns and rows. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the top left corner, in the pointer's coordinates. */
  readonly left: number;
  readonly top: number;
  /** Pixels of one side of a cell. */
  readonly cellSize: number;
}

/** The cell under a pointer, `row * width + column`, or undefined beside the grid. */
export function cellAt(grid: GridOnScreen, x: number, y: number): number | undefined {
  const column = Math.floor((x - grid.left) / grid.cellSize);
  const row = Math.floor((y - grid.top) / grid.cellSize);
  const inside = column >= 0 && column < grid.width && row >= 0 && row < grid.height;
  return inside ? row * grid.width + column : undefined;
}

/**
 * The body nearest to a pointer, measured to the cell it stands on (0 inside), or undefined when none is near. Of
 * bodies equally near the one whose cell's middle is nearest wins, then the first.
 * @param bodyCells `[bodies]`, `row * width + column`
 */
export function bodyAt(
  grid: GridOnScreen,
  bodyCells: ArrayLike<number>,
  x: number,
  y: number,
  radius: number = PICKING_RADIUS,
): number | undefined {
  let best: number | undefined;
  let bestGap = radius;
  let bestMiddle = Number.POSITIVE_INFINITY;
  const half = grid.cellSize / 2;
  for (let body = 0; body < bodyCells.length; body++) {
    const cell = bodyCells[body];
    const across = Math.abs(grid.left + (cell % grid.width) * grid.cellSize + half - x);
    const down = Math.abs(grid.top + Math.floor(cell / grid.width) * grid.cellSize + half - y);
    const gap = Math.hypot(Math.max(0, across - half), Math.max(0, down - half));
    const middle = Math.hypot(across, down);
    if (gap > bestGap || (gap === bestGap && middle >= bestMiddle)) continue;
    best = body;
    bestGap = gap;
    bestMiddle = middle;
  }
  return best;
}
