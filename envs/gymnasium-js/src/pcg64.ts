/**
 * PCG64: a 128-bit linear congruential generator with the output XSL-RR (O'Neill 2014, "PCG: a family of
 * simple fast space-efficient statistically good algorithms", section 6.3). Bit for bit equal to
 * `numpy.random.PCG64`.
 */
import type { SeedSequence } from './seed-sequence.ts';

/** 2549297995355413924 * 2^64 + 4865540595714422341 in 32-bit words, low first. */
const MULTIPLIER = [0x9fccf645, 0x4385df64, 0x1fc65da4, 0x2360ed05] as const;
/** Halves of the words of it whose products' upper words count. */
const M0_LOW = 0xf645;
const M0_HIGH = 0x9fcc;
const M1_LOW = 0xdf64;
const M1_HIGH = 0x4385;
const M2_LOW = 0x5da4;
const M2_HIGH = 0x1fc6;
const WORD_MAXIMUM = 0xffffffff;

const INVERSE_WORD = 1 / 0x100000000;

/**
 * The upper 32 bits of a product of two words, the second given in halves: no sum of two terms exceeds 32 bits.
 */
function upperWord(a: number, bLow: number, bHigh: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const cross = Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16);
  const middle = Math.imul(aLow, bHigh) + (cross & 0xffff);
  return (Math.imul(aHigh, bHigh) + (cross >>> 16) + (middle >>> 16)) | 0;
}

/** The state in the shape of NumPy's `bit_generator.state`, with its names. */
export interface Pcg64State {
  readonly bit_generator: 'PCG64';
  /** 128 bits each; decimal strings, as JSON must have them, are read too. */
  readonly state: { readonly state: bigint | string; readonly inc: bigint | string };
  /** 1 when `uinteger`, the upper half of the last draw, is what the next draw of 32 bits gives. */
  readonly has_uint32: 0 | 1;
  readonly uinteger: number;
}

/** Words of 128 bits, low first. */
function wordsOf(value: bigint | string, name: string): Int32Array {
  const bits = BigInt(value);
  if (bits < 0n || bits >> 128n > 0n)
    throw new RangeError(`PCG64: ${name} must be an integer from 0 to 2^128 - 1, got ${value}`);
  return Int32Array.from([0n, 32n, 64n, 96n], (shift) => Number((bits >> shift) & 0xffffffffn) | 0);
}

function bitsOf(words: Int32Array): bigint {
  return words.reduceRight((bits, word) => (bits << 32n) | BigInt(word >>> 0), 0n);
}

/** The 64 bits of a draw stand in `high` and `low` after `next()`. */
export class Pcg64 {
  /** Upper 32 bits of the last draw. */
  high = 0;
  /** Lower 32 bits of the last draw. */
  low = 0;
  /** Where the state came from; children of it seed those of the generator. */
  readonly seedSequence: SeedSequence;
  private readonly words = new Int32Array(4);
  private readonly increment = new Int32Array(4);
  private hasBufferedWord = false;
  private bufferedWord = 0;

  constructor(seedSequence: SeedSequence) {
    this.seedSequence = seedSequence;
    const seed = seedSequence.generateState(8);
    // NumPy reads four 64-bit words, each low half first; of each pair the first is the upper half.
    const [c0, c1, c2, c3] = [seed[6], seed[7], seed[4], seed[5]];
    // An odd increment, 2c + 1, gives the full period of 2^128.
    this.increment.set([
      (c0 << 1) | 1,
      (c1 << 1) | (c0 >>> 31),
      (c2 << 1) | (c1 >>> 31),
      (c3 << 1) | (c2 >>> 31),
    ]);
    this.next();
    this.add(Int32Array.of(seed[2], seed[3], seed[0], seed[1]));
    this.next();
  }

  private add(other: Int32Array): void {
    for (let n = 0, carry = 0; n < 4; n++) {
      const sum = (this.words[n] >>> 0) + (other[n] >>> 0) + carry;
      this.words[n] = sum | 0;
      carry = sum > WORD_MAXIMUM ? 1 : 0;
    }
  }

