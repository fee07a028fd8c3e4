/** The town of Taxi: where its stands are, where its walls, and what every action leads to. */
import type { Outcome } from './tabular.ts';

/** Streets of five by five blocks; `|` between two of them is a wall, `:` is none. */
export const TAXI_MAP: readonly string[] = [
  '+---------+',
  '|R: | : :G|',
  '| : | : : |',
  '| : : : : |',
  '| | : | : |',
  '|Y| : |B: |',
  '+---------+',
];
/** Row and column of the stands R, G, Y and B. */
export const STANDS: readonly (readonly [row: number, column: number])[] = [
  [0, 0],
  [0, 4],
  [4, 0],
  [4, 3],
];
/** The number of a passenger who sits in the taxi; those below stand at a stand. */
export const IN_TAXI = 4;
const LAST = 4;

/** What a state says; `passenger` and `destination` are numbers of stands. */
export interface TaxiState {
  readonly row: number;
  readonly column: number;
  readonly passenger: number;
  readonly destination: number;
}

/** A state as one number below 500. */
export function encodeTaxi({ row, column, passenger, destination }: TaxiState): number {
  return ((row * 5 + column) * 5 + passenger) * 4 + destination;
}

/** The inverse of `encodeTaxi`. */
export function decodeTaxi(state: number): TaxiState {
  return {
    row: Math.floor(state / 100),
    column: Math.floor(state / 20) % 5,
    passenger: Math.floor(state / 4) % 5,
    destination: state % 4,
  };
}

/** The number of the stand at a place, -1 for none. */
function standAt(row: number, column: number): number {
  return STANDS.findIndex(([standRow, standColumn]) => standRow === row && standColumn === column);
}

/** Whether nothing is between a block and its eastern neighbour. */
function openToEast(row: number, column: number): boolean {
  return TAXI_MAP[row + 1][2 * column + 2] === ':';
}

/** Whether south, north, east, west (0 to 3) leads anywhere. */
function canDrive(row: number, column: number, direction: number): boolean {
  if (direction === 0) return row < LAST;
  if (direction === 1) return row > 0;
  return direction === 2 ? openToEast(row, column) : column > 0 && openToEast(row, column - 1);
}

/** Which of south, north, east, west, pick up and drop off change the state: ones in an array of six. */
export function taxiActionMask(state: number): Int8Array {
  const { row, column, passenger } = decodeTaxi(state);
  const stand = standAt(row, column);
  const mask = [0, 1, 2, 3].map((direction) => canDrive(row, column, direction));
  mask.push(passenger < IN_TAXI && stand === passenger, passenger === IN_TAXI && stand !== -1);
  return Int8Array.from(mask, Number);
}

/** The place after a move that may be blocked. */
function drive(row: number, column: number, direction: number): { row: number; column: number } {
  if (!canDrive(row, column, direction)) return { row, column };
  if (direction < 2) return { row: direction === 0 ? row + 1 : row - 1, column };
  return { row, column: direction === 2 ? column + 1 : column - 1 };
}

/** What is left and right of south, north, east and west. */
const SIDES = [
  [2, 3],
  [3, 2],
  [1, 0],
  [0, 1],
] as const;

/**
 * What an action leads to.
 * @param straight how probable it is that a drive in the rain goes straight on; null when it is dry
 */
export function taxiOutcomes(state: number, action: number, straight: number | null): Outcome[] {
  const parts = decodeTaxi(state);
  const { row, column, passenger, destination } = parts;
  const stand = standAt(row, column);
  if (action === 4) {
    const picksUp = passenger < IN_TAXI && stand === passenger;
    return [picksUp ? [1, encodeTaxi({ ...parts, passenger: IN_TAXI }), -1, false] : [1, state, -10, false]];
  }
  if (action === 5) {
    if (passenger !== IN_TAXI || stand === -1) return [[1, state, -10, false]];
    const arrived = stand === destination;
    return [[1, encodeTaxi({ ...parts, passenger: stand }), arrived ? 20 : -1, arrived]];
  }
  const towards = (direction: number) => encodeTaxi({ ...parts, ...drive(row, column, direction) });
  if (straight === null) return [[1, towards(action), -1, false]];
  const [left, right] = SIDES[action];
  const aside = (1 - straight) / 2;
  // Where the way is blocked the taxi does not slide to a side either.
  const slides = canDrive(row, column, action);
  return [
    [straight, towards(action), -1, false],
    [aside, slides ? towards(left) : state, -1, false],
    [aside, slides ? towards(right) : state, -1, false],
  ];
}
