/** OneOf: an element of one of several spaces, with the number of that space (gymnasium/spaces/oneof.py). */
import { AssertionError, NotImplementedError, ValueError } from '../errors.ts';
import { isTuple } from '../python-list.ts';
import { typeText } from '../python-text.ts';
import { Dict } from './dict.ts';
import { isGiven, refuseBoth } from './mask.ts';
import { NdArray } from './nd-array.ts';
import { type InitialSeed, type SeedResult, Space, type SpaceSeed, SUB_SEED_LIMIT } from './space.ts';
import { assertSpaces, isSingleSeed, type PartSpaces, Tuple } from './tuple.ts';

/** An element of a OneOf: the number of a space and an element of it. */
export type OneOfElement<Elements extends readonly unknown[]> = [index: number, element: Elements[number]];

/** What may be chosen about a OneOf. */
export interface OneOfOptions {
  /**
   * Whether JSON is that of release 1.3.0 of Gymnasium, which keeps only the first part of an element of a Tuple, and
   * has no form for an element of a Dict. Else both are written whole.
   */
  readonly likeRelease13?: boolean;
}

/** @typeParam Elements what elements of each space look like, inferred from the spaces */
export class OneOf<Elements extends readonly unknown[] = readonly unknown[]> extends Space<
  OneOfElement<Elements>
> {
  readonly spaces: readonly Space<unknown>[];
  private readonly likeRelease13: boolean;

  /** @throws AssertionError for no spaces, or a part that is none */
  constructor(spaces: PartSpaces<Elements>, seed?: InitialSeed, { likeRelease13 = true }: OneOfOptions = {}) {
    super(null, null);
    this.likeRelease13 = likeRelease13;
    if (typeof (spaces as Partial<Iterable<unknown>> | null)?.[Symbol.iterator] !== 'function')
      throw new AssertionError(`${spaces} is not an iterable`);
    this.spaces = Object.freeze([...(spaces as readonly Space<unknown>[])]);
    if (this.spaces.length === 0) throw new AssertionError('Empty `OneOf` spaces are not supported.');
    assertSpaces(this.spaces);
    this.seedAtStart(seed);
  }

  override get isNpFlattenable(): boolean {
    return this.spaces.every((space) => space.isNpFlattenable);
  }

  /**
   * Seeds the choice of the space with `seed` and the spaces with numbers drawn from it, or all with a list, whose
   * first is for the choice.
   * @throws ValueError for a list of another length, TypeError for another kind of seed
   */
  override seed(seed?: SpaceSeed): readonly SeedResult[] {
    const { spaces } = this;
    if (!isGiven(seed)) return [this.seedOwn(null), ...spaces.map((space) => space.seed())];
    if (isSingleSeed(seed)) {
      const own = this.seedOwn(seed);
      const seeds = this.npRandom.integers(SUB_SEED_LIMIT, null, { size: spaces.length });
      this.seedOwn(seed);
      return [own, ...spaces.map((space, n) => space.seed(seeds[n]))];
    }
    if (!Array.isArray(seed))
      throw new TypeError(`Expected None, int, or tuple of ints, actual type: ${typeText(seed)}`);
    if (seed.length !== spaces.length + 1) {
      throw new ValueError(
        `Expects that the subspaces of seeds equals the number of subspaces + 1. Actual length of seeds: ${seed.length}, length of subspaces: ${spaces.length}`,
      );
    }
    const [first, ...rest] = seed as readonly SpaceSeed[];
    return [this.seedOwn(first), ...spaces.map((space, n) => space.seed(rest[n]))];
  }

  /**
   * @param mask a mask for each space, or null for it; the choice of the space is free
   * @param probability probabilities for each space, or null for it
   * @throws AssertionError for a mask or probabilities of another kind, ValueError for both
   */
  override sample(
    mask?: readonly unknown[] | null,
    probability?: readonly unknown[] | null,
  ): OneOfElement<Elements> {
    // The space is drawn before the masks are looked at, as in the original.
    const index = this.npRandom.integers(this.spaces.length);
    refuseBoth(mask, probability);
    this.assertForParts(mask, 'mask');
    this.assertForParts(probability, 'probability');
    return [index, this.spaces[index].sample(mask?.[index], probability?.[index])] as OneOfElement<Elements>;
  }

  private assertForParts(value: unknown, name: string): void {
    if (!isGiven(value)) return;
    if (!isTuple(value))
      throw new AssertionError(`Expected type of \`${name}\` is tuple, actual type: ${typeText(value)}`);
    if (value.length !== this.spaces.length) {
      throw new AssertionError(
        `Expected length of \`${name}\` is ${this.spaces.length}, actual length: ${value.length}`,
      );
    }
  }

  override contains(value: unknown): value is OneOfElement<Elements> {
    if (!isTuple(value) || value.length !== 2) return false;
    const first: unknown = value[0];
    const isScalar = first instanceof NdArray && first.shape.length === 0 && first.dtype === 'int64';
    const index: unknown = isScalar ? first.data[0] : first;
    if (typeof index !== 'number' || !Number.isInteger(index)) return false;
    return index >= 0 && index < this.spaces.length && this.spaces[index].contains(value[1]);
  }

  override equals(other: unknown): boolean {
    return (
      other instanceof OneOf &&
      other.spaces.length === this.spaces.length &&
      this.spaces.every((space, n) => space.equals(other.spaces[n]))
    );
  }

  override toString(): string {
    return `OneOf(${this.spaces.join(', ')})`;
  }

  /**
   * Pairs of number and element. Of an element of a Tuple there is the first part only, as in Gymnasium 1.3.0; with
   * `likeRelease13: false` what the Tuple or Dict makes of a list of one.
   * @throws NotImplementedError for an element of a Dict, unless `likeRelease13` is false
   */
  override toJsonable(samples: readonly OneOfElement<Elements>[]): unknown[] {
    return samples.map(([index, element]) => {
      const space = this.spaces[index];
      if (this.likeRelease13 && space instanceof Dict) {
        throw new NotImplementedError(
          'Gymnasium 1.3 has no JSON for a Dict inside a OneOf; make the OneOf with `likeRelease13: false` for one',
        );
      }
      const json = space.toJsonable([element]);
      return [index, isByParts(space) && !this.likeRelease13 ? json : (json as unknown[])[0]];
    });
  }

  /** What `likeRelease13: false` wrote; of elements of Tuples that of release 1.3.0 has not enough. */
  override fromJsonable(json: unknown): OneOfElement<Elements>[] {
    return (json as [number, unknown][]).map(([index, element]) => {
      const list = isByParts(this.spaces[index]) ? element : [element];
      return [index, this.spaces[index].fromJsonable(list)[0]] as OneOfElement<Elements>;
    });
  }
}

/** Whether the JSON of a space's elements goes part by part in place of element by element. */
function isByParts(space: Space<unknown>): boolean {
  return space instanceof Tuple || space instanceof Dict;
}
