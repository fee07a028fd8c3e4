/** Small matrices: products and the exponential against closed forms. */
import { expect, it } from 'vitest';
import {
  identityMatrix,
  matrixExponential,
  multiplyMatrices,
  multiplyMatrixVector,
} from '../../../src/evolution/small-matrix.ts';

it('multiplies', () => {
  const a = new Float64Array([1, 2, 3, 4]);
  const b = new Float64Array([0, 1, 1, 5]);
  expect([...multiplyMatrices(a, b, 2)]).toEqual([2, 11, 4, 23]);
  expect([...multiplyMatrixVector(a, new Float64Array([10, 1]))]).toEqual([12, 34]);
  expect([...identityMatrix(2)]).toEqual([1, 0, 0, 1]);
});

it('takes the exponential: of zero, of a diagonal, and of the generator of rotations', () => {
  expect([...matrixExponential(new Float64Array(4), 2)]).toEqual([1, 0, 0, 1]);
  const diagonal = matrixExponential(new Float64Array([2, 0, 0, -1]), 2);
  expect(diagonal[0]).toBeCloseTo(Math.exp(2), 11);
  expect(diagonal[3]).toBeCloseTo(Math.exp(-1), 11);
  const turned = matrixExponential(new Float64Array([0, -3, 3, 0]), 2);
  expect(turned[0]).toBeCloseTo(Math.cos(3), 11);
  expect(turned[2]).toBeCloseTo(Math.sin(3), 11);
});
