/**
 * Space: the set of valid observations or actions, with a generator of its own (gymnasium/spaces/space.py).
 */
import { Generator } from '../generator.ts';
import type { Entropy } from '../seed-sequence.ts';
import { npRandom } from '../seeding.ts';

/** A seed of a composite space may have one for each part. */
export type SpaceSeed = Entropy | null | readonly SpaceSeed[] | { readonly [key: string]: SpaceSeed };
/** What a constructor takes: a seed, or a generator to draw from. */
export type InitialSeed = SpaceSeed | Generator;
/** What `seed` returns: the seed used, or one for each part of a composite space. */
export type SeedResult = Entropy | readonly SeedResult[] | { readonly [key: string]: SeedResult };
/** The element type of a space: `SampleOf<Discrete>` is `number`. */
export type SampleOf<Some> = Some extends Space<infer Element> ? Element : never;

/** Seeds of parts are drawn below this, the largest int32. */
export const SUB_SEED_LIMIT = 2147483647;

export abstract class Space<Element> {
  /** Sizes of the axes of an element, `[]` for a scalar, `null` where elements are not arrays. */
  readonly shape: readonly number[] | null;
  /** NumPy's name of the element type, `null` where elements are not arrays. */
  readonly dtype: string | null;
  private generator: Generator | null = null;

  constructor(shape: readonly number[] | null, dtype: string | null) {
    this.shape = shape;
    this.dtype = dtype;
  }

  /** The generator behind `sample`, made at first use. */
  get npRandom(): Generator {
    this.generator ??= npRandom()[0];
    return this.generator;
  }

  /** Whether elements can be flattened to one array. */
  get isNpFlattenable(): boolean {
    return false;
  }

  /** For constructors, at their end: seeds the space when there is a seed, or takes the generator given. */
  protected seedAtStart(seed: InitialSeed | undefined): void {
    if (seed instanceof Generator) this.generator = seed;
    else if (seed !== undefined && seed !== null) this.seed(seed);
  }

  /** Starts the space's own generator anew and returns the seed used. */
  protected seedOwn(seed: SpaceSeed | undefined): Entropy {
    const [generator, used] = npRandom(seed as Entropy | null | undefined);
    this.generator = generator;
    return used;
  }

  /**
   * Starts the generator anew and returns the seed used; without a seed one is taken from the operating system.
   * @throws GymnasiumError for a negative or fractional seed
   */
  seed(seed?: SpaceSeed): SeedResult {
    return this.seedOwn(seed);
  }

  /**
   * A random element.
   * @param mask which elements may come, in a form that the kind of space says
   * @param probability how likely elements are, in place of a mask
   */
  abstract sample(mask?: unknown, probability?: unknown): Element;

  /** Whether `value` is an element. */
  abstract contains(value: unknown): value is Element;

  /** Whether both describe the same set; generators do not count. */
  abstract equals(other: unknown): boolean;

  /** As Gymnasium prints it. */
  abstract toString(): string;

  /** Elements as what JSON can hold. */
  toJsonable(samples: readonly Element[]): unknown {
    return [...samples];
  }

  /** Elements from what `toJsonable` made of them. */
  fromJsonable(json: unknown): Element[] {
    return [...(json as Element[])];
  }
}

/** What a space is copied of: another object of the same class, its parts copied, its generator going on alike. */
export function copySpace<Some extends Space<unknown>>(space: Some): Some {
  return copyPart(space) as Some;
}

function copyPart(part: unknown): unknown {
  if (part instanceof Generator) return part.copy();
  if (Array.isArray(part)) return Object.freeze(part.map(copyPart));
  if (part instanceof Map) return new Map(Array.from(part, ([key, value]) => [key, copyPart(value)]));
  if (!(part instanceof Space)) return part;
  const fields = Object.entries(part).map(([name, value]) => [name, copyPart(value)]);
  return Object.assign(Object.create(Object.getPrototypeOf(part)), Object.fromEntries(fields));
}
