/** One training as commands see it: opens or resumes the run, shows progress, stops cleanly on Ctrl-C. */

import { type Plan, planSchema } from '../../experiments/plan.ts';
import { defaultWorkers, planEvaluator, trainRule } from '../../experiments/train-rule.ts';
import type { Executor } from '../evolution/executor.ts';
import { createRun, openRun } from '../store/open-run.ts';
import type { RunStore } from '../store/run-store.ts';
import type { TrainingResult } from '../training/trainer.ts';
import { buildIdentity } from './build-identity.ts';
import { say } from './output.ts';
import { trainingProgress } from './progress.ts';
import { UserError } from './user-error.ts';

export interface TrainingRun {
  readonly plan: Plan;
  readonly name: string;
  readonly directory: string;
  readonly resume: boolean;
  readonly workers?: number | undefined;
  /** Address of a queue whose workers evaluate, instead of those of this machine. */
  readonly queue?: string | undefined;
  readonly signal: AbortSignal;
  /** Ends the training after the generation at hand. */
  readonly finish?: AbortSignal | undefined;
}

/** The plan of a run that is to be resumed; `generations` may be raised. Throws a UserError if it cannot be read. */
export function planOfRun(directory: string, name: string, generations: number | undefined): Plan {
  const run = openRun(directory, name, { readOnly: true });
  try {
    const plan = planSchema.safeParse(run.configuration);
    if (!plan.success)
      throw new UserError(`run "${name}" holds a plan that cannot be read: ${plan.error.issues[0].message}`);
    return { ...plan.data, generations: generations ?? plan.data.generations };
  } finally {
    run.close();
  }
}

/** An executor of a run on a queue; its notices go to the user. Loaded when asked for: few need it. */
async function queueExecutor(address: string, run: string, plan: Plan): Promise<Executor> {
  const { createQueueExecutor } = await import('../evolution/queue/queue-executor.ts');
  const evaluator = planEvaluator(plan);
  return createQueueExecutor({ address, run, evaluator, build: buildIdentity(), onNotice: say });
}

/** Trains; the run's store is closed when this returns or throws. */
export async function runTraining({
  plan,
  name,
  directory,
  resume,
  ...rest
}: TrainingRun): Promise<TrainingResult> {
  // First of all, so that an address that is wrong leaves no empty run behind.
  const executor = rest.queue === undefined ? undefined : await queueExecutor(rest.queue, name, plan);
  const store: RunStore = resume ? openRun(directory, name) : createRun(directory, name, plan);
  const progress = trainingProgress(
    plan.generations,
    plan.evolution.populationSize * plan.tasksPerGeneration,
  );
  try {
    return await trainRule({
      plan,
      store,
      resume,
      workers: rest.workers ?? defaultWorkers(),
      executor,
      signal: rest.signal,
      finish: rest.finish,
      onGeneration: progress.onGeneration,
      onEvaluation: progress.onEvaluation,
    });
  } finally {
    progress.stop();
  }
}
