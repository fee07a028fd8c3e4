/** Measures a learner on held-out lifetimes: loss and accuracy of each, and the mean curve. */
import { z } from 'zod';
import { confidenceHalfWidth95, mean } from '../../src/numerics/statistics.ts';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import { emptyCurve } from './supervised-lifetime.ts';
import { type SupervisedInput, SupervisedSetting, supervisedSettingSchema } from './supervised-setting.ts';

export const measurementSchema = z.strictObject({
  /** Mean loss of an answer. */
  loss: z.number(),
  /** Share of right answers, and the half width of its 95 % interval over lifetimes; null for regression. */
  accuracy: z.number().nullable(),
  ci95: z.number().nullable(),
  /** `[points]` share of right answers (or mean loss, for regression) in consecutive windows of the lifetime. */
  curve: z.array(z.number()),
});

export type Measurement = z.infer<typeof measurementSchema>;

const CURVE_POINTS = 50;

/**
 * Lives one lifetime for each seed.
 * @param parameters of a meta-learner; none for others
 */
export function measure(
  input: SupervisedInput,
  parameters: Float32Array | undefined,
  seeds: readonly number[],
  createKernel: KernelFactory,
  signal?: AbortSignal,
): Measurement {
  const setting = new SupervisedSetting(supervisedSettingSchema.parse(input), createKernel);
  if (parameters) setting.loadParameters(parameters);
  const curve = emptyCurve(setting.steps);
  const scores = seeds.map((seed) => {
    signal?.throwIfAborted();
    return setting.live(seed, curve);
  });
  const classifies = setting.lifetime.stream.kind === 'classification';
  const accuracies = scores.map(({ accuracy }) => accuracy);
  return {
    loss: mean(scores.map(({ loss }) => loss)),
    accuracy: classifies ? mean(accuracies) : null,
    ci95: classifies ? confidenceHalfWidth95(accuracies) : null,
    curve: windowMeans(classifies ? curve.correct : curve.loss, seeds.length),
  };
}

/** Means of at most `CURVE_POINTS` windows of equal length. */
function windowMeans(sums: Float64Array, lifetimes: number): number[] {
  const points = Math.min(CURVE_POINTS, sums.length);
  return Array.from({ length: points }, (_, point) => {
    const begin = Math.floor((point * sums.length) / points);
    const end = Math.floor(((point + 1) * sums.length) / points);
    return mean(sums.subarray(begin, end)) / lifetimes;
  });
}
