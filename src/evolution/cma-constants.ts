/** The default constants of CMA-ES by dimension and population. (Hansen 2016, table 1) */
import { effectiveSizeOf, logarithmicPreferences } from './recombination-weights.ts';

export interface CmaConstants {
  /** Weights by rank, `[members]`, the best first: the positive ones sum to 1, the worse half's are negative. */
  readonly table: Float64Array;
  /** Sum of all weights. */
  readonly weightSum: number;
  /** mu_eff of the positive weights. */
  readonly effectiveSize: number;
  /** c_sigma and d_sigma. */
  readonly sigmaRate: number;
  readonly sigmaDamping: number;
  /** c_c, c_1 and c_mu. */
  readonly pathRate: number;
  readonly rankOneRate: number;
  readonly rankMuRate: number;
}

/** @param members at least 2 */
export function cmaConstants(dimension: number, members: number): CmaConstants {
  const d = dimension;
  const preferences = logarithmicPreferences(members);
  const parents = Math.floor(members / 2);
  const effectiveSize = effectiveSizeOf(preferences.subarray(0, parents));
  const negativeSize = effectiveSizeOf(preferences.subarray(parents));
  const pathRate = (4 + effectiveSize / d) / (d + 4 + (2 * effectiveSize) / d);
  const sigmaRate = (effectiveSize + 2) / (d + effectiveSize + 5);
  const sigmaDamping = 1 + 2 * Math.max(0, Math.sqrt((effectiveSize - 1) / (d + 1)) - 1) + sigmaRate;
  const rankOneRate = 2 / ((d + 1.3) * (d + 1.3) + effectiveSize);
  const wanted = (2 * (0.25 + effectiveSize - 2 + 1 / effectiveSize)) / ((d + 2) * (d + 2) + effectiveSize);
  const rankMuRate = Math.min(1 - rankOneRate, wanted);
  const negativeTotal = Math.min(
    1 + rankOneRate / rankMuRate,
    1 + (2 * negativeSize) / (negativeSize + 2),
    (1 - rankOneRate - rankMuRate) / (d * rankMuRate),
  );
  let positive = 0;
  let negative = 0;
  for (const preference of preferences) {
    if (preference >= 0) positive += preference;
    else negative -= preference;
  }
  const table = preferences.map((preference) =>
    preference >= 0 ? preference / positive : (negativeTotal * preference) / negative,
  );
  return {
    table,
    weightSum: table.reduce((sum, weight) => sum + weight, 0),
    effectiveSize,
    sigmaRate,
    sigmaDamping,
    pathRate,
    rankOneRate,
    rankMuRate,
  };
}
