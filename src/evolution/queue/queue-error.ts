/** What can go wrong between a coordinator, its workers and their Redis, in one clear sentence. */

export type QueueErrorCode =
  | 'address'
  | 'unreachable'
  | 'password'
  | 'eviction'
  | 'coordinated'
  | 'disagreement'
  | 'poison';

export class QueueError extends Error {
  override readonly name = 'QueueError';
  readonly code: QueueErrorCode;

  constructor(code: QueueErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
