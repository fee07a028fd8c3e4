/** Gathers the frames of one step into one row a line: who spoke, and how loudly. */
import { lineOf, type MessageFrame } from '../../src/bus/message-frame.ts';
import type { MessageLine } from './protocol.ts';

interface Gathered {
  readonly line: Omit<MessageLine, 'energy'>;
  squares: number;
  floats: number;
}

export class LineStatistics {
  readonly #lines = new Map<number, Gathered>();

  /** Forgets every frame. */
  clear(): void {
    this.#lines.clear();
  }

  /** Adds a frame; its values are read now, since senders overwrite them. */
  add(frame: MessageFrame): void {
    const { kind, direction, layer, crosses, senders, values } = frame;
    const key = lineOf(frame);
    let gathered = this.#lines.get(key);
    if (!gathered) {
      gathered = { line: { kind, direction, layer, crosses, senders }, squares: 0, floats: 0 };
      this.#lines.set(key, gathered);
    }
    for (let n = 0; n < values.length; n++) gathered.squares += values[n] * values[n];
    gathered.floats += values.length;
  }

  /** The lines in the order in which they first spoke. */
  summary(): MessageLine[] {
    return Array.from(this.#lines.values(), ({ line, squares, floats }) => ({
      ...line,
      energy: floats === 0 ? 0 : squares / floats,
    }));
  }
}
