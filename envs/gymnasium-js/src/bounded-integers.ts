/**
 * Uniform integers below a count from words of a generator, bit for bit NumPy's: the upper half of word * count,
 * redrawn where the lower half betrays bias (Lemire 2019, "Fast random integer generation in an interval"), and
 * words cut to the bits of the largest result, redrawn where they exceed it.
 */
import type { Pcg64 } from './pcg64.ts';

const TWO_32 = 0x100000000;
const TWO_64 = 0x10000000000000000n;

/** High 32 bits of the product of two words, set by `multiplyWords`, which returns the low ones. */
let productHigh = 0;

function multiplyWords(a: number, b: number): number {
  const low = (a & 0xffff) * (b & 0xffff);
  const middle = (a >>> 16) * (b & 0xffff) + Math.floor(low / 0x10000);
  const carry = (middle % 0x10000) + (a & 0xffff) * (b >>> 16);
  productHigh = (a >>> 16) * (b >>> 16) + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000);
  return Math.imul(a, b) >>> 0;
}

/** Uniform on 0 ... count - 1 for a whole count from 1 to 2^53; a count of 1 draws nothing. */
export function integerBelow(bits: Pcg64, count: number): number {
  if (count === 1) return 0;
  if (count < TWO_32) return below32(bits, count);
  return count === TWO_32 ? bits.nextUint32() : below53(bits, count);
}

function below32(bits: Pcg64, count: number): number {
  let low = multiplyWords(bits.nextUint32(), count);
  if (low < count) {
    const threshold = (TWO_32 - count) % count;
    while (low < threshold) low = multiplyWords(bits.nextUint32(), count);
  }
  return productHigh;
}

/** The same on 64-bit words, with the 128-bit product in 32-bit limbs. */
function below53(bits: Pcg64, count: number): number {
  const countLow = count >>> 0;
  const countHigh = Math.floor(count / TWO_32);
  let threshold = -1;
  for (;;) {
    bits.next();
    const { high, low } = bits;
    const limb0 = multiplyWords(low, countLow);
    const carry0 = productHigh;
    const cross1 = multiplyWords(high, countLow);
    const carry1 = productHigh;
    const cross2 = multiplyWords(low, countHigh);
    const carry2 = productHigh;
    const top = multiplyWords(high, countHigh);
    const middle = carry0 + cross1 + cross2;
    const result = productHigh * TWO_32 + top + carry1 + carry2 + Math.floor(middle / TWO_32);
    // As a double the lower half may round above 2^53, where it is beyond every count anyway.
    const leftover = (middle % TWO_32) * TWO_32 + limb0;
    if (leftover >= count) return result;
    if (threshold < 0) threshold = Number((TWO_64 - BigInt(count)) % BigInt(count));
    if (leftover >= threshold) return result;
  }
}

/** Uniform on 0 ... count - 1 for a count from 1 to 2^64. */
export function bigIntegerBelow(bits: Pcg64, count: bigint): bigint {
  if (count <= TWO_64 >> 11n) return BigInt(integerBelow(bits, Number(count)));
  for (;;) {
    bits.next();
    const product = ((BigInt(bits.high) << 32n) | BigInt(bits.low)) * count;
    const leftover = product & (TWO_64 - 1n);
    if (leftover >= count || leftover >= (TWO_64 - count) % count) return product >> 64n;
  }
}

/** Uniform on 0 ... maximum, a whole number below 2^53, by masking and rejection. */
export function integerUpTo(bits: Pcg64, maximum: number): number {
  if (maximum === 0) return 0;
  if (maximum < TWO_32) {
    const mask = 0xffffffff >>> Math.clz32(maximum);
    for (;;) {
      const value = (bits.nextUint32() & mask) >>> 0;
      if (value <= maximum) return value;
    }
  }
  const mask = 0xffffffff >>> Math.clz32(Math.floor(maximum / TWO_32));
  for (;;) {
    bits.next();
    const value = (bits.high & mask) * TWO_32 + bits.low;
    if (value <= maximum) return value;
  }
}

/**
 * Draws of 8 or 16 bits, or of 1 for booleans, several from one 32-bit word: the lowest bits first. What is left
 * of a word is lost when the source is dropped.
 */
export class SmallIntegers {
  private readonly bits: Pcg64;
  private readonly size: 1 | 8 | 16;
  private word = 0;
  private left = 0;

  constructor(bits: Pcg64, size: 1 | 8 | 16) {
    this.bits = bits;
    this.size = size;
  }

  private next(): number {
    if (this.left === 0) {
      this.word = this.bits.nextUint32();
      this.left = 32 / this.size;
    } else this.word >>>= this.size;
    this.left--;
    return this.word & ((1 << this.size) - 1);
  }

  /** Uniform on 0 ... count - 1 for a count from 1 to 2^size. */
  below(count: number): number {
    if (count === 1) return 0;
    const range = 1 << this.size;
    if (count === range) return this.next();
    let product = this.next() * count;
    const threshold = (range - count) % count;
    while ((product & (range - 1)) < threshold) product = this.next() * count;
    return product >>> this.size;
  }
}
