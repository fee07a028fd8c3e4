/**
 * CliffWalking: walk along a cliff to a goal; who falls starts again, 100 poorer. Sutton & Barto 2018,
 * "Reinforcement learning", example 6.6 (gymnasium/envs/toy_text/cliffwalking.py).
 */
import type { RenderedImage } from '../env.ts';
import { drawGrid } from '../rendering/draw-grid.ts';
import type { Color } from '../rendering/raster.ts';
import type { RenderArguments } from './drawn-env.ts';
import { type Outcome, TabularCore } from './tabular.ts';
import { TabularEnv } from './tabular-env.ts';

const ROWS = 4;
const COLUMNS = 12;
const START = 36;
const GOAL = 47;
/** Rows and columns of up, right, down, left. */
const MOVES = [
  [-1, 0],
  [0, 1],
  [1, 0],
  [0, -1],
] as const;
const GROUND: Color = [140, 170, 110];
const CLIFF: Color = [70, 60, 60];
const GOAL_COLOR: Color = [240, 200, 80];
const HIKER: Color = [180, 50, 60];

/** Arguments of CliffWalkingEnv. */
export interface CliffWalkingArguments extends RenderArguments {
  /** Whether a move may lead to one of its two sides, each as probable as straight on. */
  readonly isSlippery?: boolean;
}

function outcome(state: number, direction: number, probability: number): Outcome {
  const [down, right] = MOVES[direction];
  const row = Math.min(Math.max(Math.floor(state / COLUMNS) + down, 0), ROWS - 1);
  const column = Math.min(Math.max((state % COLUMNS) + right, 0), COLUMNS - 1);
  const next = row * COLUMNS + column;
  if (next > START && next < GOAL) return [probability, START, -100, false];
  return [probability, next, -1, next === GOAL];
}

export class CliffWalkingEnv extends TabularEnv {
  static override readonly metadata = { renderModes: ['human', 'rgb_array', 'ansi'], renderFps: 4 };

  constructor(kwargs: CliffWalkingArguments = {}) {
    const initial = Array.from({ length: ROWS * COLUMNS }, (_, state) => (state === START ? 1 : 0));
    const turns = kwargs.isSlippery ? [3, 4, 5] : [4];
    const outcomesOf = (state: number, action: number) =>
      turns.map((turn) => outcome(state, (action + turn) % 4, 1 / turns.length));
    super(kwargs, ['isSlippery'], new TabularCore(initial, 4, outcomesOf));
  }

  protected override text(): string {
    const letter = (state: number) => {
      if (state === this.core.state) return 'x';
      if (state === GOAL) return 'T';
      return state > START ? 'C' : 'o';
    };
    const rows = Array.from({ length: ROWS }, (_, row) =>
      Array.from({ length: COLUMNS }, (_, column) => letter(row * COLUMNS + column)).join('  '),
    );
    return `${rows.join('\n')}\n\n`;
  }

  protected override draw(): RenderedImage {
    const colorOf = (row: number, column: number) => {
      const state = row * COLUMNS + column;
      if (state === GOAL) return GOAL_COLOR;
      return state > START ? CLIFF : GROUND;
    };
    const { state } = this.core;
    const hiker = { row: Math.floor(state / COLUMNS), column: state % COLUMNS, color: HIKER, size: 0.6 };
    return drawGrid(ROWS, COLUMNS, 60, colorOf, [hiker]);
  }
}
