/** Tuple: several parts in order, each from a space of its own (gymnasium/spaces/tuple.py). */
import { AssertionError, ValueError } from '../errors.ts';
import { isTuple } from '../python-list.ts';
import { typeText } from '../python-text.ts';
import type { Entropy } from '../seed-sequence.ts';
import { elementTypeOf } from './element-types.ts';
import { isGiven, refuseBoth } from './mask.ts';
import { type InitialSeed, type SeedResult, Space, type SpaceSeed, SUB_SEED_LIMIT } from './space.ts';

/** The spaces of the parts of an element. */
export type PartSpaces<Element extends readonly unknown[]> = readonly [
  ...{ [Index in keyof Element]: Space<Element[Index]> },
];

/** @throws AssertionError for what is no space */
export function assertSpaces(spaces: Iterable<unknown>): void {
  for (const space of spaces) {
    if (!(space instanceof Space)) {
      throw new AssertionError(
        `${space} does not inherit from \`gymnasium.Space\`. Actual Type: ${typeText(space)}`,
      );
    }
  }
}

/** Whether a seed is one integer, from which parts get theirs. */
export function isSingleSeed(seed: unknown): seed is number | bigint {
  return Number.isInteger(seed) || typeof seed === 'bigint';
}

/** @typeParam Element what elements look like, inferred from the spaces */
export class Tuple<Element extends readonly unknown[] = readonly unknown[]> extends Space<Element> {
  /** The parts, in the order in which they draw. */
  readonly spaces: readonly Space<unknown>[];

  /** @throws AssertionError when a part is no space */
  constructor(spaces: PartSpaces<Element>, seed?: InitialSeed) {
    super(null, null);
    assertSpaces(spaces);
    this.spaces = Object.freeze([...(spaces as readonly Space<unknown>[])]);
    this.seedAtStart(seed);
  }

  override get isNpFlattenable(): boolean {
    return this.spaces.every((space) => space.isNpFlattenable);
  }

  /**
   * Seeds the parts: with numbers drawn from a generator on `seed`, or each with its own of a list.
   * @throws ValueError for a list of another length, TypeError for another kind of seed
   */
  override seed(seed?: SpaceSeed): readonly SeedResult[] {
    const { spaces } = this;
    if (!isGiven(seed)) return spaces.map((space) => space.seed());
    if (isSingleSeed(seed)) {
      this.seedOwn(seed);
      const seeds = this.npRandom.integers(SUB_SEED_LIMIT, null, { size: spaces.length });
      return spaces.map((space, n) => space.seed(seeds[n]));
    }
    if (!Array.isArray(seed))
      throw new TypeError(`Expected seed type: list, tuple, int or None, actual type: ${typeText(seed)}`);
    if (seed.length !== spaces.length) {
      throw new ValueError(
        `Expects that the subspaces of seeds equals the number of subspaces. Actual length of seeds: ${seed.length}, length of subspaces: ${spaces.length}`,
      );
    }
    return spaces.map((space, n) => space.seed((seed as readonly Entropy[])[n]));
  }

  /**
   * @param mask a mask for each part, or null for it
   * @param probability probabilities for each part, or null for it
   * @throws AssertionError for a mask or probabilities of another kind, ValueError for both
   */
  override sample(mask?: readonly unknown[] | null, probability?: readonly unknown[] | null): Element {
    refuseBoth(mask, probability);
    this.assertForParts(mask, 'mask');
    this.assertForParts(probability, 'probability');
    return this.spaces.map((space, n) => space.sample(mask?.[n], probability?.[n])) as unknown as Element;
  }

  private assertForParts(value: unknown, name: string): void {
    if (!isGiven(value)) return;
    if (!isTuple(value))
      throw new AssertionError(`Expected type of \`${name}\` to be tuple, actual type: ${typeText(value)}`);
    if (value.length !== this.spaces.length) {
      throw new AssertionError(
        `Expected length of \`${name}\` to be ${this.spaces.length}, actual length: ${value.length}`,
      );
    }
  }

  override contains(value: unknown): value is Element {
    if (!Array.isArray(value) && elementTypeOf(value) === null) return false;
    const parts = value as ArrayLike<unknown>;
    return parts.length === this.spaces.length && this.spaces.every((space, n) => space.contains(parts[n]));
  }

  override equals(other: unknown): boolean {
    return (
      other instanceof Tuple &&
      other.spaces.length === this.spaces.length &&
      this.spaces.every((space, n) => space.equals(other.spaces[n]))
    );
  }

  override toString(): string {
    return `Tuple(${this.spaces.join(', ')})`;
  }

  /** For each part the list of what all samples have there. */
  override toJsonable(samples: readonly Element[]): unknown[] {
    return this.spaces.map((space, n) => space.toJsonable(samples.map((sample) => sample[n])));
  }

  override fromJsonable(json: unknown): Element[] {
    const columns = this.spaces.map((space, n) => space.fromJsonable((json as unknown[])[n]));
    const count = columns[0]?.length ?? 0;
    return Array.from({ length: count }, (_, n) => columns.map((column) => column[n]) as unknown as Element);
  }
}
