/** `fillGaussian` of `src/numerics/noise.ts` in SIMD: both Box-Muller pairs of a Philox block at once, the same bits. */
import { cosine, log2lanes, sine, sineCosine } from './elementary';
import { philox, word0, word1, word2, word3 } from './philox';

/**
 * Writes `blocks` blocks of four standard Gaussians to `out`, as float32 or as float64.
 * Element n lies in block floor(n / 4); the blocks are counted from 0.
 */
export function fill(
  out: usize,
  blocks: u32,
  double: bool,
  seedLow: u32,
  seedHigh: u32,
  stream: u32,
  i: u32,
  j: u32,
): void {
  const inverse = f64x2.splat(2.3283064365386963e-10);
  for (let block: u32 = 0; block < blocks; block++) {
    philox(block, i, j, stream, seedLow, seedHigh);
    const firsts = i32x4.replace_lane(i32x4.splat(word0), 1, word2);
    const seconds = i32x4.replace_lane(i32x4.splat(word1), 1, word3);
    const uniform = f64x2.mul(f64x2.add(f64x2.convert_low_i32x4_u(firsts), f64x2.splat(0.5)), inverse);
    const radius = f64x2.sqrt(f64x2.mul(f64x2.splat(-2.0), log2lanes(uniform)));
    const angle = f64x2.mul(f64x2.mul(f64x2.splat(6.283185307179586), f64x2.convert_low_i32x4_u(seconds)), inverse);
    sineCosine(angle);
    const evens = f64x2.mul(radius, cosine);
    const odds = f64x2.mul(radius, sine);
    const front = v128.shuffle<f64>(evens, odds, 0, 2);
    const back = v128.shuffle<f64>(evens, odds, 1, 3);
    if (double) {
      v128.store(out, front);
      v128.store(out, back, 16);
      out += 32;
    } else {
      const low = f32x4.demote_f64x2_zero(front);
      const high = f32x4.demote_f64x2_zero(back);
      v128.store(out, v128.shuffle<f32>(low, high, 0, 1, 4, 5));
      out += 16;
    }
  }
}
