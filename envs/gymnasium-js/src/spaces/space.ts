/**
 * Space: the set of valid observations or actions, with a generator of its own (gymnasium/spaces/space.py).
 */
import type { Generator } from '../generator.ts';
import type { Entropy } from '../seed-sequence.ts';
import { npRandom } from '../seeding.ts';

/** What `seed` returns: the seed used, or one for each part of a composite space. */
export type SeedResult = Entropy | { readonly [key: string]: SeedResult };

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

  /** Starts the generator anew and returns the seed used. */
  seed(seed?: Entropy): SeedResult {
    const [generator, used] = npRandom(seed);
    this.generator = generator;
    return used;
  }

  /** A random element. */
  abstract sample(): Element;

  /** Whether `value` is an element. */
  abstract contains(value: unknown): value is Element;

  /** Whether both describe the same set; generators do not count. */
  abstract equals(other: unknown): boolean;

  /** As Gymnasium prints it. */
  abstract toString(): string;
}
