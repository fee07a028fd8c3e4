/** The order of fitness values: larger is better, NaN is worst and equal to itself. */

/** Negative if `a` is worse than `b`, positive if better, 0 if they tie. */
export function compareFitness(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  // Equal, or a NaN among them: NaN comes first, as the worst.
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

/** Members from worst to best; ties go by index. */
export function ascendingOrder(scores: Float64Array): number[] {
  return Array.from(scores.keys()).sort((a, b) => compareFitness(scores[a], scores[b]) || a - b);
}

/** Members from best to worst; ties go by index. */
export function descendingOrder(scores: Float64Array): number[] {
  return Array.from(scores.keys()).sort((a, b) => compareFitness(scores[b], scores[a]) || a - b);
}

/** Whether all members tie (all NaN too): such a generation tells nothing. */
export function isFlat(scores: Float64Array): boolean {
  return scores.every((score) => compareFitness(score, scores[0]) === 0);
}
