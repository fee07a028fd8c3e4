/** Runs the cases of an experiment that have no result yet, one after the other, and keeps each as soon as it is done. */
import { join } from 'node:path';
import { caseDirectory, readCase, writeCase } from './case-store.ts';
import type { AnyExperiment, CaseResult, ExperimentCase, Scale } from './experiment.ts';

export interface ExperimentRun {
  readonly experiment: AnyExperiment;
  readonly scale: Scale;
  /** How many repetitions, seeds 1, 2, ...; the experiment's own number where absent. */
  readonly seeds?: number | undefined;
  /** Folder of the store. */
  readonly store: string;
  readonly workers: number;
  /** Fingerprint of the experiment's sources. */
  readonly sources?: string | undefined;
  /** Runs again what other sources made. */
  readonly fresh?: boolean | undefined;
  /** Is told how many results are used that other sources made, if there are any. */
  readonly onOlderSources?: (count: number) => void;
  readonly signal?: AbortSignal | undefined;
  /** Called with all the work done so far, from 0 to `total` cases, and the case at hand. */
  readonly onProgress?: (done: number, total: number, work: ExperimentCase) => void;
}

export type ExperimentResults = readonly CaseResult<ExperimentCase, unknown>[];

/** The cases of an experiment in their order. */
export function casesOf({ experiment, scale, seeds }: ExperimentRun): ExperimentCase[] {
  const count = seeds ?? experiment.seeds[scale];
  return experiment.cases(
    scale,
    Array.from({ length: count }, (_, index) => index + 1),
  );
}

/** The results that are on disk, in the order of the cases. */
export function storedResults(run: ExperimentRun): ExperimentResults {
  const directory = caseDirectory(run.store, run.experiment, run.scale);
  return casesOf(run).flatMap((work) => readCase(directory, run.experiment, work)?.done ?? []);
}

/**
 * Runs what is missing.
 * @returns all results, those of earlier runs included
 * @throws the signal's reason when stopped; results until then are kept
 */
export async function runExperiment(run: ExperimentRun): Promise<ExperimentResults> {
  const { experiment, scale, store, workers, sources, signal, onProgress } = run;
  const directory = caseDirectory(store, experiment, scale);
  const cases = casesOf(run);
  const stored = cases.map((work) => readCase(directory, experiment, work));
  const older = stored.filter((found) => found && found.sources !== sources).length;
  if (older > 0 && !run.fresh) run.onOlderSources?.(older);
  const results: CaseResult<ExperimentCase, unknown>[] = [];
  for (const [index, work] of cases.entries()) {
    signal?.throwIfAborted();
    const report = (share: number) => onProgress?.(index + share, cases.length, work);
    const found = stored[index];
    let done = run.fresh && found?.sources !== sources ? undefined : found?.done;
    if (!done) {
      report(0);
      const start = performance.now();
      const context = { workers, signal, directory: join(directory, 'runs'), onProgress: report };
      const result = await experiment.run(work, context);
      done = { case: work, result, seconds: (performance.now() - start) / 1000 };
      writeCase(directory, { done, sources });
    }
    results.push(done);
    report(1);
  }
  return results;
}
