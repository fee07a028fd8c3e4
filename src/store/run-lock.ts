/**
 * One writer a run: an exclusive SQLite transaction on an empty side file, held for as long as the run is open.
 * The operating system drops the lock when the process ends, however it ends; so no lock can outlive its owner,
 * and readers of the run itself are never in its way.
 */
import { DatabaseSync } from 'node:sqlite';
import { asStoreError, isBusy, StoreError } from './store-error.ts';

export interface RunLock {
  release(): void;
}

/** Kept from garbage collection, which closes a database that nothing refers to and so would end its lock. */
const heldLocks = new Set<DatabaseSync>();

/**
 * Takes the lock or fails at once.
 * @throws StoreError `locked` if any process, this one included, holds it
 */
export function acquireRunLock(path: string, subject: string): RunLock {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    // The journal in memory: a killed process then leaves nothing behind but the empty file.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    if (!isBusy(error)) throw asStoreError(error, subject, 'its lock could not be taken');
    throw new StoreError('locked', `${subject} is already being written, by this or another process`, {
      cause: error,
    });
  }
  const held = database;
  heldLocks.add(held);
  return {
    release: () => {
      heldLocks.delete(held);
      held.close();
    },
  };
}
