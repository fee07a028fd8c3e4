/**
 * Chance as a pure function of its address: `draw(seed, stream, i, j, k)` on Philox4x32-10.
 * No generator is carried, so no result depends on how many draws came before or on which worker made them.
 */

import { log } from './logarithm.ts';
import { philox4x32 } from './philox.ts';
import { cos, sin } from './trigonometric.ts';

const block = new Uint32Array(4);
const TWO_PI = 6.283185307179586;
const INVERSE_2_32 = 2.3283064365386963e-10;
/** Largest seed, 2^53 - 1. */
export const MAXIMUM_SEED = Number.MAX_SAFE_INTEGER;

/** Throws a RangeError unless `seed` is an integer in `[0, 2^53)`. */
export function assertSeed(seed: number): void {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`seed must be an integer from 0 to 2^53 - 1, got ${seed}`);
  }
}

function drawBlock(seed: number, stream: number, i: number, j: number, k: number): void {
  philox4x32(block, i, j, k, stream, seed >>> 0, Math.floor(seed / 0x100000000));
}

/** One word, uniform on `[0, 2^32)`. */
export function uint32At(seed: number, stream: number, i = 0, j = 0, k = 0): number {
  drawBlock(seed, stream, i, j, k);
  return block[0];
}

/** A double on `(0, 1)`: the midpoint of one of 2^32 equal cells, so its logarithm is always finite. */
export function uniformAt(seed: number, stream: number, i = 0, j = 0, k = 0): number {
  return (uint32At(seed, stream, i, j, k) + 0.5) * INVERSE_2_32;
}

/** An integer uniform on `[0, bound)`, `1 <= bound <= 2^32`; bias below `bound / 2^53` by 53 random bits. */
export function integerAt(seed: number, stream: number, bound: number, i = 0, j = 0, k = 0): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > 0x100000000) {
    throw new RangeError(`bound must be an integer from 1 to 2^32, got ${bound}`);
  }
  drawBlock(seed, stream, i, j, k);
  const unit = ((block[0] >>> 5) * 67108864 + (block[1] >>> 6)) / 9007199254740992;
  return Math.floor(unit * bound);
}

/** A standard Gumbel draw, `-log(-log u)`: `argmax(logits + gumbel)` samples from `softmax(logits)`. */
export function gumbelAt(seed: number, stream: number, i = 0, j = 0, k = 0): number {
  return -log(-log(uniformAt(seed, stream, i, j, k)));
}

/** Fills `out` with standard Gumbel draws, four a block; element n lies in block `floor(n/4)`. */
export function fillGumbel(out: Float64Array, seed: number, stream: number, i = 0, j = 0): void {
  for (let n = 0; n < out.length; n++) {
    if (n % 4 === 0) drawBlock(seed, stream, n >>> 2, i, j);
    out[n] = -log(-log((block[n % 4] + 0.5) * INVERSE_2_32));
  }
}

/** A standard Gaussian draw (Box-Muller, cosine half). */
export function gaussianAt(seed: number, stream: number, i = 0, j = 0, k = 0): number {
  drawBlock(seed, stream, i, j, k);
  return Math.sqrt(-2 * log((block[0] + 0.5) * INVERSE_2_32)) * cos(TWO_PI * block[1] * INVERSE_2_32);
}

/** What fills a vector with standard Gaussians; every implementation gives the same bits. */
export type FillGaussian = (
  out: Float32Array | Float64Array,
  seed: number,
  stream: number,
  i: number,
  j: number,
) => void;

/** The definition that every other implementation must equal. */
export const referenceFillGaussian: FillGaussian = (out, seed, stream, i, j) => {
  for (let n = 0; n < out.length; n += 4) {
    drawBlock(seed, stream, n >>> 2, i, j);
    for (let half = 0; half < 2; half++) {
      const radius = Math.sqrt(-2 * log((block[2 * half] + 0.5) * INVERSE_2_32));
      const angle = TWO_PI * block[2 * half + 1] * INVERSE_2_32;
      const index = n + 2 * half;
      if (index < out.length) out[index] = radius * cos(angle);
      if (index + 1 < out.length) out[index + 1] = radius * sin(angle);
    }
  }
};

let fillLong = referenceFillGaussian;
/** Below it the way to a kernel and back costs more than it saves. */
const SHORT = 16;

/** Lets a kernel with the bits of the reference fill long vectors from now on. */
export function useGaussianKernel(kernel: FillGaussian): void {
  fillLong = kernel;
}

/** Fills `out` with standard Gaussians, four a block (Box-Muller, both halves); element n lies in block `floor(n/4)`. */
export function fillGaussian(
  out: Float32Array | Float64Array,
  seed: number,
  stream: number,
  i = 0,
  j = 0,
): void {
  if (out.length < SHORT) referenceFillGaussian(out, seed, stream, i, j);
  else fillLong(out, seed, stream, i, j);
}

/** A Gaussian cut at two standard deviations, by rejection over the attempts `k = 0, 1, ...`. */
export function truncatedGaussianAt(seed: number, stream: number, i = 0, j = 0): number {
  for (let attempt = 0; ; attempt++) {
    const value = gaussianAt(seed, stream, i, j, attempt);
    if (value >= -2 && value <= 2) return value;
  }
}

/** A seed below 2^53 for a part of a larger thing: `deriveSeed(runSeed, stream, generation, task)`. */
export function deriveSeed(seed: number, stream: number, i = 0, j = 0, k = 0): number {
  drawBlock(seed, stream, i, j, k);
  return (block[0] >>> 11) * 0x100000000 + block[1];
}
