/**
 * Draws from PCG64: `random`, `uniform` and `integers` (Lemire 2019, "Fast random integer generation in an
 * interval") are bit for bit NumPy's; `standardNormal` and `standardExponential` follow von Neumann 1951,
 * "Various techniques used in connection with random digits" (comparisons only, so equal on every engine),
 * until NumPy's ziggurat comes with issue #4.
 */
import type { Pcg64 } from './pcg64.ts';

const TWO_32 = 0x100000000;

/**
 * High and low 32 bits of the product of two words, the low ones returned, the high ones in `productHigh`.
 */
let productHigh = 0;
function multiplyWords(a: number, b: number): number {
  const low = (a & 0xffff) * (b & 0xffff);
  const middle = (a >>> 16) * (b & 0xffff) + Math.floor(low / 0x10000);
  const carry = (middle % 0x10000) + (a & 0xffff) * (b >>> 16);
  productHigh = (a >>> 16) * (b >>> 16) + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000);
  return Math.imul(a, b) >>> 0;
}

export class Generator {
  readonly bitGenerator: Pcg64;

  constructor(bitGenerator: Pcg64) {
    this.bitGenerator = bitGenerator;
  }

  /** Uniform on [0, 1) with 53 bits. */
  random(): number {
    this.bitGenerator.next();
    return (this.bitGenerator.high * 0x200000 + (this.bitGenerator.low >>> 11)) / 0x20000000000000;
  }

  /** Uniform on [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * this.random();
  }

  /**
   * An integer uniform on [low, high), or on [0, low) with one argument.
   * @throws RangeError unless both are safe integers, low < high and high - low <= 2^53
   */
  integers(low: number, high?: number): number {
    const start = high === undefined ? 0 : low;
    const end = high === undefined ? low : high;
    const count = end - start;
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || count < 1 || count > 0x20000000000000) {
      throw new RangeError(
        `integers needs safe integers low < high at most 2^53 apart, got ${start} and ${end}`,
      );
    }
    if (count === 1) return start;
    if (count === TWO_32) return start + this.bitGenerator.nextUint32();
    return start + (count < TWO_32 ? this.below32(count) : this.below53(count));
  }

  /**
   * Lemire's method on 32-bit words: the high word of word * count, redrawn where the low word betrays bias.
   */
  private below32(count: number): number {
    let low = multiplyWords(this.bitGenerator.nextUint32(), count);
    if (low < count) {
      const threshold = (TWO_32 - count) % count;
      while (low < threshold) low = multiplyWords(this.bitGenerator.nextUint32(), count);
    }
    return productHigh;
  }

  /** The same on 64-bit words, with the 128-bit product in 32-bit limbs. */
  private below53(count: number): number {
    const countLow = count >>> 0;
    const countHigh = Math.floor(count / TWO_32);
    // 2^64 modulo count by doubling: every value stays below 2^54 and even, hence exact.
    let threshold = 1;
    for (let n = 0; n < 64; n++) threshold = (2 * threshold) % count;
    for (;;) {
      this.bitGenerator.next();
      const { high, low } = this.bitGenerator;
      const limb0 = multiplyWords(low, countLow);
      const carry0 = productHigh;
      const cross1 = multiplyWords(high, countLow);
      const carry1 = productHigh;
      const cross2 = multiplyWords(low, countHigh);
      const carry2 = productHigh;
      const top = multiplyWords(high, countHigh);
      const middle = carry0 + cross1 + cross2;
      // As a double the leftover may round above 2^53, where it is beyond every threshold anyway.
      const leftover = (middle % TWO_32) * TWO_32 + limb0;
      if (leftover < threshold) continue;
      return productHigh * TWO_32 + top + carry1 + carry2 + Math.floor(middle / TWO_32);
    }
  }

  /** Exponential with mean 1: the lengths of descending runs of uniforms decide, no logarithm is needed. */
  standardExponential(): number {
    for (let whole = 0; ; whole++) {
      const first = this.random();
      let accepted = true;
      let previous = first;
      for (let next = this.random(); next < previous; next = this.random()) {
        accepted = !accepted;
        previous = next;
      }
      if (accepted) return whole + first;
    }
  }

  /** Exponential with mean `scale`. */
  exponential(scale = 1): number {
    return scale * this.standardExponential();
  }

  /**
   * Normal with mean 0 and variance 1: an exponential x is kept with probability e^(-(x - 1)^2 / 2), then
   * signed.
   */
  standardNormal(): number {
    for (;;) {
      const magnitude = this.standardExponential();
      const distance = magnitude - 1;
      if (this.standardExponential() > 0.5 * distance * distance) {
        return this.random() < 0.5 ? -magnitude : magnitude;
      }
    }
  }

  /** Normal with mean `mean` and standard deviation `scale`. */
  normal(mean = 0, scale = 1): number {
    return mean + scale * this.standardNormal();
  }
}
