/** A plan: everything that decides how a rule is trained, as plain data with committed defaults for each world. */
import { z } from 'zod';
import { openAiEsConfigurationSchema } from '../src/evolution/openai-es.ts';
import { settingSchema } from './setting.ts';

export const ruleShapeSchema = z.strictObject({
  stateSize: z.int().multipleOf(4).min(4).max(64).default(4),
  messageSize: z.int().min(2).max(64).default(4),
  ownMessages: z.boolean().default(false),
  reward: z.boolean().default(true),
  coordinates: z.boolean().default(false),
  gateOffset: z.number().min(0).max(20).default(1),
});

export const planSchema = z.strictObject({
  setting: settingSchema,
  rule: ruleShapeSchema.prefault({}),
  evolution: openAiEsConfigurationSchema,
  generations: z.int().min(1).max(10_000_000),
  tasksPerGeneration: z.int().min(1).max(10_000),
  /** Generations between measurements on held-out tasks. */
  evaluateEvery: z.int().min(1),
  /** Lifetimes in each of these measurements. */
  evaluationLifetimes: z.int().min(2).max(100_000),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
});

export type Plan = z.infer<typeof planSchema>;
export type PlanInput = z.input<typeof planSchema>;

/** Committed constants: chosen on seeds other than those reported, see `experiments/README.md`. */
const defaults = {
  evolution: {
    populationSize: 32,
    sigma: 0.1,
    finalSigma: 0.05,
    learningRate: 0.03,
    finalLearningRate: 0.01,
    weightDecay: 0,
    shaping: 'centredRanks',
  },
  tasksPerGeneration: 4,
  evaluateEvery: 20,
  evaluationLifetimes: 32,
  seed: 1,
} as const;

const generationsOfWorld: Readonly<Record<string, number>> = {
  'DarkRoom-v0': 320,
  'BernoulliBandit-v0': 800,
  'Foragers-v0': 300,
};

/** The world options of the main job. */
export const DEMO_WORLD = { world: 'DarkRoom-v0', worldOptions: { size: 5, bodies: 4 } } as const;

/** What a user may change about the default plan of a world. */
export interface PlanChanges {
  readonly generations?: number | undefined;
  readonly populationSize?: number | undefined;
  readonly tasksPerGeneration?: number | undefined;
  readonly seed?: number | undefined;
}

/** The plan for a setting: its world's defaults with the given changes. Throws a ZodError where they do not fit. */
export function planFor(setting: z.input<typeof settingSchema>, changes: PlanChanges = {}): Plan {
  const generations = changes.generations ?? generationsOfWorld[setting.world] ?? 300;
  return planSchema.parse({
    ...defaults,
    setting,
    evolution: {
      ...defaults.evolution,
      populationSize: changes.populationSize ?? defaults.evolution.populationSize,
      // The schedule has the world's own length, so that fewer generations are a part of the same run.
      generations: Math.max(generations, generationsOfWorld[setting.world] ?? 300),
    },
    generations,
    tasksPerGeneration: changes.tasksPerGeneration ?? defaults.tasksPerGeneration,
    seed: changes.seed ?? defaults.seed,
  });
}
