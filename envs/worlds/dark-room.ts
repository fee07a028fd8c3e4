/**
 * DarkRoom-v0: a square room with a goal that nobody sees, fixed for a lifetime; an arrival pays 1 and leads
 * back to the start (after Laskin et al. 2022, "In-context reinforcement learning with algorithm
 * distillation").
 */
import { z } from 'zod';
import { assertSeed, integerAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { COLUMN_MOVES, ROW_MOVES } from './moves.ts';
import { integerOption } from './option-schemas.ts';
import { PALETTE } from './palette.ts';
import { assertActions, type Scene, type World, type WorldDefinition } from './world.ts';

export interface DarkRoomOptions {
  readonly size: number;
  readonly bodies: number;
  readonly lifetime: number;
}

/** Codes of the tiles, indices of the legend. */
const TILE = { floor: 0, start: 1, goal: 2 } as const;

class DarkRoom implements World {
  readonly id = darkRoom.id;
  readonly bodyCount: number;
  readonly observationSize: number;
  readonly actionCount = ROW_MOVES.length;
  readonly lifetimeSteps: number;
  readonly observations: Float32Array;
  readonly rewards: Float32Array;
  readonly scene: Scene;
  private readonly size: number;
  private readonly startCell: number;
  private readonly cells: Int32Array;
  private goalCell = 0;

  constructor({ size, bodies, lifetime }: DarkRoomOptions) {
    this.size = size;
    this.bodyCount = bodies;
    this.observationSize = size * size;
    this.lifetimeSteps = lifetime;
    this.observations = new Float32Array(bodies * size * size);
    this.rewards = new Float32Array(bodies);
    this.cells = new Int32Array(bodies);
    this.startCell = Math.floor(size / 2) * size + Math.floor(size / 2);
    this.scene = {
      width: size,
      height: size,
      legend: [
        { name: 'floor', color: PALETTE.black },
        { name: 'start', color: PALETTE.blue },
        { name: 'goal', color: PALETTE.yellow },
      ],
      drawTiles: (tiles) => this.drawTiles(tiles),
      bodyCell: (body) => this.cells[body],
    };
    this.reset(0);
  }

  reset(seed: number): void {
    assertSeed(seed);
    // Uniform over all cells but the start, which the count leaves out.
    const drawn = integerAt(seed, STREAM.worldReset, this.observationSize - 1);
    this.goalCell = drawn < this.startCell ? drawn : drawn + 1;
    this.rewards.fill(0);
    for (let body = 0; body < this.bodyCount; body++) this.place(body, this.startCell);
  }

  step(actions: ArrayLike<number>): void {
    assertActions(actions, this.bodyCount, this.actionCount);
    const last = this.size - 1;
    for (let body = 0; body < this.bodyCount; body++) {
      const column = this.cells[body] % this.size;
      const row = (this.cells[body] - column) / this.size;
      const nextRow = Math.min(Math.max(row + ROW_MOVES[actions[body]], 0), last);
      const nextColumn = Math.min(Math.max(column + COLUMN_MOVES[actions[body]], 0), last);
      const cell = nextRow * this.size + nextColumn;
      const arrived = cell === this.goalCell;
      this.rewards[body] = arrived ? 1 : 0;
      this.place(body, arrived ? this.startCell : cell);
    }
  }

  /** One arrival each time the shortest way has been walked. */
  bestAttainableReturn(steps: number): number {
    const rows = Math.abs(Math.floor(this.goalCell / this.size) - Math.floor(this.startCell / this.size));
    const columns = Math.abs((this.goalCell % this.size) - (this.startCell % this.size));
    return Math.floor(steps / (rows + columns));
  }

  /**
   * Moves a body and the one of its one-hot observation: two entries change, whatever the size of the room.
   */
  private place(body: number, cell: number): void {
    const offset = body * this.observationSize;
    this.observations[offset + this.cells[body]] = 0;
    this.observations[offset + cell] = 1;
    this.cells[body] = cell;
  }

  private drawTiles(tiles: Uint8Array): void {
    tiles.fill(TILE.floor, 0, this.observationSize);
    tiles[this.startCell] = TILE.start;
    tiles[this.goalCell] = TILE.goal;
  }
}

export const darkRoom: WorldDefinition<DarkRoomOptions> = {
  id: 'DarkRoom-v0',
  summary: 'A square room with an unseen goal that pays and leads back to the start.',
  optionsSchema: z.strictObject({
    size: integerOption(3, 64, 5),
    bodies: integerOption(1, 1024, 1),
    lifetime: integerOption(1, 1000000, 100),
  }),
  create: (options) => new DarkRoom(options),
};
