/** A file that appears whole or not at all: written beside its place, flushed, then renamed over it (POSIX rename). */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isDiskFull, StoreError } from './store-error.ts';

/**
 * Writes or replaces the file at `path`.
 * @throws StoreError `disk-full` or `failed`; what stood at `path` before is then untouched
 */
export function writeFileAtomically(path: string, content: Uint8Array | string): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    const file = openSync(temporary, 'w');
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    if (isDiskFull(error)) {
      throw new StoreError('disk-full', `the disk is full: ${path} could not be written`, { cause: error });
    }
    throw new StoreError('failed', `${path} could not be written: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
