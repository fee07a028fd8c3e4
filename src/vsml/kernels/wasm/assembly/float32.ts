/** The lanes of `src/numerics/float32.ts`: the same operations in the same order, four at a time. */

const LIMIT: v128 = f32x4.splat(4.3);
const NEGATIVE_LIMIT: v128 = f32x4.splat(-4.3);
const ONE: v128 = f32x4.splat(1.0);
const HALF: v128 = f32x4.splat(0.5);
const QUARTER: v128 = f32x4.splat(0.25);
const P1: v128 = f32x4.splat(0.12612149119377136);
const P2: v128 = f32x4.splat(0.0025740107521414757);
const P3: v128 = f32x4.splat(5.607997081824578e-6);
const Q1: v128 = f32x4.splat(0.45945459604263306);
const Q2: v128 = f32x4.splat(0.022392582148313522);
const Q3: v128 = f32x4.splat(0.00017714886052999645);

@inline
function halfTanhOfTwice(y: v128): v128 {
  // pmin(a, b) is `b < a ? b : a`, one instruction, and keeps a NaN in a: the reference's comparisons.
  const clamped = f32x4.pmax(f32x4.pmin(y, LIMIT), NEGATIVE_LIMIT);
  const u = f32x4.mul(clamped, clamped);
  const p = f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(P3, u), P2), u), P1), u), ONE);
  const q = f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(Q3, u), Q2), u), Q1), u), ONE);
  const n = f32x4.mul(clamped, p);
  return f32x4.div(f32x4.mul(n, q), f32x4.add(f32x4.mul(q, q), f32x4.mul(n, n)));
}

@inline
export function tanh4(x: v128): v128 {
  const half = halfTanhOfTwice(f32x4.mul(x, HALF));
  return f32x4.add(half, half);
}

@inline
export function sigmoid4(x: v128): v128 {
  return f32x4.add(halfTanhOfTwice(f32x4.mul(x, QUARTER)), HALF);
}
