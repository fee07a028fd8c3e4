/** What can go wrong with stored runs, each as one sentence for the user and one code for programs. */

export type StoreErrorCode =
  | 'bad-name'
  | 'exists'
  | 'missing'
  | 'not-a-run'
  | 'damaged'
  | 'newer-schema'
  | 'other-numerics'
  | 'locked'
  | 'disk-full'
  | 'failed';

/** An expected failure of the store; its message is fit to be shown as it is. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html). */
const SQLITE = { busy: 5, corrupt: 11, full: 13, notADatabase: 26 } as const;
/** The extended code for an index of the write-ahead log that cannot grow, which a full disk brings about. */
const SQLITE_IOERR_SHMSIZE = 4874;

function primaryCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return Number(error.errcode) & 0xff;
}

/** Whether SQLite refused because another connection holds a lock. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === SQLITE.busy;
}

/** Whether a file operation or SQLite ran out of space. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (primaryCode(error) === SQLITE.full) return true;
  if ('errcode' in error && error.errcode === SQLITE_IOERR_SHMSIZE) return true;
  return 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/**
 * Turns an error of SQLite or the file system into one that tells the user what was not done.
 * @param subject such as `run "first"`
 * @param action what was tried, such as `generation 12 could not be saved`
 */
export function asStoreError(error: unknown, subject: string, action: string): StoreError {
  if (error instanceof StoreError) return error;
  const options = { cause: error };
  if (isDiskFull(error)) {
    return new StoreError('disk-full', `${subject}: the disk is full: ${action}`, options);
  }
  switch (primaryCode(error)) {
    case SQLITE.notADatabase:
      return new StoreError('not-a-run', `${subject}: its file is not a database of Murmuration`, options);
    case SQLITE.corrupt:
      return new StoreError('damaged', `${subject}: its file is damaged: ${action}`, options);
    case SQLITE.busy:
      return new StoreError('locked', `${subject}: another process is using it: ${action}`, options);
    default:
      return new StoreError('failed', `${subject}: ${action}: ${(error as Error).message}`, options);
  }
}
