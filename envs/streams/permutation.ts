/** A random order of `0, 1, ...`, all orders equally likely (Fisher & Yates 1938; Durstenfeld 1964). */
import { integerAt } from '../../src/numerics/noise.ts';

/** Fills `permutation` with `0, 1, ...` in the order drawn at `(seed, stream)`. */
export function fillPermutation(permutation: Uint32Array, seed: number, stream: number): void {
  for (let n = 0; n < permutation.length; n++) permutation[n] = n;
  for (let n = permutation.length - 1; n > 0; n--) {
    const other = integerAt(seed, stream, n + 1, n, 0, 1);
    const moved = permutation[n];
    permutation[n] = permutation[other];
    permutation[other] = moved;
  }
}
