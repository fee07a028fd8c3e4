/** Dict: named parts, each from a space of its own (gymnasium/spaces/dict.py). */
import type { Entropy } from '../seed-sequence.ts';
import { type SeedResult, Space } from './space.ts';

/** Elements of a Dict space: plain objects with exactly the keys of the space. */
export type DictElement = Readonly<Record<string, unknown>>;

const LARGEST_SUB_SEED = 2147483647;

/** @typeParam Element what elements look like, for those who know more than that they are objects */
export class Dict<Element extends object = DictElement> extends Space<Element> {
  /** The parts, in the order in which they draw. */
  readonly spaces: ReadonlyMap<string, Space<unknown>>;

  /** Plain objects are sorted by key, pairs keep their order. */
  constructor(
    spaces: Readonly<Record<string, Space<unknown>>> | readonly (readonly [string, Space<unknown>])[],
  ) {
    super(null, null);
    const pairs = Array.isArray(spaces)
      ? (spaces as readonly (readonly [string, Space<unknown>])[])
      : Object.entries(spaces).sort(([a], [b]) => (a < b ? -1 : 1));
    this.spaces = new Map(pairs);
  }

  /** Seeds every part with a number drawn from a generator on `seed`; returns those numbers by key. */
  override seed(seed?: Entropy): SeedResult {
    super.seed(seed);
    const seeds: Record<string, SeedResult> = {};
    // All numbers are drawn before the first is used, as in the original: parts never share a generator.
    const numbers = Array.from(this.spaces, () => this.npRandom.integers(LARGEST_SUB_SEED));
    [...this.spaces].forEach(([key, space], n) => {
      seeds[key] = space.seed(numbers[n]);
    });
    return seeds;
  }

  override sample(): Element {
    return Object.fromEntries(Array.from(this.spaces, ([key, space]) => [key, space.sample()])) as Element;
  }

  override contains(value: unknown): value is Element {
    if (typeof value !== 'object' || value === null) return false;
    const parts = value as Record<string, unknown>;
    if (Object.keys(parts).length !== this.spaces.size) return false;
    for (const [key, space] of this.spaces)
      if (!Object.hasOwn(parts, key) || !space.contains(parts[key])) return false;
    return true;
  }

  override equals(other: unknown): boolean {
    if (!(other instanceof Dict) || other.spaces.size !== this.spaces.size) return false;
    for (const [key, space] of this.spaces) if (!space.equals(other.spaces.get(key))) return false;
    return true;
  }

  override toString(): string {
    return `Dict(${Array.from(this.spaces, ([key, space]) => `'${key}': ${space}`).join(', ')})`;
  }
}
