/** Ctrl-C and its kin: the first asks the work to end cleanly, the second ends the process. */
import { EXIT } from './user-error.ts';

export interface Interruption {
  readonly signal: AbortSignal;
  /** Resolves when somebody interrupts. */
  readonly interrupted: Promise<void>;
}

/** Listens for SIGINT and SIGTERM from now on. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort(new Error('interrupted'));
    resolve();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return { signal: controller.signal, interrupted: promise };
}
