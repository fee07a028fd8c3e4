/** Sequence: any number of elements of one space (gymnasium/spaces/sequence.py). */
import { AssertionError, ValueError } from '../errors.ts';
import { isTuple } from '../python-list.ts';
import { tupleText, typeText } from '../python-text.ts';
import { batchSpace, concatenate, createEmptyArray, iterate } from './batch.ts';
import { isIntegerType } from './discrete.ts';
import type { NumberArray } from './element-types.ts';
import { isGiven, maskArray, maskText, refuseBoth } from './mask.ts';
import { type InitialSeed, type SeedResult, Space, type SpaceSeed, SUB_SEED_LIMIT } from './space.ts';
import { isSingleSeed } from './tuple.ts';

/** Elements of a Sequence: a list, or where they are stacked what `concatenate` makes of it. */
export type SequenceElement<Element, Stacked extends boolean> = Stacked extends false
  ? Element[]
  : Element extends number
    ? NumberArray
    : Element extends NumberArray
      ? Element
      : unknown;
/** What may be chosen about a Sequence. */
export interface SequenceOptions<Stacked extends boolean> {
  /** Whether elements come stacked into arrays. */
  readonly stack?: Stacked;
  readonly seed?: InitialSeed;
}
/** A length, lengths to choose from, or null for any; and a mask for each element, or null. */
export type SequenceMask = readonly [length: number | NumberArray | null, element: unknown];

/** The probability with which a sequence ends at each element. */
const STOP_PROBABILITY = 0.25;

export class Sequence<Element = unknown, Stacked extends boolean = false> extends Space<
  SequenceElement<Element, Stacked>
> {
  readonly featureSpace: Space<Element>;
  readonly stack: Stacked;
  /** The space of one stacked element; null where elements are not stacked. */
  readonly stackedFeatureSpace: Space<unknown> | null;

  /** @throws AssertionError when the elements' space is none */
  constructor(
    featureSpace: Space<Element>,
    { stack = false as Stacked, seed }: SequenceOptions<Stacked> = {},
  ) {
    super(null, null);
    if (!(featureSpace instanceof Space)) {
      throw new AssertionError(
        `Expects the feature space to be instance of a gym Space, actual type: ${typeText(featureSpace)}`,
      );
    }
    this.featureSpace = featureSpace;
    this.stack = stack;
    this.stackedFeatureSpace = stack ? batchSpace(featureSpace as Space<unknown>, 1) : null;
    this.seedAtStart(seed);
  }

  /**
   * Seeds the lengths with `seed` and the elements with a number drawn from it, or both with a list of two.
   * @throws ValueError for a list of another length, TypeError for another kind of seed
   */
  override seed(seed?: SpaceSeed): readonly SeedResult[] {
    if (!isGiven(seed)) return [this.seedOwn(null), this.featureSpace.seed()];
    if (isSingleSeed(seed)) {
      const own = this.seedOwn(seed);
      const featureSeed = this.npRandom.integers(SUB_SEED_LIMIT);
      this.seedOwn(seed);
      return [own, this.featureSpace.seed(featureSeed)];
    }
    if (!Array.isArray(seed))
      throw new TypeError(`Expected None, int, tuple of ints, actual type: ${typeText(seed)}`);
    if (seed.length !== 2) {
      throw new ValueError(
        `Expects the seed to have two elements for the Sequence and feature space, actual length: ${seed.length}`,
      );
    }
    const [own, feature] = seed as readonly SpaceSeed[];
    return [this.seedOwn(own), this.featureSpace.seed(feature)];
  }

  /**
   * @param mask a length or lengths, or null, and a mask for each element, or null
   * @param probability a length or lengths, or null, and probabilities for each element, or null
   * @throws AssertionError or TypeError for lengths that are none, ValueError for both mask and probability
   */
  override sample(
    mask?: SequenceMask | null,
    probability?: SequenceMask | null,
  ): SequenceElement<Element, Stacked> {
    refuseBoth(mask, probability);
    const [lengths, elementMask] = mask ?? probability ?? [null, null];
    const length = this.sampleLength(lengths, isGiven(mask) ? 'mask' : 'probability');
    const elements = Array.from({ length }, () =>
      isGiven(mask) ? this.featureSpace.sample(elementMask) : this.featureSpace.sample(null, elementMask),
    );
    return this.stack ? this.stacked(elements) : (elements as SequenceElement<Element, Stacked>);
  }

  private stacked(elements: readonly Element[]): SequenceElement<Element, Stacked> {
    const space = this.featureSpace as Space<unknown>;
    const empty = createEmptyArray(space, elements.length);
    return concatenate(space, elements, empty) as SequenceElement<Element, Stacked>;
  }

  private sampleLength(lengths: unknown, name: string): number {
    if (!isGiven(lengths)) return this.npRandom.geometric(STOP_PROBABILITY);
    if (typeof lengths === 'number' && Number.isInteger(lengths)) {
      if (lengths >= 0) return lengths;
      throw new AssertionError(
        `Expects the length mask of \`${name}\` to be greater than or equal to zero, actual value: ${lengths}`,
      );
    }
    const array = maskArray(lengths);
    if (array === null) {
      throw new TypeError(
        `Expects the type of length_mask of \`${name}\` to be an integer or a np.ndarray, actual type: ${typeText(lengths)}`,
      );
    }
    if (array.shape.length !== 1) {
      throw new AssertionError(
        `Expects the shape of the length mask of \`${name}\` to be 1-dimensional, actual shape: ${tupleText(array.shape)}`,
      );
    }
    if (!array.data.every((length) => length >= 0)) {
      throw new AssertionError(
        `Expects all values in the length_mask of \`${name}\` to be greater than or equal to zero, actual values: ${maskText(lengths)}`,
      );
    }
    if (!isIntegerType(array.dtype)) {
      throw new AssertionError(
        `Expects the length mask array of \`${name}\` to have dtype of np.integer, actual type: ${array.dtype}`,
      );
    }
    return this.npRandom.choice(array.data);
  }

  override contains(value: unknown): value is SequenceElement<Element, Stacked> {
    if (this.stackedFeatureSpace === null)
      return isTuple(value) && value.every((element) => this.featureSpace.contains(element));
    for (const element of iterate(this.stackedFeatureSpace, value))
      if (!this.featureSpace.contains(element)) return false;
    return true;
  }

  override equals(other: unknown): boolean {
    return (
      other instanceof Sequence && other.stack === this.stack && this.featureSpace.equals(other.featureSpace)
    );
  }

  override toString(): string {
    return `Sequence(${this.featureSpace}, stack=${this.stack ? 'True' : 'False'})`;
  }

  override toJsonable(samples: readonly SequenceElement<Element, Stacked>[]): unknown {
    if (this.stackedFeatureSpace !== null) return this.stackedFeatureSpace.toJsonable(samples);
    return samples.map((sample) => this.featureSpace.toJsonable(sample as readonly Element[]));
  }

  override fromJsonable(json: unknown): SequenceElement<Element, Stacked>[] {
    type Elements = SequenceElement<Element, Stacked>[];
    if (this.stackedFeatureSpace !== null) return this.stackedFeatureSpace.fromJsonable(json) as Elements;
    return (json as unknown[]).map((sample) => this.featureSpace.fromJsonable(sample)) as Elements;
  }
}
