/** Two conditions compared seed by seed: the mean of the differences, and whether its 95 % interval leaves zero out. */
import { confidenceHalfWidth95, mean } from '../../src/numerics/statistics.ts';

export interface PairedGain {
  readonly mean: number;
  /** Half width of the 95 % interval over seeds; NaN for one seed. */
  readonly ci95: number;
}

/**
 * How much more `values` are than `baseline`.
 * @param values `[seeds]`
 * @param baseline `[seeds]`, of the same seeds in the same order
 */
export function pairedGain(values: readonly number[], baseline: readonly number[]): PairedGain {
  if (values.length !== baseline.length) {
    throw new RangeError(`cannot pair ${values.length} seeds with ${baseline.length}`);
  }
  const differences = values.map((value, seed) => value - baseline[seed]);
  return { mean: mean(differences), ci95: confidenceHalfWidth95(differences) };
}

/** Whether the gain is above zero beyond chance; of one seed nothing is known beyond its sign. */
export function isGain(gain: PairedGain): boolean {
  return gain.mean > (Number.isNaN(gain.ci95) ? 0 : gain.ci95);
}

/** Whether there is a loss beyond chance. */
export function isLoss(gain: PairedGain): boolean {
  return isGain({ ...gain, mean: -gain.mean });
}

/** For example `+0.012 +- 0.004`. */
export function gainText({ mean: value, ci95 }: PairedGain): string {
  const signed = `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`;
  return Number.isNaN(ci95) ? signed : `${signed} +- ${ci95.toFixed(3)}`;
}

/** What must be said beside any verdict when there was one seed; nothing otherwise. */
export function oneSeedNote(gains: readonly PairedGain[]): string {
  return gains.some(({ ci95 }) => Number.isNaN(ci95))
    ? ' This is one seed, so nothing is known of chance, and a sign is taken for a finding.'
    : '';
}