  /**
   * Draws 64 bits into `high` and `low`: state = state * MULTIPLIER + increment modulo 2^128, by columns of
   * 32-bit words, then the two halves of the state folded and rotated.
   */
  next(): void {
    const words = this.words;
    const increment = this.increment;
    const s0 = words[0];
    const s1 = words[1];
    const s2 = words[2];
    const s3 = words[3];
    const [m0, m1, m2, m3] = MULTIPLIER;
    const column0 = (Math.imul(s0, m0) >>> 0) + (increment[0] >>> 0);
    const w0 = column0 | 0;
    const column1 =
      (Math.imul(s0, m1) >>> 0) +
      (Math.imul(s1, m0) >>> 0) +
      (upperWord(s0, M0_LOW, M0_HIGH) >>> 0) +
      (increment[1] >>> 0) +
      (column0 > WORD_MAXIMUM ? 1 : 0);
    const w1 = column1 | 0;
    const column2 =
      (Math.imul(s0, m2) >>> 0) +
      (Math.imul(s1, m1) >>> 0) +
      (Math.imul(s2, m0) >>> 0) +
      (upperWord(s0, M1_LOW, M1_HIGH) >>> 0) +
      (upperWord(s1, M0_LOW, M0_HIGH) >>> 0) +
      (increment[2] >>> 0) +
      ((column1 * INVERSE_WORD) | 0);
    const w2 = column2 | 0;
    const products = Math.imul(s0, m3) + Math.imul(s1, m2) + Math.imul(s2, m1) + Math.imul(s3, m0);
    const uppers =
      upperWord(s0, M2_LOW, M2_HIGH) + upperWord(s1, M1_LOW, M1_HIGH) + upperWord(s2, M0_LOW, M0_HIGH);
    const w3 = (products + uppers + increment[3] + ((column2 * INVERSE_WORD) | 0)) | 0;
    words[0] = w0;
    words[1] = w1;
    words[2] = w2;
    words[3] = w3;

    const low = w0 ^ w2;
    const high = w1 ^ w3;
    const rotation = w3 >>> 26;
    const first = (rotation & 32) === 0 ? low : high;
    const second = (rotation & 32) === 0 ? high : low;
    const bits = rotation & 31;
    // A shift by 32 is none in JavaScript: two shifts, one of them by 1, make it what it should be.
    this.low = ((first >>> bits) | ((second << 1) << (31 - bits))) >>> 0;
    this.high = ((second >>> bits) | ((first << 1) << (31 - bits))) >>> 0;
  }

  /** 32 bits: the low half of a draw first, its high half on the next call. */
  nextUint32(): number {
    if (this.hasBufferedWord) {
      this.hasBufferedWord = false;
      return this.bufferedWord;
    }
    this.next();
    this.hasBufferedWord = true;
    this.bufferedWord = this.high;
    return this.low;
  }

  /** Generators on new children of the seed sequence. */
  spawn(count: number): Pcg64[] {
    return this.seedSequence.spawn(count).map((child) => new Pcg64(child));
  }

  /** A generator in the same state. */
  copy(): Pcg64 {
    const twin = new Pcg64(this.seedSequence.copy());
    twin.state = this.state;
    return twin;
  }

  /** A copy of the state, to go on from elsewhere: in Python, too. */
  get state(): Pcg64State {
    return {
      bit_generator: 'PCG64',
      state: { state: bitsOf(this.words), inc: bitsOf(this.increment) },
      has_uint32: this.hasBufferedWord ? 1 : 0,
      uinteger: this.bufferedWord,
    };
  }

  /** @throws TypeError or RangeError for what is no state of a PCG64 */
  set state(state: Pcg64State) {
    if (state.bit_generator !== 'PCG64')
      throw new TypeError(`state must be for a PCG64 RNG, got ${state.bit_generator}`);
    const words = wordsOf(state.state.state, 'state');
    const increment = wordsOf(state.state.inc, 'inc');
    if (!(state.uinteger >= 0 && state.uinteger <= WORD_MAXIMUM))
      throw new RangeError(`PCG64: uinteger must be an integer from 0 to 2^32 - 1, got ${state.uinteger}`);
    this.words.set(words);
    this.increment.set(increment);
    this.hasBufferedWord = state.has_uint32 === 1;
    this.bufferedWord = state.uinteger;
  }
}
