/**
 * Observation normalisation as ARS V2 has it: a policy sees (observation - mean) / deviation, running over the whole
 * training. (Mania, Guy & Recht 2018, algorithm 2; parallel variance: Chan, Golub & LeVeque 1983)
 * It is folded into the policy's first layer, so that evaluators need not know of it: w / deviation is a weight for raw
 * observations, and b - sum w mean / deviation their bias.
 */

/** Running statistics, `[observationSize]` each. */
export interface ObservationStatistics {
  readonly count: number;
  readonly mean: Float64Array;
  /** Sum of squared deviations from the mean. */
  readonly squares: Float64Array;
}

/** Where in the parameters the first layer lies: `rows` rows from 0 on, each of `inputs` weights and a bias. */
export interface FirstLayer {
  readonly inputs: number;
  readonly rows: number;
}

/** Before any observation. */
export function noObservations(inputs: number): ObservationStatistics {
  return { count: 0, mean: new Float64Array(inputs), squares: new Float64Array(inputs) };
}

/** The statistics of both sets of observations together; exact whatever either's size. */
export function mergeObservations(
  first: ObservationStatistics,
  second: ObservationStatistics,
): ObservationStatistics {
  const count = first.count + second.count;
  if (count === 0) return first;
  const share = second.count / count;
  return {
    count,
    mean: first.mean.map((value, n) => value + share * (second.mean[n] - value)),
    squares: first.squares.map((value, n) => {
      const apart = second.mean[n] - first.mean[n];
      return value + second.squares[n] + apart * apart * first.count * share;
    }),
  };
}

/** The statistics with one more observation. */
export function withObservation(
  statistics: ObservationStatistics,
  observation: ArrayLike<number>,
): ObservationStatistics {
  const mean = Float64Array.from(observation);
  return mergeObservations(statistics, { count: 1, mean, squares: new Float64Array(mean.length) });
}

/** Deviations to divide by: 1 for an entry that has not varied. */
export function observationDeviations({ count, squares }: ObservationStatistics): Float64Array {
  return squares.map((sum) => {
    const deviation = count < 2 ? 0 : Math.sqrt(sum / count);
    return deviation > 1e-8 ? deviation : 1;
  });
}

/** Turns parameters for normalised observations into the same policy for raw ones, in place. */
export function foldNormalisation(
  parameters: Float32Array | Float64Array,
  { inputs, rows }: FirstLayer,
  mean: Float64Array,
  deviations: Float64Array,
): void {
  for (let row = 0; row < rows; row++) {
    const start = row * (inputs + 1);
    let bias = parameters[start + inputs];
    for (let n = 0; n < inputs; n++) {
      const weight = parameters[start + n] / deviations[n];
      bias -= weight * mean[n];
      parameters[start + n] = weight;
    }
    parameters[start + inputs] = bias;
  }
}
