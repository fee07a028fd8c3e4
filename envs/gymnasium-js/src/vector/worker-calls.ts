/** The calls of an AsyncVectorEnv to its workers, of which one is under way at a time. */
import { ClosedEnvironmentError, NotImplementedError, TimeoutError } from '../errors.ts';
import { nodeThreads } from './node-threads.ts';
import { alreadyPending, noAsyncCall, type PendingCall } from './vector-env.ts';
import type { Command } from './worker-messages.ts';
import type { WorkerPool } from './worker-pool.ts';

/** What is done with the answer of the worker of the environments from `from` on. */
type Take = (value: unknown, from: number) => void;

/** What calls have to know of the environment that they belong to. */
export interface CallOwner {
  readonly closed: boolean;
  close(options: { readonly terminate: true }): unknown;
}

export class WorkerCalls {
  /** The call that was begun and not yet waited for. */
  underWay: PendingCall | null = null;
  private readonly pool: WorkerPool;
  private readonly owner: CallOwner;

  constructor(pool: WorkerPool, owner: CallOwner) {
    this.pool = pool;
    this.owner = owner;
  }

  /** @throws ClosedEnvironmentError */
  assertOpen(): void {
    if (!this.owner.closed) return;
    throw new ClosedEnvironmentError(
      `Trying to operate on \`${this.owner.constructor.name}\`, after a call to \`close()\`.`,
    );
  }

  /** @throws NotImplementedError in a browser, before anything is begun */
  assertCanStandStill(): void {
    if (nodeThreads() !== null) return;
    throw new NotImplementedError(
      'only Node can wait for workers without letting go of the thread; use resetAsync and resetWait, stepAsync and stepWait, callAsync and callWait, setAttrAsync',
    );
  }

  /**
   * Begins a call; `method` is its name in Python.
   * @throws ClosedEnvironmentError; AlreadyPendingCallError when another is under way
   */
  begin(call: PendingCall, method: string, commandFor: (from: number, to: number) => Command): void {
    this.assertOpen();
    if (this.underWay !== null) throw alreadyPending(method, this.underWay);
    this.underWay = call;
    this.pool.send(commandFor);
  }

  /** @throws ClosedEnvironmentError, NoAsyncCallError, TimeoutError; what an environment threw */
  async wait(call: PendingCall, timeout: number | null, take: Take): Promise<void> {
    this.expect(call);
    try {
      await this.pool.gather(call, timeout, take);
    } catch (error) {
      this.fail(error);
    } finally {
      this.underWay = null;
    }
  }

  /** As `wait`, with this thread standing still. @throws what `wait` throws */
  waitNow(call: PendingCall, take: Take): void {
    this.expect(call);
    this.underWay = null;
    try {
      this.pool.gatherNow(call, null, take);
    } catch (error) {
      this.fail(error);
    }
  }

  private expect(call: PendingCall): void {
    this.assertOpen();
    if (this.underWay !== call) throw noAsyncCall(call);
  }

  /** An environment that threw, or a worker that died, is the end of all: the workers are stopped. */
  private fail(error: unknown): never {
    if (!(error instanceof TimeoutError)) void this.owner.close({ terminate: true });
    throw error;
  }
}
