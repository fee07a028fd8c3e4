/** Random maps for FrozenLake on which the goal can be reached (gymnasium/envs/toy_text/frozen_lake.py). */
import { ValueError } from '../errors.ts';
import type { Entropy } from '../seed-sequence.ts';
import { npRandom } from '../seeding.ts';

/** Whether a path over S, F and G leads from the upper left to a goal. */
function isValid(board: readonly (readonly string[])[]): boolean {
  const size = board.length;
  const discovered = new Set<number>();
  const frontier = [0];
  for (let cell = frontier.pop(); cell !== undefined; cell = frontier.pop()) {
    if (discovered.has(cell)) continue;
    discovered.add(cell);
    const row = Math.floor(cell / size);
    const column = cell % size;
    for (const [down, right] of [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ]) {
      const letter = board[row + down]?.[column + right];
      if (letter === 'G') return true;
      if (letter !== undefined && letter !== 'H') frontier.push((row + down) * size + column + right);
    }
  }
  return false;
}

/**
 * @param size cells of a side
 * @param p how probable it is that a cell is frozen
 * @throws ValueError unless `size` is at least 2 and `p` in (0, 1]
 */
export function generateRandomMap(size = 8, p = 0.8, seed?: Entropy | null): string[] {
  if (!Number.isInteger(size) || size < 2 || !(p > 0)) {
    throw new ValueError(`generateRandomMap needs a size of at least 2 and p above 0, got ${size} and ${p}`);
  }
  const [generator] = npRandom(seed);
  const frozen = Math.min(1, p);
  // NumPy divides the running sums by the last, then takes the first that exceeds the draw.
  const threshold = frozen / (frozen + (1 - frozen));
  for (;;) {
    const draw = (): string => (generator.random() < threshold ? 'F' : 'H');
    const board = Array.from({ length: size }, () => Array.from({ length: size }, draw));
    board[0][0] = 'S';
    board[size - 1][size - 1] = 'G';
    if (isValid(board)) return board.map((row) => row.join(''));
  }
}
