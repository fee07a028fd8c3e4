/** Dict: named parts, each from a space of its own (gymnasium/spaces/dict.py). */
import { AssertionError, ValueError } from '../errors.ts';
import { pythonText, typeText } from '../python-text.ts';
import { isGiven, refuseBoth } from './mask.ts';
import { type InitialSeed, type SeedResult, Space, type SpaceSeed, SUB_SEED_LIMIT } from './space.ts';
import { isSingleSeed } from './tuple.ts';

/** Elements of a Dict space: plain objects with exactly the keys of the space. */
export type DictElement = Readonly<Record<string, unknown>>;
/** Spaces by name in an order of their own: a Map or pairs. */
export type OrderedSpaces =
  | ReadonlyMap<string, Space<unknown>>
  | readonly (readonly [string, Space<unknown>])[];
/** Spaces by name, of parts of an element. */
export type NamedSpaces<Element extends object> = { readonly [Key in keyof Element]: Space<Element[Key]> };

/** Whether a value is an object without a class of its own. */
function isPlainObject(value: unknown): value is DictElement {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Python's `dict_keys`. */
function keysText(keys: Iterable<string>): string {
  return `dict_keys(${pythonText([...keys])})`;
}

/** @typeParam Element what elements look like, inferred where the spaces are given as an object */
export class Dict<Element extends object = DictElement> extends Space<Element> {
  /** The parts, in the order in which they draw. */
  readonly spaces: ReadonlyMap<string, Space<unknown>>;

  /**
   * @param spaces an object, whose keys are sorted, or a Map or pairs, which keep their order
   * @throws TypeError for what does not name spaces, AssertionError when a part is no space
   */
  constructor(spaces?: OrderedSpaces | null, seed?: InitialSeed);
  constructor(spaces: NamedSpaces<Element>, seed?: InitialSeed);
  constructor(spaces?: NamedSpaces<Element> | OrderedSpaces | null, seed?: InitialSeed) {
    super(null, null);
    this.spaces = new Map(pairsOf(spaces));
    for (const [key, space] of this.spaces) {
      if (!(space instanceof Space)) {
        throw new AssertionError(
          `Dict space element is not an instance of Space: key='${key}', space=${space as unknown}`,
        );
      }
    }
    this.seedAtStart(seed);
  }

  override get isNpFlattenable(): boolean {
    return [...this.spaces.values()].every((space) => space.isNpFlattenable);
  }

  /**
   * Seeds the parts: with numbers drawn from a generator on `seed`, or each with its own by name.
   * @throws ValueError for other names, TypeError for another kind of seed
   */
  override seed(seed?: SpaceSeed): { readonly [key: string]: SeedResult } {
    if (!isGiven(seed)) return this.mapParts((_, space) => space.seed());
    if (isSingleSeed(seed)) {
      this.seedOwn(seed);
      // All numbers are drawn before the first is used, as in the original: parts never share a generator.
      const seeds = this.npRandom.integers(SUB_SEED_LIMIT, null, { size: this.spaces.size });
      return this.mapParts((_, space, n) => space.seed(seeds[n]));
    }
    if (!isPlainObject(seed))
      throw new TypeError(`Expected seed type: dict, int or None, actual type: ${typeText(seed)}`);
    if (!this.hasKeysOf(seed)) {
      throw new ValueError(
        `The seed keys: ${keysText(Object.keys(seed))} are not identical to space keys: ${keysText(this.spaces.keys())}`,
      );
    }
    return this.mapParts((key, space) => space.seed(seed[key] as SpaceSeed));
  }

  private mapParts<Result>(map: (key: string, space: Space<unknown>, index: number) => Result): {
    [key: string]: Result;
  } {
    return Object.fromEntries(Array.from(this.spaces, ([key, space], n) => [key, map(key, space, n)]));
  }

  private hasKeysOf(value: DictElement): boolean {
    const keys = Object.keys(value);
    return keys.length === this.spaces.size && keys.every((key) => this.spaces.has(key));
  }

  /**
   * @param mask a mask for each part by name, or null for it
   * @param probability probabilities for each part by name, or null for it
   * @throws AssertionError for a mask or probabilities of another kind, ValueError for both
   */
  override sample(mask?: DictElement | null, probability?: DictElement | null): Element {
    refuseBoth(mask, probability);
    this.assertForParts(mask, 'mask', 'mask');
    this.assertForParts(probability, 'probability mask', 'probability');
    return this.mapParts((key, space) => space.sample(mask?.[key], probability?.[key])) as Element;
  }

  private assertForParts(value: unknown, name: string, shortName: string): void {
    if (!isGiven(value)) return;
    if (!isPlainObject(value))
      throw new AssertionError(`Expected sample ${name} to be a dict, actual type: ${typeText(value)}`);
    if (!this.hasKeysOf(value)) {
      throw new AssertionError(
        `Expected sample ${name} keys to be same as space keys, ${shortName} keys: ${keysText(Object.keys(value))}, space keys: ${keysText(this.spaces.keys())}`,
      );
    }
  }

  override contains(value: unknown): value is Element {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    if (!this.hasKeysOf(value as DictElement)) return false;
    for (const [key, space] of this.spaces) if (!space.contains((value as DictElement)[key])) return false;
    return true;
  }

  override equals(other: unknown): boolean {
    if (!(other instanceof Dict) || other.spaces.size !== this.spaces.size) return false;
    for (const [key, space] of this.spaces) if (!space.equals(other.spaces.get(key))) return false;
    return true;
  }

  override toString(): string {
    return `Dict(${Array.from(this.spaces, ([key, space]) => `${pythonText(key)}: ${space}`).join(', ')})`;
  }

  /** For each part the list of what all samples have there. */
  override toJsonable(samples: readonly Element[]): { [key: string]: unknown } {
    return this.mapParts((key, space) =>
      space.toJsonable(samples.map((sample) => (sample as DictElement)[key])),
    );
  }

  override fromJsonable(json: unknown): Element[] {
    const columns = Array.from(this.spaces, ([key, space]) => {
      return [key, space.fromJsonable((json as DictElement)[key])] as const;
    });
    const count = columns[0]?.[1].length ?? 0;
    return Array.from({ length: count }, (_, n) => {
      return Object.fromEntries(columns.map(([key, column]) => [key, column[n]])) as Element;
    });
  }
}

function pairsOf(spaces: unknown): Iterable<readonly [string, Space<unknown>]> {
  if (!isGiven(spaces)) return [];
  if (spaces instanceof Map || Array.isArray(spaces)) return spaces;
  if (isPlainObject(spaces))
    return (Object.entries(spaces) as [string, Space<unknown>][]).sort(([a], [b]) => (a < b ? -1 : 1));
  throw new TypeError(
    `Unexpected Dict space input, expecting dict, OrderedDict or Sequence, actual type: ${typeText(spaces)}`,
  );
}
