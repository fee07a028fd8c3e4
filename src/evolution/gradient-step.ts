/**
 * What every gradient-following strategy does with its gradient: optimiser, scheduled step size, decoupled weight
 * decay. (Loshchilov & Hutter 2019, algorithm 2)
 */
import { geometricSchedule } from './geometric-schedule.ts';
import { type OptimiserState, stepOptimiser } from './optimiser.ts';
import type { GradientSettings } from './strategy-settings.ts';

/** The part of a search that a gradient step changes. */
export interface GradientSearch {
  readonly mean: Float64Array;
  readonly optimiser: OptimiserState;
}

/** Perturbations' standard deviation in a generation. */
export function scheduledSigma(
  settings: Pick<GradientSettings, 'sigma' | 'finalSigma' | 'generations'>,
  generation: number,
): number {
  return geometricSchedule(settings.sigma, settings.finalSigma, settings.generations, generation);
}

/** mean <- (1 - rate decay) mean + rate update; a new search, the old one is left as it was. */
export function gradientStep(
  search: GradientSearch,
  gradient: Float64Array,
  settings: Omit<GradientSettings, 'sigma' | 'finalSigma'>,
  generation: number,
): GradientSearch & { readonly learningRate: number } {
  const { learningRate: first, finalLearningRate, generations, weightDecay } = settings;
  const learningRate = geometricSchedule(first, finalLearningRate, generations, generation);
  const { state, update } = stepOptimiser(settings.optimiser, search.optimiser, gradient);
  const keep = 1 - learningRate * weightDecay;
  const mean = search.mean.map((value, n) => keep * value + learningRate * update[n]);
  return { mean, optimiser: state, learningRate };
}
