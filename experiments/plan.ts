/** A plan: everything that decides how a rule is trained, as plain data with committed defaults for each world. */
import { z } from 'zod';
import { nres, pes } from '../src/evolution/noise-reuse-es.ts';
import { openAiEs } from '../src/evolution/openai-es.ts';
import { findStrategy, STRATEGY_NAMES } from '../src/evolution/registry.ts';
import { curriculumSchema } from '../src/training/curriculum.ts';
import { stoppingSchema } from '../src/training/early-stopping.ts';
import { parameterCount } from '../src/vsml/rule-shape.ts';
import { settingSchema } from './setting.ts';

export const ruleShapeSchema = z.strictObject({
  stateSize: z.int().multipleOf(4).min(4).max(64).default(4),
  messageSize: z.int().min(2).max(64).default(4),
  ownMessages: z.boolean().default(false),
  reward: z.boolean().default(true),
  coordinates: z.boolean().default(false),
  gateOffset: z.number().min(0).max(20).default(1),
});

/** The configuration of any strategy; what else it holds, the strategy's own schema says. */
const evolutionSchema = z.looseObject({ populationSize: z.int() });

const plainPlanSchema = z.strictObject({
  setting: settingSchema,
  rule: ruleShapeSchema.prefault({}),
  strategy: z.enum(STRATEGY_NAMES as [string, ...string[]]).default(openAiEs.name),
  evolution: evolutionSchema,
  generations: z.int().min(1).max(10_000_000),
  tasksPerGeneration: z.int().min(1).max(10_000),
  /** Generations between measurements on held-out tasks. */
  evaluateEvery: z.int().min(1),
  /** Lifetimes in each of these measurements. */
  evaluationLifetimes: z.int().min(2).max(100_000),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** Who shares tasks in training; the whole population where absent. */
  tasksSharedBy: z.enum(['population', 'pair']).optional(),
  /** Generations that meet the same tasks; 1 where absent. */
  taskPeriod: z.int().min(1).max(10_000_000).optional(),
  /** Lifetimes that grow with training; whole ones where absent. */
  curriculum: curriculumSchema.optional(),
  /** Ends the training early; never where absent. */
  stopping: stoppingSchema.optional(),
});

/** A plan whose `evolution` its strategy accepts. */
export const planSchema = plainPlanSchema.transform((plan, context) => {
  const { configurationSchema, maximumDimension } = findStrategy(plan.strategy);
  const parameters = parameterCount(plan.rule);
  if (parameters > maximumDimension) {
    const message = `${plan.strategy} takes at most ${maximumDimension} parameters, and the rule has ${parameters}`;
    context.addIssue({ code: 'custom', path: ['strategy'], message });
  }
  if (plan.curriculum && [pes.name, nres.name].includes(plan.strategy)) {
    const message = `lifetimes that grow cannot be cut into windows: leave it out, or use another strategy than ${plan.strategy}`;
    context.addIssue({ code: 'custom', path: ['curriculum'], message });
  }
  const evolution = configurationSchema.safeParse(plan.evolution);
  if (evolution.success) return { ...plan, evolution: evolutionSchema.parse(evolution.data) };
  for (const { path, message } of evolution.error.issues) {
    context.addIssue({ code: 'custom', path: ['evolution', ...path], message });
  }
  return z.NEVER;
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
  readonly tasksSharedBy?: Plan['tasksSharedBy'];
  readonly curriculum?: Plan['curriculum'];
  readonly evaluateEvery?: number | undefined;
  readonly stopping?: z.input<typeof stoppingSchema> | undefined;
  readonly seed?: number | undefined;
  readonly strategy?: string | undefined;
  /** Settings of the strategy. */
  readonly evolution?: Readonly<Record<string, unknown>> | undefined;
}

/** What is set for a strategy before any change: for OpenAI-ES what was found good here, else its own defaults. */
function evolutionDefaults(
  strategy: string,
  rule: z.input<typeof ruleShapeSchema>,
  generations: number,
): Record<string, unknown> {
  if (strategy === openAiEs.name) return { ...defaults.evolution, generations };
  const { populationSize: _, ...own } = findStrategy(strategy).defaults(
    parameterCount(ruleShapeSchema.parse(rule)),
  ) as Record<string, unknown>;
  // The same lifetimes for every strategy that is not told otherwise, so that they can be compared.
  const { populationSize } = defaults.evolution;
  return { ...own, populationSize, ...('generations' in own && { generations }) };
}

/** The plan for a setting: its world's defaults with the given changes. Throws a ZodError where they do not fit. */
export function planFor(setting: z.input<typeof settingSchema>, changes: PlanChanges = {}): Plan {
  const generations = changes.generations ?? generationsOfWorld[setting.world] ?? 300;
  const strategy = changes.strategy ?? openAiEs.name;
  // The schedule has the world's own length, so that fewer generations are a part of the same run.
  const schedule = Math.max(generations, generationsOfWorld[setting.world] ?? 300);
  return planSchema.parse({
    ...defaults,
    setting,
    strategy,
    evolution: {
      ...evolutionDefaults(strategy, {}, schedule),
      ...(changes.populationSize !== undefined && { populationSize: changes.populationSize }),
      ...changes.evolution,
    },
    generations,
    tasksPerGeneration: changes.tasksPerGeneration ?? defaults.tasksPerGeneration,
    evaluateEvery: changes.evaluateEvery ?? defaults.evaluateEvery,
    ...(changes.tasksSharedBy && { tasksSharedBy: changes.tasksSharedBy }),
    ...(changes.curriculum && { curriculum: changes.curriculum }),
    ...(changes.stopping && { stopping: changes.stopping }),
    seed: changes.seed ?? defaults.seed,
  });
}
