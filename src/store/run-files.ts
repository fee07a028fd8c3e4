/** Which files belong to a run, and what a run may be called. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from './store-error.ts';

const NAME = /^[A-Za-z0-9._-]{1,64}$/;
const EXTENSION = '.sqlite';

export interface RunFiles {
  /** The database itself. */
  readonly database: string;
  /** Where a new database is made before it takes its name in one step. */
  readonly unfinished: string;
  /** SQLite's write-ahead log and its index; they exist while the run is open or after a kill. */
  readonly log: string;
  readonly index: string;
  /** Locked for as long as a process may write. */
  readonly lock: string;
}

/** The files of a run. @throws StoreError `bad-name` */
export function runFiles(directory: string, name: string): RunFiles {
  if (!NAME.test(name)) {
    throw new StoreError(
      'bad-name',
      `run name must be 1 to 64 letters, digits, dots, dashes or underscores, got ${JSON.stringify(name)}`,
    );
  }
  const database = join(directory, `${name}${EXTENSION}`);
  return {
    database,
    unfinished: `${database}-new`,
    log: `${database}-wal`,
    index: `${database}-shm`,
    lock: `${database}-lock`,
  };
}

/** The names of all runs in a directory, sorted; none if the directory does not exist. */
export function runNames(directory: string): string[] {
  let files: string[];
  try {
    files = readdirSync(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return files
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => file.slice(0, -EXTENSION.length))
    .filter((name) => NAME.test(name))
    .sort();
}
