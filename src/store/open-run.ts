/** Making and opening runs: a run appears whole or not at all, has one writer, and is checked before it is used. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { NUMERICS_VERSION } from '../numerics/numerics-version.ts';
import { type RunFiles, runFiles } from './run-files.ts';
import { acquireRunLock, type RunLock } from './run-lock.ts';
import { RunStore } from './run-store.ts';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.ts';
import { asStoreError, StoreError } from './store-error.ts';

const BUSY_TIMEOUT_MILLISECONDS = 5000;

export interface WriteOptions {
  /** Largest size to which the file may grow; without it, the disk decides. */
  readonly maximumBytes?: number;
}

export interface OpenOptions extends WriteOptions {
  /** Opens for reading only, beside any writer. */
  readonly readOnly?: boolean;
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
}

function assertOurs(database: DatabaseSync, subject: string): void {
  if (pragma(database, 'application_id') !== APPLICATION_ID) {
    throw new StoreError('not-a-run', `${subject}: its file is not a database of Murmuration`);
  }
  const version = pragma(database, 'user_version');
  if (version !== SCHEMA_VERSION) {
    throw new StoreError(
      'newer-schema',
      `${subject} was written by another version of Murmuration: its schema is ${version}, this one reads ${SCHEMA_VERSION}`,
    );
  }
}

function assertSound(database: DatabaseSync, subject: string): void {
  const [row] = database.prepare('PRAGMA quick_check(1)').all();
  if (row?.quick_check !== 'ok') throw new StoreError('damaged', `${subject}: its file is damaged`);
}

function prepareToWrite(database: DatabaseSync, { maximumBytes }: WriteOptions): void {
  // NORMAL: safe against the death of the process. A power cut may cost the last generations, never the file,
  // and running them again gives the same bits.
  database.exec('PRAGMA synchronous = NORMAL');
  if (maximumBytes !== undefined) {
    const pages = Math.max(1, Math.floor(maximumBytes / pragma(database, 'page_size')));
    database.exec(`PRAGMA max_page_count = ${pages}`);
  }
}

function assertExists(files: RunFiles, directory: string, subject: string): void {
  if (!existsSync(files.database)) {
    throw new StoreError('missing', `${subject} does not exist in ${directory}`);
  }
}

function openForWriting(
  directory: string,
  name: string,
  options: WriteOptions,
  release: () => void,
): RunStore {
  const files = runFiles(directory, name);
  const subject = `run ${JSON.stringify(name)}`;
  let database: DatabaseSync | undefined;
  try {
    // Looked for under the lock: opening a run that was just deleted would make an empty file.
    assertExists(files, directory, subject);
    database = new DatabaseSync(files.database, { timeout: BUSY_TIMEOUT_MILLISECONDS });
    assertOurs(database, subject);
    assertSound(database, subject);
    prepareToWrite(database, options);
    const store = new RunStore(name, database, false, release);
    if (store.numericsVersion !== NUMERICS_VERSION) {
      throw new StoreError(
        'other-numerics',
        `${subject} was computed with numerics version ${store.numericsVersion}, this program has ${NUMERICS_VERSION}: it can be read but not continued`,
      );
    }
    return store;
  } catch (error) {
    if (database?.isOpen) database.close();
    release();
    throw asStoreError(error, subject, 'it could not be opened');
  }
}

function writeNewDatabase(files: RunFiles, configuration: unknown): void {
  const { unfinished } = files;
  for (const stale of [unfinished, `${unfinished}-journal`, `${unfinished}-wal`, `${unfinished}-shm`]) {
    rmSync(stale, { force: true });
  }
  const database = new DatabaseSync(unfinished);
  try {
    database.exec('BEGIN');
    database.exec(SCHEMA);
    database
      .prepare('INSERT INTO run VALUES (1, ?, ?, ?)')
      .run(JSON.stringify(configuration), NUMERICS_VERSION, new Date().toISOString());
    database.exec('COMMIT');
    database.exec('PRAGMA journal_mode = WAL');
  } finally {
    database.close();
  }
}

/**
 * Makes a run and opens it for writing; the directory is made where it is missing.
 * @param configuration any JSON value, kept as it is
 * @throws StoreError `bad-name`, `exists`, `locked`, `disk-full`
 */
export function createRun(
  directory: string,
  name: string,
  configuration: unknown,
  options: WriteOptions = {},
): RunStore {
  const files = runFiles(directory, name);
  const subject = `run ${JSON.stringify(name)}`;
  const exists = () => new StoreError('exists', `${subject} already exists in ${directory}`);
  if (existsSync(files.database)) throw exists();
  let lock: RunLock | undefined;
  try {
    mkdirSync(directory, { recursive: true });
    lock = acquireRunLock(files.lock, subject);
    if (existsSync(files.database)) throw exists();
    writeNewDatabase(files, configuration);
    // A log left by an interrupted deletion must not be played into the new database.
    rmSync(files.log, { force: true });
    rmSync(files.index, { force: true });
    renameSync(files.unfinished, files.database);
  } catch (error) {
    // Without the lock the unfinished file would be another process's.
    if (lock) rmSync(files.unfinished, { force: true });
    lock?.release();
    throw asStoreError(error, subject, 'it could not be created');
  }
  const { release } = lock;
  let opened = false;
  const store = openForWriting(directory, name, options, () => {
    // A run that could not be opened even once must not block its name.
    if (!opened) for (const file of [files.log, files.index, files.database]) rmSync(file, { force: true });
    release();
  });
  opened = true;
  return store;
}

/**
 * Opens a run, for writing unless `readOnly` is set.
 * @throws StoreError `bad-name`, `missing`, `not-a-run`, `damaged`, `newer-schema`, and for writing `locked`,
 * `other-numerics`
 */
export function openRun(directory: string, name: string, options: OpenOptions = {}): RunStore {
  const files = runFiles(directory, name);
  const subject = `run ${JSON.stringify(name)}`;
  assertExists(files, directory, subject);
  if (options.readOnly !== true) {
    return openForWriting(directory, name, options, acquireRunLock(files.lock, subject).release);
  }
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(files.database, { readOnly: true, timeout: BUSY_TIMEOUT_MILLISECONDS });
    assertOurs(database, subject);
    return new RunStore(name, database, true, () => {});
  } catch (error) {
    if (database?.isOpen) database.close();
    throw asStoreError(error, subject, 'it could not be opened');
  }
}
