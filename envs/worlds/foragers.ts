/**
 * Foragers-v0: several bodies on a torus eat items whose values are hidden and redrawn each lifetime, so that
 * a body must taste to know (a small relative of Melting Pot's foraging worlds, Leibo et al. 2021, and of
 * XLand's hidden rules).
 *
 * In a step all bodies move, then eat in order of their index. Bodies may share a cell; the first of them
 * eats. An eaten item returns at once, as the same type, on a random cell free of items and bodies, so nobody
 * eats it in the same step.
 */
import { z } from 'zod';
import { assertSeed, integerAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { COLUMN_MOVES, ROW_MOVES } from './moves.ts';
import { integerOption, numberOption } from './option-schemas.ts';
import { PALETTE } from './palette.ts';
import { assertActions, type Scene, type World, type WorldDefinition } from './world.ts';

export interface ForagersOptions {
  readonly width: number;
  readonly height: number;
  readonly bodies: number;
  /** Item types. */
  readonly types: number;
  /** Items per cell. */
  readonly density: number;
  /** A body sees `2 * radius + 1` cells each way, itself in the middle. */
  readonly radius: number;
  readonly lifetime: number;
}

/** Last coordinate of the draws at reset: what is drawn. */
const DRAW = { value: 0, item: 1, body: 2 } as const;
/** Largest share of cells with items or bodies: keeps the search for a free cell short. */
const MAXIMUM_OCCUPANCY = 0.9;
const ITEM_COLORS = [
  PALETTE.orange,
  PALETTE.skyBlue,
  PALETTE.bluishGreen,
  PALETTE.yellow,
  PALETTE.blue,
  PALETTE.vermillion,
  PALETTE.reddishPurple,
];

function itemCount({ width, height, density }: ForagersOptions): number {
  return Math.max(1, Math.floor(width * height * density + 0.5));
}

class Foragers implements World {
  readonly id = foragers.id;
  readonly bodyCount: number;
  readonly observationSize: number;
  readonly actionCount = ROW_MOVES.length;
  readonly lifetimeSteps: number;
  readonly observations: Float32Array;
  readonly rewards: Float32Array;
  readonly scene: Scene;
  private readonly width: number;
  private readonly height: number;
  private readonly radius: number;
  private readonly typeCount: number;
  private readonly itemCount: number;
  /** Per cell: 0 for none, else type + 1. */
  private readonly items: Uint8Array;
  /** Per cell: how many bodies stand there. */
  private readonly crowd: Uint32Array;
  private readonly cells: Int32Array;
  private readonly values: Float32Array;
  private seed = 0;
  private stepsTaken = 0;

  constructor(options: ForagersOptions) {
    const cellCount = options.width * options.height;
    const side = 2 * options.radius + 1;
    this.width = options.width;
    this.height = options.height;
    this.radius = options.radius;
    this.typeCount = options.types;
    this.itemCount = itemCount(options);
    this.bodyCount = options.bodies;
    this.lifetimeSteps = options.lifetime;
    this.observationSize = side * side * (options.types + 1);
    this.observations = new Float32Array(options.bodies * this.observationSize);
    this.rewards = new Float32Array(options.bodies);
    this.items = new Uint8Array(cellCount);
    this.crowd = new Uint32Array(cellCount);
    this.cells = new Int32Array(options.bodies);
    this.values = new Float32Array(options.types);
    const itemLegend = ITEM_COLORS.slice(0, options.types).map((color, n) => ({
      name: `item ${n + 1}`,
      color,
    }));
    this.scene = {
      width: options.width,
      height: options.height,
      legend: [{ name: 'ground', color: PALETTE.black }, ...itemLegend],
      drawTiles: (tiles) => tiles.set(this.items),
      bodyCell: (body) => this.cells[body],
    };
    this.reset(0);
  }

  reset(seed: number): void {
    assertSeed(seed);
    this.seed = seed;
    this.stepsTaken = 0;
    this.rewards.fill(0);
    this.items.fill(0);
    this.crowd.fill(0);
    this.drawValues();
    for (let item = 0; item < this.itemCount; item++) {
      const cell = this.freeCell(STREAM.worldReset, item, DRAW.item);
      this.items[cell] = (item % this.typeCount) + 1;
    }
    for (let body = 0; body < this.bodyCount; body++) {
      this.cells[body] = this.freeCell(STREAM.worldReset, body, DRAW.body);
      this.crowd[this.cells[body]] = 1;
    }
    this.observe();
  }

  step(actions: ArrayLike<number>): void {
    assertActions(actions, this.bodyCount, this.actionCount);
    const { width, height, cells, crowd, items } = this;
    for (let body = 0; body < this.bodyCount; body++) {
      const column = cells[body] % width;
      const row = (cells[body] - column) / width;
      const nextRow = (row + ROW_MOVES[actions[body]] + height) % height;
      const nextColumn = (column + COLUMN_MOVES[actions[body]] + width) % width;
      crowd[cells[body]] -= 1;
      cells[body] = nextRow * width + nextColumn;
      crowd[cells[body]] += 1;
    }
    for (let body = 0; body < this.bodyCount; body++) {
      const item = items[cells[body]];
      this.rewards[body] = item === 0 ? 0 : this.values[item - 1];
      if (item === 0) continue;
      items[cells[body]] = 0;
      items[this.freeCell(STREAM.worldStep, this.stepsTaken, body)] = item;
    }
    this.stepsTaken += 1;
    this.observe();
  }

  /** Not known: the best walk depends on where eaten items return. */
  bestAttainableReturn(): undefined {
    return undefined;
  }

  /**
   * Values uniform over {-1, 0, 1}^types without the assignments that have nothing worth eating, by
   * rejection.
   */
  private drawValues(): void {
    let attempt = 0;
    do {
      for (let type = 0; type < this.typeCount; type++) {
        this.values[type] = integerAt(this.seed, STREAM.worldReset, 3, attempt, type, DRAW.value) - 1;
      }
      attempt += 1;
    } while (!this.values.includes(1));
  }

  /** A uniform cell without item and body, by rejection; draws are addressed by `(i, attempt, k)`. */
  private freeCell(stream: number, i: number, k: number): number {
    for (let attempt = 0; ; attempt++) {
      const cell = integerAt(this.seed, stream, this.items.length, i, attempt, k);
      if (this.items[cell] === 0 && this.crowd[cell] === 0) return cell;
    }
  }

  /** Per visible cell, row by row: one-hot item type, then 1 where another body stands. */
  private observe(): void {
    const { width, height, radius, typeCount, observations, items, crowd } = this;
    observations.fill(0);
    let offset = 0;
    for (let body = 0; body < this.bodyCount; body++) {
      const own = this.cells[body];
      const bodyColumn = own % width;
      const bodyRow = (own - bodyColumn) / width;
      for (let y = -radius; y <= radius; y++) {
        // `radius <= side of the torus`, so one turn is enough to wrap.
        const row = (bodyRow + y + height) % height;
        for (let x = -radius; x <= radius; x++) {
          const cell = row * width + ((bodyColumn + x + width) % width);
          const item = items[cell];
          if (item !== 0) observations[offset + item - 1] = 1;
          if (crowd[cell] > (cell === own ? 1 : 0)) observations[offset + typeCount] = 1;
          offset += typeCount + 1;
        }
      }
    }
  }
}

export const foragers: WorldDefinition<ForagersOptions> = {
  id: 'Foragers-v0',
  summary: 'Bodies on a torus eat items whose values are hidden and change with each lifetime.',
  optionsSchema: z
    .strictObject({
      width: integerOption(5, 1024, 12),
      height: integerOption(5, 1024, 12),
      bodies: integerOption(1, 100000, 8),
      types: integerOption(1, ITEM_COLORS.length, 3),
      density: numberOption(0.001, 0.8, 0.2),
      radius: integerOption(0, 5, 2),
      lifetime: integerOption(1, 1000000, 200),
    })
    .refine(
      (options) => itemCount(options) + options.bodies <= MAXIMUM_OCCUPANCY * options.width * options.height,
      'bodies and items (density x width x height) together must leave at least a tenth of the cells free',
    ),
  create: (options) => new Foragers(options),
};
