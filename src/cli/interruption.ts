/** Ctrl-C and its kin: the first asks the work to end cleanly, the last ends the process. */
import { say } from './output.ts';
import { EXIT } from './user-error.ts';

/** npm passes a Ctrl-C on that the terminal has sent already: two within so many milliseconds are one. */
const ONE_PRESS_MILLISECONDS = 200;

export interface Interruption {
  /** Ends the work at once; nothing that is saved is lost. */
  readonly signal: AbortSignal;
  /** Given before `signal` where work at hand may be finished, and never elsewhere. */
  readonly finish: AbortSignal;
  /** Resolves when `signal` is given. */
  readonly interrupted: Promise<void>;
}

/**
 * Listens for SIGINT and SIGTERM from now on. SIGTERM, and SIGINT where nothing is to be finished, end the work; once
 * more ends the process.
 * @param finishing said at the first SIGINT, which then only asks to finish what is at hand
 */
export function listenForInterruption(finishing?: string): Interruption {
  const [ending, finish] = [new AbortController(), new AbortController()];
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = () => {
    if (ending.signal.aborted) process.exit(EXIT.interrupted);
    ending.abort(new Error('interrupted'));
    resolve();
  };
  let pressed = false;
  process.on('SIGINT', () => {
    if (pressed) return;
    pressed = true;
    setTimeout(() => {
      pressed = false;
    }, ONE_PRESS_MILLISECONDS).unref();
    if (finishing === undefined || finish.signal.aborted) return end();
    finish.abort(new Error('interrupted'));
    say(finishing);
  });
  process.on('SIGTERM', end);
  return { signal: ending.signal, finish: finish.signal, interrupted: promise };
}
