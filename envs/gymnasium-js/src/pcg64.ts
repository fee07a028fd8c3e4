/**
 * PCG64: a 128-bit linear congruential generator with the output XSL-RR (O'Neill 2014, "PCG: a family of
 * simple fast space-efficient statistically good algorithms", section 6.3). Bit for bit equal to
 * `numpy.random.PCG64`.
 */
import type { SeedSequence } from './seed-sequence.ts';

const LIMBS = 8;
/**
 * 2549297995355413924 * 2^64 + 4865540595714422341 in 16-bit limbs, low first: products stay exact in a
 * float64.
 */
const MULTIPLIER = new Float64Array([0xf645, 0x9fcc, 0xdf64, 0x4385, 0x5da4, 0x1fc6, 0xed05, 0x2360]);

/** State of the generator, as far as it matters for equality; limbs are 16 bits, low first. */
export interface Pcg64State {
  readonly state: readonly number[];
  readonly increment: readonly number[];
  readonly bufferedWord: number | null;
}

/** The 64 bits of a draw stand in `high` and `low` after `next()`. */
export class Pcg64 {
  /** Upper 32 bits of the last draw. */
  high = 0;
  /** Lower 32 bits of the last draw. */
  low = 0;
  private state = new Float64Array(LIMBS);
  private spare = new Float64Array(LIMBS);
  private readonly increment = new Float64Array(LIMBS);
  private bufferedWord: number | null = null;

  constructor(seedSequence: SeedSequence) {
    const words = seedSequence.generateState(8);
    // NumPy reads four 64-bit words, each low half first; of each pair the first is the upper half.
    const order = [2, 3, 0, 1];
    const initial = new Float64Array(LIMBS);
    for (let n = 0; n < 4; n++) {
      initial[2 * n] = words[order[n]] & 0xffff;
      initial[2 * n + 1] = words[order[n]] >>> 16;
      this.increment[2 * n] = words[4 + order[n]] & 0xffff;
      this.increment[2 * n + 1] = words[4 + order[n]] >>> 16;
    }
    this.makeIncrementOdd();
    this.step();
    for (let n = 0, carry = 0; n < LIMBS; n++) {
      const sum = this.state[n] + initial[n] + carry;
      carry = sum >>> 16;
      this.state[n] = sum & 0xffff;
    }
    this.step();
  }

  /** increment = 2 * increment + 1: the sequence constant of an LCG with period 2^128 must be odd. */
  private makeIncrementOdd(): void {
    for (let n = 0, carry = 1; n < LIMBS; n++) {
      const doubled = 2 * this.increment[n] + carry;
      this.increment[n] = doubled & 0xffff;
      carry = doubled >>> 16;
    }
  }

  /** state = state * MULTIPLIER + increment modulo 2^128. */
  private step(): void {
    const { state, spare, increment } = this;
    let carry = 0;
    for (let column = 0; column < LIMBS; column++) {
      let sum = carry + increment[column];
      for (let n = 0; n <= column; n++) sum += state[n] * MULTIPLIER[column - n];
      carry = Math.floor(sum / 0x10000);
      spare[column] = sum - carry * 0x10000;
    }
    this.state = spare;
    this.spare = state;
  }

  /** Draws 64 bits into `high` and `low`. */
  next(): void {
    this.step();
    const s = this.state;
    const low = (s[0] | (s[1] << 16)) ^ (s[4] | (s[5] << 16));
    const high = (s[2] | (s[3] << 16)) ^ (s[6] | (s[7] << 16));
    const rotation = s[7] >>> 10;
    const first = (rotation & 32) === 0 ? low : high;
    const second = (rotation & 32) === 0 ? high : low;
    const bits = rotation & 31;
    this.low = bits === 0 ? first >>> 0 : ((first >>> bits) | (second << (32 - bits))) >>> 0;
    this.high = bits === 0 ? second >>> 0 : ((second >>> bits) | (first << (32 - bits))) >>> 0;
  }

  /** 32 bits: the low half of a draw first, its high half on the next call. */
  nextUint32(): number {
    if (this.bufferedWord !== null) {
      const word = this.bufferedWord;
      this.bufferedWord = null;
      return word;
    }
    this.next();
    this.bufferedWord = this.high;
    return this.low;
  }

  /** A copy of the state, to compare generators by. */
  snapshot(): Pcg64State {
    return { state: [...this.state], increment: [...this.increment], bufferedWord: this.bufferedWord };
  }
}
