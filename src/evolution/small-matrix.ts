/** Square matrices of a few hundred rows, row-major float64, with every sum in index order. */

/** Ones on the diagonal, `[n, n]`. */
export function identityMatrix(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let k = 0; k < n; k++) matrix[k * n + k] = 1;
  return matrix;
}

/** matrix x vector; the matrix has as many columns as the vector entries. */
export function multiplyMatrixVector(matrix: Float64Array, vector: Float64Array): Float64Array {
  const columns = vector.length;
  const product = new Float64Array(matrix.length / columns);
  for (let row = 0; row < product.length; row++) {
    let sum = 0;
    for (let column = 0; column < columns; column++) sum += matrix[row * columns + column] * vector[column];
    product[row] = sum;
  }
  return product;
}

/** first x second of `[n, n]` matrices; row by row, so that memory is read in order. */
export function multiplyMatrices(first: Float64Array, second: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n * n);
  for (let row = 0; row < n * n; row += n) {
    for (let k = 0; k < n; k++) {
      const factor = first[row + k];
      for (let column = 0; column < n; column++) product[row + column] += factor * second[k * n + column];
    }
  }
  return product;
}

/** e^M by Taylor's series of M / 2^s and s squarings. (Moler & Van Loan 2003, method 3) */
export function matrixExponential(matrix: Float64Array, n: number): Float64Array {
  let largest = 0;
  for (let row = 0; row < n * n; row += n) {
    let sum = 0;
    for (let column = 0; column < n; column++) sum += Math.abs(matrix[row + column]);
    largest = Math.max(largest, sum);
  }
  let squarings = 0;
  let scale = 1;
  // With rows below 1/4 the tenth term is below 1e-12 of the first; a step of a search needs no more.
  for (; largest * scale > 0.25 && squarings < 60; squarings++) scale /= 2;
  let power = identityMatrix(n);
  const total = identityMatrix(n);
  for (let term = 1, added = 1; term <= 10 && added > 1e-17; term++) {
    added = 0;
    power = multiplyMatrices(power, matrix, n);
    for (let place = 0; place < n * n; place++) {
      power[place] *= scale / term;
      total[place] += power[place];
      added = Math.max(added, Math.abs(power[place]));
    }
  }
  let result = total;
  for (let n2 = 0; n2 < squarings; n2++) result = multiplyMatrices(result, result, n);
  return result;
}
