/** Text: strings of some length over a set of characters (gymnasium/spaces/text.py). */
import { AssertionError, ValueError } from '../errors.ts';
import { isTuple } from '../python-list.ts';
import { tupleText, typeText } from '../python-text.ts';
import { isGiven, maskArray, maskText, refuseBoth, sumsToOne } from './mask.ts';
import { scalarText } from './number-text.ts';
import { pairwiseSum } from './pairwise-sum.ts';
import { type InitialSeed, Space } from './space.ts';

/** The characters that a Text has unless others are given, in this order. */
export const ALPHANUMERIC = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** What may be chosen about a Text. */
export interface TextOptions {
  /** The shortest length; 1 when left out. */
  readonly minLength?: number;
  /** The characters, in the order in which masks count them; letters and digits when left out. */
  readonly charset?: string | readonly string[];
  readonly seed?: InitialSeed;
}
/** A length, or null for any, and a mask of the characters, or null for all. */
export type TextMask<MaskType> = readonly [length: number | null, characters: MaskType | null];

/** @throws AssertionError for lengths that are no integers or out of order */
function checkLengths(minLength: number, maxLength: number): void {
  if (!Number.isInteger(minLength)) {
    throw new AssertionError(`Expects the min_length to be an integer, actual type: ${typeText(minLength)}`);
  }
  if (!Number.isInteger(maxLength)) {
    throw new AssertionError(`Expects the max_length to be an integer, actual type: ${typeText(maxLength)}`);
  }
  if (minLength < 0)
    throw new AssertionError(`Minimum text length must be non-negative, actual value: ${minLength}`);
  if (minLength > maxLength) {
    throw new AssertionError(
      `The min_length must be less than or equal to the max_length, min_length: ${minLength}, max_length: ${maxLength}`,
    );
  }
}

export class Text extends Space<string> {
  readonly minLength: number;
  readonly maxLength: number;
  /** The characters, each once, in the order of the character set. */
  readonly characterList: readonly string[];
  private readonly indices: ReadonlyMap<string, number>;

  /** @throws AssertionError for lengths out of order, ValueError for a character that is none */
  constructor(maxLength: number, { minLength = 1, charset = ALPHANUMERIC, seed }: TextOptions = {}) {
    super(null, '<U0');
    checkLengths(minLength, maxLength);
    this.minLength = minLength;
    this.maxLength = maxLength;
    this.characterList = Object.freeze([...new Set(charset)]);
    for (const character of this.characterList) {
      if ([...character].length !== 1)
        throw new ValueError(`Text: charset must hold single characters, got '${character}'`);
    }
    this.indices = new Map(this.characterList.map((character, n) => [character, n]));
    this.seedAtStart(seed);
  }

  override get isNpFlattenable(): boolean {
    return true;
  }

  /** The characters, sorted. */
  get characters(): string {
    return [...this.characterList].sort().join('');
  }

  /** The place of a character in the character set; undefined for others. */
  characterIndex(character: string): number | undefined {
    return this.indices.get(character);
  }

  /**
   * @param mask a length, or null, and an Int8Array with 1 for each character that may come, or null
   * @param probability a length, or null, and a Float64Array with the probability of each character, or null
   * @throws AssertionError for a mask or probabilities of another kind, ValueError for both or when no character
   * may come
   */
  override sample(mask?: TextMask<Int8Array> | null, probability?: TextMask<Float64Array> | null): string {
    refuseBoth(mask, probability);
    let length: number | null = null;
    let weights: Float64Array | null = null;
    if (isGiven(mask)) [length, weights] = this.readMask(mask);
    else if (isGiven(probability)) [length, weights] = this.readProbability(probability);
    length ??= this.npRandom.integers(this.minLength, this.maxLength + 1);
    const count = this.characterList.length;
    weights ??= new Float64Array(count).fill(1 / count);
    if (weights.every((weight) => weight === 0)) {
      if (this.minLength === 0) return '';
      throw new ValueError(
        `Trying to sample with a minimum length > 0 (actual minimum length=${this.minLength}) but the character mask is all zero meaning that no character could be sampled.`,
      );
    }
    return this.npRandom.choice(this.characterList, { size: length, p: weights }).join('');
  }

  private readMask(mask: unknown): [number | null, Float64Array | null] {
    const [length, characters] = this.checkedMask(mask, 'mask', 'int8');
    if (characters === null) return [length, null];
    if (!characters.every((value) => value === 0 || value === 1)) {
      throw new AssertionError(`Expects all mask values to 0 or 1, actual values: ${maskText(characters)}`);
    }
    const sum = pairwiseSum(characters);
    return [length, Float64Array.from(characters, (value) => (sum > 0 ? value / sum : value))];
  }

  private readProbability(probability: unknown): [number | null, Float64Array | null] {
    const [length, characters] = this.checkedMask(probability, 'probability', 'float64');
    if (characters === null) return [length, null];
    if (!characters.every((value) => value >= 0 && value <= 1)) {
      throw new AssertionError(
        `Expects all probability mask values to be within 0 and 1, actual values: ${maskText(characters)}`,
      );
    }
    const sum = pairwiseSum(characters);
    if (!sumsToOne(sum)) {
      throw new AssertionError(
        `Expects the sum of the probability mask to be 1, actual sum: ${scalarText(sum, 'float64')}`,
      );
    }
    return [length, Float64Array.from(characters)];
  }

  private checkedMask(mask: unknown, name: string, dtype: string) {
    if (!isTuple(mask))
      throw new AssertionError(`Expects the \`${name}\` type to be a tuple, actual type: ${typeText(mask)}`);
    if (mask.length !== 2)
      throw new AssertionError(`Expects the \`${name}\` length to be two, actual length: ${mask.length}`);
    const [length, characters] = mask as [unknown, unknown];
    if (isGiven(length)) this.checkLength(length);
    if (!isGiven(characters)) return [(length as number) ?? null, null] as const;
    const array = maskArray(characters);
    if (array === null) {
      throw new AssertionError(
        `Expects the Text sample \`${name}\` to be an np.ndarray, actual type: ${typeText(characters)}`,
      );
    }
    if (array.dtype !== dtype) {
      throw new AssertionError(
        `Expects the Text sample \`${name}\` to be type np.${dtype}, actual dtype: ${array.dtype}`,
      );
    }
    if (array.shape.length !== 1 || array.shape[0] !== this.characterList.length) {
      throw new AssertionError(
        `expects the Text sample \`${name}\` to be (${this.characterList.length},), actual shape: ${tupleText(array.shape)}`,
      );
    }
    return [(length as number) ?? null, array.data] as const;
  }

  private checkLength(length: unknown): void {
    if (!Number.isInteger(length)) {
      throw new AssertionError(
        `Expects the Text sample length to be an integer, actual type: ${typeText(length)}`,
      );
    }
    if ((length as number) < this.minLength || (length as number) > this.maxLength) {
      throw new AssertionError(
        `Expects the Text sample length be between ${this.minLength} and ${this.maxLength}, actual length: ${length}`,
      );
    }
  }

  override contains(value: unknown): value is string {
    if (typeof value !== 'string') return false;
    const characters = [...value];
    return (
      characters.length >= this.minLength &&
      characters.length <= this.maxLength &&
      characters.every((character) => this.indices.has(character))
    );
  }

  override equals(other: unknown): boolean {
    return (
      other instanceof Text &&
      other.minLength === this.minLength &&
      other.maxLength === this.maxLength &&
      other.characters === this.characters
    );
  }

  override toString(): string {
    return `Text(${this.minLength}, ${this.maxLength}, charset=${this.characters})`;
  }
}
