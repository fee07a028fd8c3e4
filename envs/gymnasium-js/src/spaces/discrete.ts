/** Discrete: the integers `start, ..., start + n - 1` (gymnasium/spaces/discrete.py). */
import { InvalidBound } from '../errors.ts';
import { Space } from './space.ts';

export class Discrete extends Space<number> {
  /** How many elements there are. */
  readonly n: number;
  /** The smallest element. */
  readonly start: number;

  /** @throws InvalidBound unless `n` is a positive and `start` any safe integer */
  constructor(n: number, start = 0) {
    super([], 'int64');
    if (!Number.isSafeInteger(n) || n < 1)
      throw new InvalidBound(`Discrete: n must be a positive integer, got ${n}`);
    if (!Number.isSafeInteger(start))
      throw new InvalidBound(`Discrete: start must be an integer, got ${start}`);
    this.n = n;
    this.start = start;
  }

  override sample(): number {
    return this.start + this.npRandom.integers(this.n);
  }

  override contains(value: unknown): value is number {
    return (
      Number.isInteger(value) && (value as number) >= this.start && (value as number) < this.start + this.n
    );
  }

  override equals(other: unknown): boolean {
    return other instanceof Discrete && other.n === this.n && other.start === this.start;
  }

  override toString(): string {
    return this.start === 0 ? `Discrete(${this.n})` : `Discrete(${this.n}, start=${this.start})`;
  }
}
