/** The workers of an AsyncVectorEnv: each has some of the environments, all get every command. */
import { secondsNow } from '../clock.ts';
import * as errors from '../errors.ts';
import { GymnasiumError, TimeoutError } from '../errors.ts';
import { error as logError } from '../logger.ts';
import type { Answer, Command } from './worker-messages.ts';
import { WorkerThread } from './worker-thread.ts';

/** A worker and its environments: `from` to before `to`. */
interface Member {
  readonly thread: WorkerThread;
  readonly from: number;
  readonly to: number;
}
/** Names of errors that cross as what they are; all others as an Error with their message. */
const KNOWN_ERRORS: Readonly<Record<string, unknown>> = { ...errors, TypeError, RangeError, SyntaxError };

/** An error that a worker told of. Its stack over there is the cause. */
function revived(name: string, message: string, stack: string): Error {
  const known = KNOWN_ERRORS[name];
  if (typeof known !== 'function') {
    const error = new Error(message, { cause: stack });
    if (name !== 'Error') error.name = name;
    return error;
  }
  const error = new (known as new (message: string) => Error)(message);
  error.cause = stack;
  return error;
}

export class WorkerPool {
  private readonly members: readonly Member[];
  private call = 0;

  /** Spreads `envs` environments over `count` threads, as evenly as can be. */
  constructor(envs: number, count: number) {
    this.members = Array.from({ length: count }, (_, n) => ({
      thread: new WorkerThread(),
      from: Math.floor((n * envs) / count),
      to: Math.floor(((n + 1) * envs) / count),
    }));
  }

  /** Begins a call: `commandFor` says what the worker of environments `from` to before `to` is to do. */
  send(commandFor: (from: number, to: number) => Command): void {
    this.call += 1;
    for (const { thread, from, to } of this.members) thread.send(this.call, commandFor(from, to));
  }

  /**
   * Waits for the answers to the last call while this thread goes on, and hands each value to `take`.
   * @param timeout in seconds, null for none
   * @throws TimeoutError; what the first failing environment threw; GymnasiumError for a worker that died
   */
  async gather(
    name: string,
    timeout: number | null,
    take: (value: unknown, from: number) => void,
  ): Promise<void> {
    const answers = this.members.map(({ thread }) => thread.answerTo(this.call));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<'late'>((resolve) => {
      if (timeout !== null) timer = setTimeout(() => resolve('late'), timeout * 1000);
    });
    const first = await Promise.race([Promise.all(answers), limit]);
    clearTimeout(timer);
    if (first === 'late') {
      for (const { thread } of this.members) thread.release();
      throw timeoutError(name, timeout);
    }
    this.deliver(first, take);
  }

  /**
   * Waits for the answers to the last call with this thread standing still.
   * @throws what `gather` throws
   */
  gatherNow(name: string, timeout: number | null, take: (value: unknown, from: number) => void): void {
    const end = timeout === null ? Infinity : secondsNow() + timeout;
    const answers = this.members.map(({ thread }) => {
      const answer = thread.waitForAnswer(this.call, end);
      if (answer === undefined) throw timeoutError(name, timeout);
      return answer;
    });
    this.deliver(answers, take);
  }

  private deliver(answers: readonly (Answer | null)[], take: (value: unknown, from: number) => void): void {
    let failure: Error | null = null;
    answers.forEach((answer, n) => {
      const { thread, from, to } = this.members[n];
      if (answer === null) {
        const envs = to - from === 1 ? `environment ${from}` : `environments ${from} to ${to - 1}`;
        failure ??= new GymnasiumError(`the worker of ${envs} has died: ${thread.death}`);
        logError(`Worker-${from} has died: ${thread.death}`);
      } else if (answer.failure !== undefined) {
        const { name, message, stack, index } = answer.failure;
        failure ??= revived(name, message, stack);
        logError(`Received the following error from Worker-${from + index} - Shutting it down`);
        logError(stack);
      }
    });
    if (failure !== null) {
      logError('Raising the first exception back to the main process.');
      throw failure;
    }
    answers.forEach((answer, n) => {
      take(answer?.value, this.members[n].from);
    });
  }

  /** Ends all threads at once. */
  async stop(): Promise<void> {
    await Promise.all(this.members.map(({ thread }) => thread.stop()));
  }
}

function timeoutError(name: string, timeout: number | null): TimeoutError {
  return new TimeoutError(`The call to \`${name}_wait\` has timed out after ${timeout} second(s).`);
}
