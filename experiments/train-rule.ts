/** Trains a rule by a plan: puts strategy, executor, held-out measurements and store together. */
import { availableParallelism } from 'node:os';
import type { Executor } from '../src/evolution/executor.ts';
import { evaluateFixed } from '../src/evolution/fixed-candidate.ts';
import { createInlineExecutor } from '../src/evolution/inline-executor.ts';
import type { NamedEvaluator } from '../src/evolution/queue/queue-messages.ts';
import { findStrategy } from '../src/evolution/registry.ts';
import { createThreadsExecutor } from '../src/evolution/threads-executor.ts';
import { confidenceHalfWidth95, mean } from '../src/numerics/statistics.ts';
import type { RunStore } from '../src/store/run-store.ts';
import { heldOutTaskSeeds } from '../src/training/task-distribution.ts';
import { type TrainingResult, train } from '../src/training/trainer.ts';
import type { TrainedGeneration, TrainingEvaluation } from '../src/training/training-store.ts';
import { initialRule } from '../src/vsml/rule.ts';
import { evaluators } from './evaluators.ts';
import type { LifetimeEvaluation } from './lifetime-evaluator.ts';
import type { Plan } from './plan.ts';
import { encodeRuleOfPlan } from './rule-of-plan.ts';

export interface RuleTraining {
  readonly plan: Plan;
  /** Worker threads; 0 evaluates in this thread. */
  readonly workers: number;
  /** Evaluates elsewhere, instead of on this machine's workers; it is closed at the end. */
  readonly executor?: Executor | undefined;
  readonly store?: RunStore | undefined;
  readonly resume?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Ends the training after the generation at hand. */
  readonly finish?: AbortSignal | undefined;
  readonly onGeneration?: (generation: TrainedGeneration) => void;
  readonly onEvaluation?: (evaluation: TrainingEvaluation) => void;
}

/** One worker thread for each core. */
export function defaultWorkers(): number {
  return availableParallelism();
}

/** The lifetimes that measure a plan's rule during training. */
export function heldOutSeeds(plan: Plan, lifetimes: number): number[] {
  return heldOutTaskSeeds(plan.seed, lifetimes);
}

/** What a plan's lifetimes are evaluated by, on any machine. */
export function planEvaluator({ setting, rule }: Plan): NamedEvaluator {
  const specification: LifetimeEvaluation = { setting, ruleShape: rule };
  return { name: 'lifetime', specification: JSON.parse(JSON.stringify(specification)) };
}

function localExecutor(plan: Plan, workers: number): Executor {
  const evaluator = { ...evaluators.lifetime, specification: planEvaluator(plan).specification };
  return workers === 0 ? createInlineExecutor(evaluator) : createThreadsExecutor(evaluator, workers);
}

/** Trains to the end of the plan or until a signal is given; closes the store in any case. */
export async function trainRule({ plan, workers, store, ...options }: RuleTraining): Promise<TrainingResult> {
  const { rule: ruleShape, seed } = plan;
  const seeds = heldOutSeeds(plan, plan.evaluationLifetimes);
  const executor = options.executor ?? localExecutor(plan, workers);
  try {
    return await train({
      strategy: findStrategy(plan.strategy),
      configuration: plan.evolution,
      initialMean: initialRule(ruleShape, seed).parameters,
      seed,
      generations: plan.generations,
      tasksPerGeneration: plan.tasksPerGeneration,
      executor,
      ...(plan.tasksSharedBy && { tasksSharedBy: plan.tasksSharedBy }),
      ...(plan.taskPeriod !== undefined && { taskPeriod: plan.taskPeriod }),
      ...(plan.curriculum && { curriculum: plan.curriculum }),
      ...(plan.stopping && { stopping: plan.stopping }),
      evaluateEvery: plan.evaluateEvery,
      evaluateMean: async (parameters, signal) => {
        const returns = await evaluateFixed(executor, parameters, seeds, signal);
        return { mean: mean(returns), ci95: confidenceHalfWidth95(returns) };
      },
      ...(store && {
        run: {
          store,
          resume: options.resume ?? false,
          encode: (parameters: Float32Array, generation: number, hash: string) =>
            encodeRuleOfPlan(plan, { parameters, generation, hash }),
        },
      }),
      ...(options.signal && { signal: options.signal }),
      ...(options.finish && { finish: options.finish }),
      ...(options.onGeneration && { onGeneration: options.onGeneration }),
      ...(options.onEvaluation && { onEvaluation: options.onEvaluation }),
    });
  } finally {
    await executor.close();
  }
}
