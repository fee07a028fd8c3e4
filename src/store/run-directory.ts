/** The runs of a directory: what there is, at a glance, and how one goes. */
import { existsSync, rmSync } from 'node:fs';
import { openRun } from './open-run.ts';
import type { EvaluationRecord, GenerationRecord } from './records.ts';
import { runFiles, runNames } from './run-files.ts';
import { acquireRunLock } from './run-lock.ts';
import { asStoreError, StoreError } from './store-error.ts';

/** One line of a list of runs. */
export type RunSummary =
  | {
      readonly name: string;
      readonly createdAt: string;
      /** How many generations have ended. */
      readonly generations: number;
      readonly latest: GenerationRecord | undefined;
      readonly latestEvaluation: EvaluationRecord | undefined;
    }
  | {
      readonly name: string;
      /** Why the run cannot be read, one sentence. */
      readonly problem: string;
    };

function summarise(directory: string, name: string): RunSummary {
  try {
    const run = openRun(directory, name, { readOnly: true });
    try {
      const generations = run.generations();
      return {
        name,
        createdAt: run.createdAt,
        generations: generations.length,
        latest: generations.at(-1),
        latestEvaluation: run.evaluations().at(-1),
      };
    } finally {
      run.close();
    }
  } catch (error) {
    if (error instanceof StoreError) return { name, problem: error.message };
    throw error;
  }
}

/** All runs of a directory by name, unreadable ones with their problem. */
export function listRuns(directory: string): RunSummary[] {
  return runNames(directory).map((name) => summarise(directory, name));
}

/**
 * Deletes a run and every file that belongs to it; a damaged one too.
 * @throws StoreError `bad-name`, `missing`, or `locked` while it is being written
 */
export function deleteRun(directory: string, name: string): void {
  const files = runFiles(directory, name);
  const subject = `run ${JSON.stringify(name)}`;
  if (!existsSync(files.database))
    throw new StoreError('missing', `${subject} does not exist in ${directory}`);
  const lock = acquireRunLock(files.lock, subject);
  try {
    // The database last but for the lock: an interrupted deletion can be seen and repeated.
    for (const file of [files.log, files.index, files.unfinished, files.database, files.lock]) {
      rmSync(file, { force: true });
    }
  } catch (error) {
    throw asStoreError(error, subject, 'it could not be deleted');
  } finally {
    lock.release();
  }
}
