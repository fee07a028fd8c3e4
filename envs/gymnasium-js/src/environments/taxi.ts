/**
 * Taxi: fetch a passenger and take him to his destination. Dietterich 2000, "Hierarchical reinforcement
 * learning with the MAXQ value function decomposition" (gymnasium/envs/toy_text/taxi.py).
 */
import type { Info, RenderedImage } from '../env.ts';
import { colorize } from '../rendering/colorize.ts';
import { drawGrid, type Mark } from '../rendering/draw-grid.ts';
import type { Color } from '../rendering/raster.ts';
import type { RenderArguments } from './drawn-env.ts';
import { TabularCore } from './tabular.ts';
import { TabularEnv } from './tabular-env.ts';
import {
  decodeTaxi,
  encodeTaxi,
  IN_TAXI,
  STANDS,
  TAXI_MAP,
  taxiActionMask,
  taxiOutcomes,
} from './taxi-map.ts';

const STATES = 500;
const ACTION_NAMES = ['South', 'North', 'East', 'West', 'Pickup', 'Dropoff'];
const STREET: Color = [90, 90, 95];
const WALL: Color = [200, 190, 170];
const TAXI: Color = [240, 200, 40];
const TAXI_WITH_PASSENGER: Color = [90, 200, 90];
const PASSENGER: Color = [60, 110, 220];
const DESTINATION: Color = [200, 80, 200];

/** Arguments of TaxiEnv. */
export interface TaxiArguments extends RenderArguments {
  /** Whether a drive may end on one of its two sides. */
  readonly isRainy?: boolean;
  /** Whether the passenger may think of another destination on his first ride. */
  readonly ficklePassenger?: boolean;
  /** How probable it is that a drive in the rain goes straight on. */
  readonly rainyProbability?: number;
  /** How probable it is that a passenger changes his mind. */
  readonly fickleProbability?: number;
}

function buildCore({ isRainy = false, rainyProbability = 0.8 }: TaxiArguments): TabularCore {
  const starts = Array.from({ length: STATES }, (_, state) => {
    const { passenger, destination } = decodeTaxi(state);
    return passenger < IN_TAXI && passenger !== destination ? 1 : 0;
  });
  const startCount = starts.filter((start) => start === 1).length;
  const straight = isRainy ? rainyProbability : null;
  return new TabularCore(
    starts.map((start) => start / startCount),
    ACTION_NAMES.length,
    (state, action) => taxiOutcomes(state, action, straight),
  );
}

export class TaxiEnv extends TabularEnv {
  static override readonly metadata = { renderModes: ['human', 'ansi', 'rgb_array'], renderFps: 4 };
  private readonly ficklePassenger: boolean;
  private readonly fickleProbability: number;
  private readonly masks = Array.from({ length: STATES }, (_, state) => taxiActionMask(state));
  /** Whether this episode's passenger will change his mind. */
  private fickle = false;

  constructor(kwargs: TaxiArguments = {}) {
    super(kwargs, ['isRainy', 'ficklePassenger', 'rainyProbability', 'fickleProbability'], buildCore(kwargs));
    this.ficklePassenger = kwargs.ficklePassenger ?? false;
    this.fickleProbability = kwargs.fickleProbability ?? 0.3;
  }

  /** Which actions change a state: ones in an array of six. */
  actionMask(state: number): Int8Array {
    return this.masks[state].slice();
  }

  /** The original has the float 1.0 here. */
  protected override infoOfReset(): Info {
    return this.info(1);
  }

  protected override info(probability: number): Info {
    return { prob: probability, action_mask: this.actionMask(this.core.state) };
  }

  protected override afterReset(): void {
    this.fickle = this.ficklePassenger && this.npRandom.random() < this.fickleProbability;
  }

  /** A fickle passenger who has been driven a step further chooses one of the other destinations. */
  protected override afterStep(before: number): void {
    if (!this.fickle) return;
    const was = decodeTaxi(before);
    const is = decodeTaxi(this.core.state);
    if (was.passenger !== IN_TAXI || (was.row === is.row && was.column === is.column)) return;
    this.fickle = false;
    const others = STANDS.map((_, stand) => stand).filter((stand) => stand !== was.destination);
    const destination = others[this.npRandom.integers(others.length)];
    this.core.state = encodeTaxi({ ...is, destination });
  }

  protected override text(): string {
    const { row, column, passenger, destination } = decodeTaxi(this.core.state);
    const letters = TAXI_MAP.map((line) => [...line]);
    const change = ([atRow, atColumn]: readonly [number, number], to: (letter: string) => string) => {
      letters[atRow + 1][2 * atColumn + 1] = to(letters[atRow + 1][2 * atColumn + 1]);
    };
    if (passenger < IN_TAXI) {
      change([row, column], (letter) => colorize(letter, 'yellow', { highlight: true }));
      change(STANDS[passenger], (letter) => colorize(letter, 'blue', { bold: true }));
    } else {
      change([row, column], (letter) =>
        colorize(letter === ' ' ? '_' : letter, 'green', { highlight: true }),
      );
    }
    change(STANDS[destination], (letter) => colorize(letter, 'magenta'));
    const action = this.lastAction === null ? '' : `  (${ACTION_NAMES[this.lastAction]})`;
    return `${letters.map((line) => line.join('')).join('\n')}\n${action}\n`;
  }

  protected override draw(): RenderedImage {
    const { row, column, passenger, destination } = decodeTaxi(this.core.state);
    const mark = (place: readonly [number, number], color: Color, size: number): Mark => ({
      row: place[0] + 1,
      column: 2 * place[1] + 1,
      color,
      size,
    });
    const marks = [mark(STANDS[destination], DESTINATION, 0.9)];
    marks.push(mark([row, column], passenger === IN_TAXI ? TAXI_WITH_PASSENGER : TAXI, 0.7));
    if (passenger < IN_TAXI) marks.push(mark(STANDS[passenger], PASSENGER, 0.4));
    const colorOf = (line: number, letter: number) =>
      '+-|'.includes(TAXI_MAP[line][letter]) ? WALL : STREET;
    return drawGrid(TAXI_MAP.length, TAXI_MAP[0].length, 50, colorOf, marks);
  }
}
