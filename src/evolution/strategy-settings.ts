/** The settings that strategies share: what each accepts, in one place, so that equal words mean equal things. */
import * as z from 'zod';
import { SCORINGS, SHAPINGS, type ShapingName } from './fitness-shaping.ts';
import { OPTIMISERS } from './optimiser.ts';

/** A vector or matrix in a state. */
export const vector: z.ZodType<Float64Array> = z.instanceof(Float64Array);

/** Parameters in a state. */
export const parameterVector: z.ZodType<Float32Array> = z.instanceof(Float32Array);

/** Members of a generation. */
export const populationSize = z.int().min(2).max(1_000_000);

/** Members of a generation that come in antithetic pairs. */
export const pairedPopulationSize = populationSize.refine(
  (size) => size % 2 === 0,
  'must be even, since members come in pairs',
);

/** A size of steps or perturbations, in units of the parameters. */
export const stepSize = z.number().positive().max(100);

/** Length of a schedule, in generations. */
export const scheduleLength = z.int().min(1).max(1_000_000_000);

/** How fitness becomes weights, for strategies that add up weighted perturbations. */
export const shapingName = z.enum(Object.keys(SHAPINGS) as [ShapingName, ...ShapingName[]]);

/** How the scores of several tasks are made comparable, for strategies that rank members by their mean score. */
export const scoringName = z.enum(SCORINGS).default('centredRanks');

/** Settings of every strategy that estimates a gradient from pairs and follows it with an optimiser. */
export const gradientSettings = {
  /** Members of a generation, even. */
  populationSize: pairedPopulationSize,
  /** The same once the schedule has ended; the first if absent. */
  finalPopulationSize: pairedPopulationSize.optional(),
  /** Standard deviation of the perturbations in the first generation. */
  sigma: stepSize,
  /** The same once the schedule has ended. */
  finalSigma: stepSize,
  /** The optimiser's step size in the first generation. */
  learningRate: stepSize,
  /** The same once the schedule has ended. */
  finalLearningRate: stepSize,
  /** Length of the schedule; afterwards the final values are held. */
  generations: scheduleLength,
  /** Share of the mean taken away per unit of learning rate. */
  weightDecay: z.number().min(0).max(1),
  /** How fitness becomes weights. */
  shaping: shapingName,
  /** What turns the gradient into a step. */
  optimiser: z.enum(OPTIMISERS).default('adam'),
};

/** `gradientSettings` as a type. */
export interface GradientSettings {
  readonly populationSize: number;
  readonly finalPopulationSize?: number | undefined;
  readonly sigma: number;
  readonly finalSigma: number;
  readonly learningRate: number;
  readonly finalLearningRate: number;
  readonly generations: number;
  readonly weightDecay: number;
  readonly shaping: ShapingName;
  readonly optimiser: (typeof OPTIMISERS)[number];
}

/** A start for strategies with these settings; small shared rules want large steps. */
export const GRADIENT_DEFAULTS: GradientSettings = {
  populationSize: 32,
  sigma: 0.1,
  finalSigma: 0.05,
  learningRate: 0.03,
  finalLearningRate: 0.01,
  generations: 300,
  weightDecay: 0,
  shaping: 'centredRanks',
  optimiser: 'adam',
};
