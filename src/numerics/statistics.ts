/**
 * Mean, sample variance and 95 % confidence half-width by Student's t ("The probable error of a mean", 1908),
 * and the same from a stream of values by Welford's recurrence (Technometrics 4, 1962).
 */

/** 97.5 % quantiles of Student's t for 1 to 10 degrees of freedom; more by Fisher's expansion. */
const STUDENT_QUANTILES = [
  12.706204736174694, 4.302652729749462, 3.182446305283708, 2.776445105197792, 2.570581835636314,
  2.446911851144968, 2.3646242515927853, 2.306004135204166, 2.262157162798204, 2.228138851986271,
];
const NORMAL_QUANTILE = 1.959963984540054;

/** Arithmetic mean, summed in index order; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += values[n];
  return sum / values.length;
}

/** Unbiased sample variance (divisor `n - 1`), two passes; NaN for fewer than two values. */
export function sampleVariance(values: ArrayLike<number>): number {
  if (values.length < 2) return Number.NaN;
  const centre = mean(values);
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += (values[n] - centre) * (values[n] - centre);
  return sum / (values.length - 1);
}

/**
 * 97.5 % quantile of Student's t: the factor of a two-sided 95 % interval. Absolute error below 1e-5.
 * @throws RangeError unless `degreesOfFreedom` is an integer of at least 1
 */
export function studentQuantile(degreesOfFreedom: number): number {
  if (!Number.isInteger(degreesOfFreedom) || degreesOfFreedom < 1) {
    throw new RangeError(`degreesOfFreedom must be an integer of at least 1, got ${degreesOfFreedom}`);
  }
  if (degreesOfFreedom <= STUDENT_QUANTILES.length) return STUDENT_QUANTILES[degreesOfFreedom - 1];
  // Abramowitz & Stegun 1964, 26.7.5: an expansion about the normal quantile z in powers of 1 / n.
  const z = NORMAL_QUANTILE;
  const y = z * z;
  const g1 = (z * (y + 1)) / 4;
  const g2 = (z * (3 + y * (16 + y * 5))) / 96;
  const g3 = (z * (-15 + y * (17 + y * (19 + y * 3)))) / 384;
  const g4 = (z * (-945 + y * (-1920 + y * (1482 + y * (776 + y * 79))))) / 92160;
  const u = 1 / degreesOfFreedom;
  return z + u * (g1 + u * (g2 + u * (g3 + u * g4)));
}

/** Half-width of the 95 % confidence interval of the mean; NaN for fewer than two values. */
export function confidenceHalfWidth95(values: ArrayLike<number>): number {
  if (values.length < 2) return Number.NaN;
  return studentQuantile(values.length - 1) * Math.sqrt(sampleVariance(values) / values.length);
}

/** Mean and variance of a stream in constant memory. */
export class RunningStatistics {
  private pushed = 0;
  private centre = 0;
  private squares = 0;

  /** Takes one more value. */
  push(value: number): void {
    this.pushed += 1;
    const before = value - this.centre;
    this.centre += before / this.pushed;
    this.squares += before * (value - this.centre);
  }

  /** How many values were taken. */
  get count(): number {
    return this.pushed;
  }

  /** Mean of the values so far; NaN before the first. */
  get mean(): number {
    return this.pushed === 0 ? Number.NaN : this.centre;
  }

  /** Unbiased sample variance so far; NaN before the second value. */
  get variance(): number {
    return this.pushed < 2 ? Number.NaN : this.squares / (this.pushed - 1);
  }

  /** Half-width of the 95 % confidence interval of the mean so far; NaN before the second value. */
  get confidenceHalfWidth95(): number {
    if (this.pushed < 2) return Number.NaN;
    return studentQuantile(this.pushed - 1) * Math.sqrt(this.variance / this.pushed);
  }
}
