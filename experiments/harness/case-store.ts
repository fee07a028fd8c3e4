/**
 * Results of cases on disk, one JSON file each, written whole or not at all:
 * `<store>/experiments/<experiment>/<scale>/<key>.json`.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NUMERICS_VERSION } from '../../src/numerics/numerics-version.ts';
import { writeFileAtomically } from '../../src/store/atomic-file.ts';
import type { AnyExperiment, CaseResult, ExperimentCase, Scale } from './experiment.ts';

/** A result file that cannot be used; says which and what to do. */
export class CaseFileError extends Error {
  override readonly name = 'CaseFileError';
}

const fileSchema = z.strictObject({
  numericsVersion: z.int(),
  /** Fingerprint of the experiment's sources; files of earlier versions have none. */
  sources: z.string().optional(),
  case: z.looseObject({ key: z.string(), seed: z.int() }),
  seconds: z.number().min(0),
  result: z.unknown(),
});

/** Where an experiment's results of one scale lie. */
export function caseDirectory(store: string, experiment: AnyExperiment, scale: Scale): string {
  return join(store, 'experiments', experiment.name, scale);
}

/** A result on disk. */
export interface StoredCase {
  readonly done: CaseResult<ExperimentCase, unknown>;
  /** The sources that made it. */
  readonly sources: string | undefined;
}

/**
 * The result of a case, or nothing if it has not been run, or was run as another case or with other numerics. Whether
 * the experiment's sources have changed since is for the caller to judge.
 * @throws CaseFileError for a file that is damaged
 */
export function readCase(
  directory: string,
  experiment: AnyExperiment,
  work: ExperimentCase,
): StoredCase | undefined {
  const path = join(directory, `${work.key}.json`);
  if (!existsSync(path)) return undefined;
  const damaged = (cause: unknown) =>
    new CaseFileError(`${path} is not a result of experiment ${experiment.name}: delete it to run it again`, {
      cause,
    });
  let content: z.infer<typeof fileSchema>;
  try {
    content = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw damaged(cause);
  }
  const same = JSON.stringify(content.case) === JSON.stringify(work);
  if (!same || content.numericsVersion !== NUMERICS_VERSION) return undefined;
  const result = experiment.resultSchema.safeParse(content.result);
  if (!result.success) throw damaged(result.error);
  const done = { case: work, result: result.data, seconds: content.seconds };
  return { done, sources: content.sources };
}

/** Keeps the result of a case. */
export function writeCase(directory: string, { done, sources }: StoredCase): void {
  mkdirSync(directory, { recursive: true });
  const content = { numericsVersion: NUMERICS_VERSION, sources, ...done };
  writeFileAtomically(join(directory, `${done.case.key}.json`), `${JSON.stringify(content)}\n`);
}
