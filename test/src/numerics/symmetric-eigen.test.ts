/** The symmetric eigenproblem: known matrices, and V diag(values) V^T = A with V orthogonal for any. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { symmetricEigen } from '../../../src/numerics/symmetric-eigen.ts';

function symmetric(n: number, entries: readonly number[]): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      const value = entries[(row * n + column) % entries.length];
      matrix[row * n + column] = value;
      matrix[column * n + row] = value;
    }
  }
  return matrix;
}

/** Largest entry of V diag(values) V^T - A and of V^T V - I. */
function errors(matrix: Float64Array, n: number) {
  const { values, vectors } = symmetricEigen(matrix, n);
  let rebuilt = 0;
  let orthogonal = 0;
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      let sum = 0;
      let product = 0;
      for (let k = 0; k < n; k++) {
        sum += vectors[row * n + k] * values[k] * vectors[column * n + k];
        product += vectors[k * n + row] * vectors[k * n + column];
      }
      rebuilt = Math.max(rebuilt, Math.abs(sum - matrix[row * n + column]));
      orthogonal = Math.max(orthogonal, Math.abs(product - (row === column ? 1 : 0)));
    }
  }
  return { rebuilt, orthogonal };
}

it('finds the eigenvalues 1 and 3 of [[2, 1], [1, 2]]', () => {
  const { values } = symmetricEigen(new Float64Array([2, 1, 1, 2]), 2);
  expect([...values].sort()[0]).toBeCloseTo(1, 14);
  expect([...values].sort()[1]).toBeCloseTo(3, 14);
});

it('leaves a diagonal matrix as it is', () => {
  const { values, vectors } = symmetricEigen(new Float64Array([3, 0, 0, 0, -1, 0, 0, 0, 7]), 3);
  expect([...values]).toEqual([3, -1, 7]);
  expect([...vectors]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
});

it('takes a single number', () => {
  expect(symmetricEigen(new Float64Array([5]), 1)).toEqual({
    values: new Float64Array([5]),
    vectors: new Float64Array([1]),
  });
});

it('rebuilds any symmetric matrix from orthogonal eigenvectors', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.oneof(fc.double({ min: -9, max: 9, noNaN: true }), fc.constantFrom(0, 1)), {
        minLength: 1,
        maxLength: 144,
      }),
      (n, entries) => {
        const { rebuilt, orthogonal } = errors(symmetric(n, entries), n);
        expect(rebuilt).toBeLessThan(1e-12);
        expect(orthogonal).toBeLessThan(1e-13);
      },
    ),
  );
});

it('stays orthogonal where squares of entries vanish', () => {
  // Found by the property above; and its like, smaller.
  for (const tiny of [1.0010452991483781e-73, 1e-120, 3e-160, 5e-324]) {
    const { rebuilt, orthogonal } = errors(symmetric(5, [1, 0, tiny, 0, 0, 0, 0]), 5);
    expect(rebuilt).toBeLessThan(1e-12);
    expect(orthogonal).toBeLessThan(1e-13);
  }
});

it('drops no entries that are small beside the first of their column', () => {
  const entries = [0, 0, -1.0861369562725519e-30, -4.4088699338155014e-38, 0, 1, 0, 0, 1, 0, 0];
  const { rebuilt, orthogonal } = errors(symmetric(7, entries), 7);
  expect(rebuilt).toBeLessThan(1e-12);
  expect(orthogonal).toBeLessThan(1e-13);
});

it('keeps its accuracy over fourteen orders of magnitude', () => {
  const n = 8;
  const matrix = symmetric(n, [0]);
  for (let k = 0; k < n; k++) matrix[k * n + k] = 100 ** (k - 3.5);
  for (let k = 1; k < n; k++) {
    matrix[k * n + k - 1] = 1e-8;
    matrix[(k - 1) * n + k] = 1e-8;
  }
  const { rebuilt, orthogonal } = errors(matrix, n);
  expect(rebuilt).toBeLessThan(1e-8);
  expect(orthogonal).toBeLessThan(1e-14);
});

it('refuses what is no square matrix of finite numbers', () => {
  expect(() => symmetricEigen(new Float64Array(3), 2)).toThrow('the matrix must hold 2 x 2 values, got 3');
  expect(() => symmetricEigen(new Float64Array([Number.NaN]), 1)).toThrow('finite numbers only');
});
