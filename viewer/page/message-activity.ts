/** A bar for each line of the bus: how energetic what was said on it at the last step is, and whether it crosses. */
import type { FrameEvent, MessageLine } from '../simulation/protocol.ts';
import { block, make, setText } from './elements.ts';

interface Row {
  readonly item: HTMLLIElement;
  readonly bar: HTMLSpanElement;
  readonly value: HTMLSpanElement;
}

/** The energies differ by orders of magnitude, so a bar spans these decades. */
const DECADES = 5;

export class MessageActivity {
  private rows: Row[] = [];
  private shape = '';
  private readonly list = block('message-lines');
  private readonly note = block('messages-note');

  /** Shows the lines of a frame. */
  show(frame: FrameEvent, observing: boolean): void {
    const { lines } = frame;
    const shape = lines.map((line) => `${describe(line)}${line.crosses}`).join();
    if (shape !== this.shape) this.build(lines, shape);
    const loudest = lines.reduce((most, { energy }) => (energy > most ? energy : most), 0);
    for (const [index, { energy }] of lines.entries()) {
      const { bar, value } = this.rows[index];
      bar.style.transform = `scaleX(${barLength(energy, loudest).toFixed(3)})`;
      setText(value, Number.isFinite(energy) ? format(energy) : '-');
    }
    setText(this.note, explain(lines, observing, frame.step));
  }

  private build(lines: readonly MessageLine[], shape: string): void {
    this.shape = shape;
    this.rows = lines.map((line) => {
      const bar = make('span');
      const value = make('span', { className: 'value' });
      const item = make(
        'li',
        { className: line.crosses ? 'crosses' : '' },
        make('span', { textContent: describe(line) }),
        make('span', { className: 'bar', ariaHidden: 'true' }, bar),
        value,
      );
      return { item, bar, value };
    });
    this.list.replaceChildren(...this.rows.map(({ item }) => item));
  }
}

const NAMES = { body: 'bodies', unit: 'units', contribution: 'synapses' } as const;

function describe({ kind, direction, layer, crosses }: MessageLine): string {
  const place = kind === 'body' ? '' : `layer ${layer} `;
  return `${crosses ? '⇄ ' : ''}${place}${NAMES[kind]}, ${direction}`;
}

function format(energy: number): string {
  return energy !== 0 && energy < 0.001 ? energy.toExponential(0) : energy.toFixed(3);
}

function barLength(energy: number, loudest: number): number {
  if (!(energy > 0)) return 0;
  return Math.max(0.02, 1 + Math.log10(energy / loudest) / DECADES);
}

function explain(lines: readonly MessageLine[], observing: boolean, step: number): string {
  if (!observing) return 'Messages are not observed.';
  if (lines.length === 0)
    return step === 0 ? 'Nothing has been said yet.' : 'This society exchanges no messages.';
  const crossing = lines.filter(({ crosses }) => crosses).length;
  return `Mean square of what arrived, bars logarithmic. ${crossing} of ${lines.length} lines (⇄, striped) cross the agent boundary and so the bus with its faults.`;
}
