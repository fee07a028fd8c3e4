/** The five moves of a body on a grid: noop, up, right, down, left, in the order of its actions. */

/** Rows moved by each action. */
export const ROW_MOVES: readonly number[] = [0, -1, 0, 1, 0];
/** Columns moved by each action. */
export const COLUMN_MOVES: readonly number[] = [0, 0, 1, 0, -1];
