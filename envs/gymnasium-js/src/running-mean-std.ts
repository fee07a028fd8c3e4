/**
 * Running mean and variance of batches. Chan, Golub & LeVeque 1979, "Updating formulae and a pairwise algorithm
 * for computing sample variances" (gymnasium/wrappers/utils.py).
 */
import { pairwiseSum } from './spaces/pairwise-sum.ts';

const exactly = (value: number): number => value;

/** Statistics of vectors of `size` numbers. */
export class RunningMeanStd {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** How many vectors were seen, and a little more. */
  count: number;
  private readonly round: (value: number) => number;

  /**
   * @param single whether to compute in float32, as the original does for observations in float32
   * @param epsilon the count before anything was seen
   */
  constructor(size: number, single = false, epsilon = 1e-4) {
    this.mean = new Float64Array(size);
    this.variance = new Float64Array(size).fill(1);
    this.count = epsilon;
    this.round = single ? Math.fround : exactly;
  }

  /** Takes a batch of vectors, one after the other in one array. */
  update(batch: ArrayLike<number>): void {
    const size = this.mean.length;
    const rows = batch.length / size;
    for (let column = 0; column < size; column++) {
      const values = Float64Array.from({ length: rows }, (_, row) => batch[row * size + column]);
      const mean = this.round(this.sum(values) / rows);
      for (let row = 0; row < rows; row++) {
        const distance = this.round(values[row] - mean);
        values[row] = this.round(distance * distance);
      }
      this.merge(column, mean, this.round(this.sum(values) / rows), rows);
    }
    this.count += rows;
  }

  /** NumPy adds single numbers pairwise and vectors one after the other. */
  private sum(values: Float64Array): number {
    if (this.mean.length === 1 && this.round === exactly) return pairwiseSum(values);
    return values.reduce((sum, value) => this.round(sum + value), 0);
  }

  /**
   * Takes a batch of single numbers in float32 into statistics in float64: NumPy computes the moments of the batch
   * in float32 and mixes them in float64.
   */
  updateSingles(batch: Float32Array): void {
    const rows = batch.length;
    const mean = Math.fround(pairwiseSum(batch, 0, rows, Math.fround) / rows);
    const squares = batch.map((value) => Math.fround(value - mean) ** 2);
    const variance = Math.fround(pairwiseSum(squares, 0, rows, Math.fround) / rows);
    this.merge(0, mean, Math.fround(variance * rows) / rows, rows);
    this.count += rows;
  }

  /** Merges the moments of a batch of `rows` numbers into those of a column. */
  private merge(column: number, batchMean: number, batchVariance: number, rows: number): void {
    const { mean, variance, round } = this;
    const count = round(this.count);
    const total = round(this.count + rows);
    const delta = round(batchMean - mean[column]);
    mean[column] = round(mean[column] + round(round(delta * rows) / total));
    const within = round(round(variance[column] * count) + round(batchVariance * rows));
    const between = round(round(round(round(delta * delta) * count) * rows) / total);
    variance[column] = round(round(within + between) / total);
  }
}
