/**
 * Eigenvalues and eigenvectors of a symmetric matrix, from + - x / and square roots alone: Householder reduction to a
 * tridiagonal matrix, then implicit QR steps with Wilkinson's shift. (Golub & Van Loan 2013, "Matrix computations",
 * sections 8.3.1 and 8.3.5) About 10 n^3 operations.
 */

const PRECISION = 2.220446049250313e-16;
/** Below it, in a matrix whose largest entry is 1, squares could vanish. */
const NOTHING = 1e-150;
/** Sums of squares below it have lost digits; numbers are then made larger by a power of two, which costs none. */
const VANISHING_SQUARES = 1e-280;
const ENLARGEMENT = 2 ** 500;
const MAXIMUM_STEPS_PER_VALUE = 60;

export interface SymmetricEigen {
  /** `[n]`, in no particular order. */
  readonly values: Float64Array;
  /** `[n, n]` row-major; column k has length 1 and belongs to `values[k]`. */
  readonly vectors: Float64Array;
}

interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** Entry k joins k and k + 1. */
  readonly offDiagonal: Float64Array;
  /** `[n, n]`: row k is the k-th basis vector, so that rotations run along memory. */
  readonly basis: Float64Array;
}

/** A = Q T Q^T by reflections I - 2 v v^T, one a column. */
function tridiagonalise(a: Float64Array, n: number): Tridiagonal {
  const basis = new Float64Array(n * n);
  for (let k = 0; k < n; k++) basis[k * n + k] = 1;
  const v = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k < n - 2; k++) {
    const first = a[(k + 1) * n + k];
    let [squares, others] = [first * first, 0];
    for (let row = k + 2; row < n; row++) {
      const square = a[row * n + k] * a[row * n + k];
      squares += square;
      others += square;
    }
    // Only then: others that are lost in the sum with the first are still far above what may be dropped.
    if (others === 0) continue;
    v.fill(0);
    for (let row = k + 1; row < n; row++) v[row] = a[row * n + k];
    v[k + 1] += first > 0 ? Math.sqrt(squares) : -Math.sqrt(squares);
    scaleToLength1(v);
    // A - 2 v w^T - 2 w v^T with w = A v - (v . A v) v is the reflected A.
    let along = 0;
    for (let row = 0; row < n; row++) {
      let sum = 0;
      for (let column = k + 1; column < n; column++) sum += a[row * n + column] * v[column];
      w[row] = sum;
      along += v[row] * sum;
    }
    for (let row = 0; row < n; row++) w[row] -= along * v[row];
    for (let row = k; row < n; row++) {
      for (let column = k; column < n; column++) {
        a[row * n + column] -= 2 * (v[row] * w[column] + w[row] * v[column]);
      }
    }
    reflectRows(basis, n, k + 1, v, w);
  }
  return {
    diagonal: Float64Array.from({ length: n }, (_, k) => a[k * n + k]),
    offDiagonal: Float64Array.from({ length: n - 1 }, (_, k) => a[(k + 1) * n + k]),
    basis,
  };
}

function scaleToLength1(v: Float64Array): void {
  let squares = sumOfSquares(v);
  if (squares < VANISHING_SQUARES) {
    for (let n = 0; n < v.length; n++) v[n] *= ENLARGEMENT;
    squares = sumOfSquares(v);
  }
  const scale = 1 / Math.sqrt(squares);
  for (let n = 0; n < v.length; n++) v[n] *= scale;
}

function sumOfSquares(v: Float64Array): number {
  let squares = 0;
  for (const value of v) squares += value * value;
  return squares;
}

/** basis <- (I - 2 v v^T) basis, where v is zero above `first`; `scratch` is overwritten. */
function reflectRows(
  basis: Float64Array,
  n: number,
  first: number,
  v: Float64Array,
  scratch: Float64Array,
): void {
  scratch.fill(0);
  for (let row = first; row < n; row++) {
    for (let column = 0; column < n; column++) scratch[column] += v[row] * basis[row * n + column];
  }
  for (let row = first; row < n; row++) {
    for (let column = 0; column < n; column++) basis[row * n + column] -= 2 * v[row] * scratch[column];
  }
}

/** One implicit QR step on the block from `low` to `high`, its shift the nearer eigenvalue of the last 2 x 2. */
function qrStep({ diagonal: d, offDiagonal: e, basis }: Tridiagonal, low: number, high: number): void {
  const n = d.length;
  const delta = (d[high - 1] - d[high]) / 2;
  const last = e[high - 1];
  const root = Math.sqrt(delta * delta + last * last);
  const shift = d[high] - (last * last) / (delta >= 0 ? delta + root : delta - root);
  let x = d[low] - shift;
  let bulge = e[low];
  for (let k = low; k < high; k++) {
    const scale = x * x + bulge * bulge < VANISHING_SQUARES ? ENLARGEMENT : 1;
    const [p, q] = [x * scale, bulge * scale];
    const length = Math.sqrt(p * p + q * q);
    // Both vanish where a rotation before has split the block: nothing is left to turn.
    if (length === 0) return;
    const c = p / length;
    const s = q / length;
    if (k > low) e[k - 1] = length / scale;
    const [a, b, z] = [d[k], e[k], d[k + 1]];
    d[k] = c * c * a + 2 * c * s * b + s * s * z;
    d[k + 1] = s * s * a - 2 * c * s * b + c * c * z;
    e[k] = (c * c - s * s) * b + c * s * (z - a);
    if (k < high - 1) {
      x = e[k];
      bulge = s * e[k + 1];
      e[k + 1] *= c;
    }
    for (let column = 0; column < n; column++) {
      const upper = basis[k * n + column];
      const lower = basis[(k + 1) * n + column];
      basis[k * n + column] = c * upper + s * lower;
      basis[(k + 1) * n + column] = c * lower - s * upper;
    }
  }
}

/**
 * @param matrix `[n, n]` row-major and symmetric; it is not written to
 * @throws RangeError for another size or a value that is not finite
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  if (matrix.length !== n * n) {
    throw new RangeError(`the matrix must hold ${n} x ${n} values, got ${matrix.length}`);
  }
  if (!matrix.every(Number.isFinite)) throw new RangeError('the matrix must hold finite numbers only');
  const largest = matrix.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const tridiagonal = tridiagonalise(
    matrix.map((value) => (largest > 0 ? value / largest : 0)),
    n,
  );
  const { diagonal, offDiagonal, basis } = tridiagonal;
  const isSmall = (k: number) =>
    Math.abs(offDiagonal[k]) <= PRECISION * (Math.abs(diagonal[k]) + Math.abs(diagonal[k + 1])) + NOTHING;
  let steps = MAXIMUM_STEPS_PER_VALUE * n;
  for (let high = n - 1; high > 0 && steps > 0; ) {
    if (isSmall(high - 1)) {
      high -= 1;
      continue;
    }
    let low = high - 1;
    while (low > 0 && !isSmall(low - 1)) low -= 1;
    qrStep(tridiagonal, low, high);
    steps -= 1;
  }
  const vectors = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < n; k++) vectors[row * n + k] = basis[k * n + row];
  }
  return { values: diagonal.map((value) => value * largest), vectors };
}
