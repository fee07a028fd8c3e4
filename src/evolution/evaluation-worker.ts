/** What runs inside a worker thread of the threads executor: one evaluator, loaded once, scoring ranges of members. */
import { workerData } from 'node:worker_threads';
import { type Evaluate, type EvaluatorModule, loadEvaluator } from './executor.ts';
import { evaluateRange, type MemberRange } from './member-range.ts';
import type { Proposal } from './strategy.ts';

export interface EvaluationTask {
  readonly proposal: Proposal;
  readonly taskSeeds: readonly number[];
  readonly range: MemberRange;
}

/**
 * An error of the evaluator is part of the answer: a task that is *rejected* then always means that the worker
 * itself died, and only such a task is worth another try.
 */
export type EvaluationAnswer = { readonly fitness: Float64Array } | { readonly error: Error };

let loading: Promise<Evaluate> | undefined;

/** Scores one range with the evaluator named by `workerData`. */
export async function evaluateTask(task: EvaluationTask): Promise<EvaluationAnswer> {
  try {
    loading ??= loadEvaluator(workerData as EvaluatorModule);
    const evaluate = await loading;
    return { fitness: evaluateRange(evaluate, task.proposal, task.taskSeeds, task.range) };
  } catch (error) {
    // Errors can be cloned to the main thread; other thrown things perhaps not.
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}
