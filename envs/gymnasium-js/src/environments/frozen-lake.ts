/**
 * FrozenLake: cross a frozen lake without falling into a hole, on ice that may lead sideways
 * (gymnasium/envs/toy_text/frozen_lake.py).
 */
import type { RenderedImage } from '../env.ts';
import { ValueError } from '../errors.ts';
import { colorize } from '../rendering/colorize.ts';
import { drawGrid } from '../rendering/draw-grid.ts';
import type { Color } from '../rendering/raster.ts';
import type { RenderArguments } from './drawn-env.ts';
import { generateRandomMap } from './random-map.ts';
import { type Outcome, TabularCore } from './tabular.ts';
import { TabularEnv } from './tabular-env.ts';

/** The maps by name: S start, F frozen, H hole, G goal. */
export const FROZEN_LAKE_MAPS: Readonly<Record<string, readonly string[]>> = {
  '4x4': ['SFFF', 'FHFH', 'FFFH', 'HFFG'],
  '8x8': ['SFFFFFFF', 'FFFFFFFF', 'FFFHFFFF', 'FFFFFHFF', 'FFFHFFFF', 'FHHFFFHF', 'FHFFHFHF', 'FFFHFFFG'],
};

const ACTION_NAMES = ['Left', 'Down', 'Right', 'Up'];
const TILE_COLORS: Readonly<Record<string, Color>> = {
  S: [222, 235, 222],
  F: [222, 238, 250],
  H: [40, 70, 120],
  G: [240, 200, 80],
};
const ELF: Color = [180, 50, 60];

/** Arguments of FrozenLakeEnv. */
export interface FrozenLakeArguments extends RenderArguments {
  /** Rows of a map of one's own. */
  readonly desc?: readonly string[] | null;
  /** The name of a map; null for a random map of 8 by 8. */
  readonly mapName?: string | null;
  /** Whether a move may lead to one of its two sides. */
  readonly isSlippery?: boolean;
  /** How probable the direction chosen is on slippery ice. */
  readonly successRate?: number;
  /** Rewards for reaching the goal, a hole, and frozen ice. */
  readonly rewardSchedule?: readonly [goal: number, hole: number, frozen: number];
}

/** @throws ValueError for an unknown name, and for a map that is no rectangle of S, F, H and G with a start */
function readMap({ desc = null, mapName = '4x4' }: FrozenLakeArguments): readonly string[] {
  if (desc === null && mapName === null) return generateRandomMap();
  const map = desc ?? FROZEN_LAKE_MAPS[mapName as string];
  if (map === undefined) {
    const known = Object.keys(FROZEN_LAKE_MAPS).join(' and ');
    throw new ValueError(`FrozenLake: map_name must be one of ${known}, got '${mapName}'`);
  }
  const regular = map.every((row) => row.length === map[0].length && /^[SFHG]+$/.test(row));
  if (!regular || !map.join('').includes('S')) {
    throw new ValueError(
      'FrozenLake: a map must be rows of one length of the letters S, F, H and G, with at least one S',
    );
  }
  return map;
}

function buildCore(map: readonly string[], kwargs: FrozenLakeArguments): TabularCore {
  const { isSlippery = true, successRate = 1 / 3, rewardSchedule = [1, 0, 0] } = kwargs;
  const rows = map.length;
  const columns = map[0].length;
  const letters = map.join('');
  const starts = Array.from(letters, (letter) => (letter === 'S' ? 1 : 0));
  const startCount = starts.filter((start) => start === 1).length;
  const failRate = (1 - successRate) / 2;

  function moved(state: number, action: number): readonly [state: number, reward: number, end: boolean] {
    let row = Math.floor(state / columns);
    let column = state % columns;
    if (action === 0) column = Math.max(column - 1, 0);
    else if (action === 1) row = Math.min(row + 1, rows - 1);
    else if (action === 2) column = Math.min(column + 1, columns - 1);
    else row = Math.max(row - 1, 0);
    const next = row * columns + column;
    const reached = 'GH'.indexOf(letters[next]);
    return [next, rewardSchedule[reached === -1 ? 2 : reached], reached !== -1];
  }

  function outcomesOf(state: number, action: number): readonly Outcome[] {
    if ('GH'.includes(letters[state])) return [[1, state, 0, true]];
    if (!isSlippery) return [[1, ...moved(state, action)]];
    return [3, 4, 5].map((turn) => {
      return [turn === 4 ? successRate : failRate, ...moved(state, (action + turn) % 4)] as const;
    });
  }

  return new TabularCore(
    starts.map((start) => start / startCount),
    4,
    outcomesOf,
  );
}

export class FrozenLakeEnv extends TabularEnv {
  static override readonly metadata = { renderModes: ['human', 'ansi', 'rgb_array'], renderFps: 4 };
  /** The rows of the map. */
  readonly desc: readonly string[];

  constructor(kwargs: FrozenLakeArguments = {}) {
    const map = readMap(kwargs);
    super(kwargs, ['desc', 'mapName', 'isSlippery', 'successRate', 'rewardSchedule'], buildCore(map, kwargs));
    this.desc = map;
  }

  protected override text(): string {
    const columns = this.desc[0].length;
    const rows = this.desc.map((row) => [...row]);
    const row = rows[Math.floor(this.core.state / columns)];
    const column = this.core.state % columns;
    row[column] = colorize(row[column], 'red', { highlight: true });
    const title = this.lastAction === null ? '' : `  (${ACTION_NAMES[this.lastAction]})`;
    return `${title}\n${rows.map((letters) => letters.join('')).join('\n')}\n`;
  }

  protected override draw(): RenderedImage {
    const columns = this.desc[0].length;
    const cellSize = Math.floor(Math.min(64, 512 / Math.max(columns, this.desc.length)));
    const elf = {
      row: Math.floor(this.core.state / columns),
      column: this.core.state % columns,
      color: ELF,
      size: 0.6,
    };
    const colorOf = (row: number, column: number) => TILE_COLORS[this.desc[row][column]];
    return drawGrid(this.desc.length, columns, cellSize, colorOf, [elf]);
  }
}
