/** Trains one strategy on one task with one seed, resumable, and measures what it found on held-out lifetimes. */
import { existsSync } from 'node:fs';
import { evaluateFixed } from '../../src/evolution/fixed-candidate.ts';
import { createInlineExecutor } from '../../src/evolution/inline-executor.ts';
import { findStrategy } from '../../src/evolution/registry.ts';
import { createThreadsExecutor } from '../../src/evolution/threads-executor.ts';
import { mean } from '../../src/numerics/statistics.ts';
import { createRun, openRun } from '../../src/store/open-run.ts';
import { runFiles } from '../../src/store/run-files.ts';
import { heldOutTaskSeeds } from '../../src/training/task-distribution.ts';
import { train } from '../../src/training/trainer.ts';
import { encodeSafetensors } from '../../src/vsml/safetensors.ts';
import type { CaseContext, ExperimentCase, Scale } from '../harness/experiment.ts';
import { configurationFor } from './configurations.ts';
import { strategyTask } from './tasks.ts';

export interface StrategyCase extends ExperimentCase {
  readonly strategy: string;
  readonly task: string;
  readonly scale: Scale;
}

export interface StrategyResult {
  /** Mean return of the parameters that a search began with, on held-out lifetimes. */
  readonly before: number;
  /** The same of those that it found. */
  readonly after: number;
  /** Mean fitness of the population in each generation; null where all of it was NaN. */
  readonly curve: (number | null)[];
}

/** @throws the signal's reason when stopped; whole generations until then are kept */
export async function trainTask(
  work: StrategyCase,
  { workers, directory, signal, onProgress }: CaseContext,
): Promise<StrategyResult> {
  const task = strategyTask(work.task);
  const strategy = findStrategy(work.strategy);
  const generations = task.generations[work.scale];
  const executor =
    workers === 0 ? createInlineExecutor(task.evaluator) : createThreadsExecutor(task.evaluator, workers);
  const exists = existsSync(runFiles(directory, work.key).database);
  const store = exists ? openRun(directory, work.key) : createRun(directory, work.key, { case: work });
  const curve = store.generations().map(({ meanFitness }) => meanFitness);
  const initialMean = task.initialMean(work.seed);
  const seeds = heldOutTaskSeeds(work.seed, task.heldOut[work.scale]);
  try {
    const { parameters } = await train({
      strategy,
      configuration: configurationFor(strategy, task, generations),
      initialMean,
      seed: work.seed,
      generations,
      tasksPerGeneration: task.tasksPerGeneration,
      executor,
      ...(task.observe && { observe: task.observe }),
      run: {
        store,
        resume: curve.length > 0,
        encode: (values) =>
          encodeSafetensors({
            tensors: [{ name: 'parameters', shape: [values.length], values }],
            metadata: {},
          }),
      },
      ...(signal && { signal }),
      onGeneration: ({ meanFitness }) => {
        curve.push(meanFitness);
        onProgress(curve.length / generations);
      },
    });
    signal?.throwIfAborted();
    return {
      before: mean(await evaluateFixed(executor, initialMean, seeds, signal)),
      after: mean(await evaluateFixed(executor, parameters, seeds, signal)),
      curve: curve.map((value) => (Number.isFinite(value) ? value : null)),
    };
  } finally {
    await executor.close();
  }
}
