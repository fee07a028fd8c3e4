/**
 * Float32 `tanh` and `sigmoid` from + - x / alone, one rounding per operation: the arithmetic of the synapse.
 *
 * With t = tanh(x/2) = N/D, N = y P(y^2), D = Q(y^2), y = x/2 clamped to +-4.3, the doubling formula
 * tanh(x) = 2t/(1+t^2) = 2ND/(D^2+N^2) needs one division, and its slope is 0 where |t| = 1, so rounding in N and D
 * fades as tanh saturates. P and Q are degree 3 minimax fits. Greatest error over all float32: 2.1e-7 (tested).
 * The AssemblyScript kernel repeats these operations in the same order; keep the two in step.
 */

const fround = Math.fround;

/** Beyond twice this, tanh is 1 to within half a unit in the last place. */
export const HALF_ARGUMENT_LIMIT = fround(4.3);
const P1 = fround(0.12612149119377136);
const P2 = fround(0.0025740107521414757);
const P3 = fround(5.607997081824578e-6);
const Q1 = fround(0.45945459604263306);
const Q2 = fround(0.022392582148313522);
const Q3 = fround(0.00017714886052999645);

/** `ND / (D^2 + N^2)`, half of tanh(2y); NaN in gives NaN out. */
function halfTanhOfTwice(y: number): number {
  // Not Math.min and Math.max: the pmin and pmax of the SIMD kernel, which keep a NaN, are these comparisons.
  const below = HALF_ARGUMENT_LIMIT < y ? HALF_ARGUMENT_LIMIT : y;
  const clamped = below < -HALF_ARGUMENT_LIMIT ? -HALF_ARGUMENT_LIMIT : below;
  const u = fround(clamped * clamped);
  const p = fround(fround(fround(fround(fround(fround(P3 * u) + P2) * u) + P1) * u) + 1);
  const q = fround(fround(fround(fround(fround(fround(Q3 * u) + Q2) * u) + Q1) * u) + 1);
  const n = fround(clamped * p);
  return fround(fround(n * q) / fround(fround(q * q) + fround(n * n)));
}

/** Hyperbolic tangent of a float32, as a float32 in [-1, 1]. */
export function tanh32(x: number): number {
  const half = halfTanhOfTwice(fround(x * 0.5));
  return fround(half + half);
}

/** Logistic sigmoid of a float32, as a float32 in [0, 1]: 1/2 + tanh(x/2)/2. */
export function sigmoid32(x: number): number {
  return fround(halfTanhOfTwice(fround(x * 0.25)) + 0.5);
}
