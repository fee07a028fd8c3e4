/**
 * Puts chunks of a call into the queue and keeps them there: what Redis forgot is given out again, and near the end of a
 * generation, when nothing waits for a worker, what takes too long is given out a second time.
 */
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { BuildIdentity } from './build-identity.ts';
import { clockMilliseconds } from './clock.ts';
import type { PendingCall, PendingChunk } from './pending-call.ts';
import { type Chunk, callKey, chunkJobId, KEPT_SECONDS } from './queue-messages.ts';

/** A chunk is given out again after this many times what one of its size usually takes, near the end of a generation. */
const LATE = 3;
const LATE_MILLISECONDS = 1000;
/** After so long without any answer the user is told that nobody serves. */
const LONELY_MILLISECONDS = 3000;
/** A chunk is not given out more often than this. */
const MAXIMUM_ISSUES = 50;

/** A job that has ended, found by looking. */
export interface EndedJob {
  readonly jobId: string;
  readonly answer: unknown;
  /** Why the queue gave it up; absent if it was answered. */
  readonly failure?: string;
}

export interface DispatcherOptions {
  readonly build: BuildIdentity;
  readonly chunkMilliseconds: number;
  readonly onNotice?: ((notice: string) => void) | undefined;
}

export class ChunkDispatcher {
  /** Whether somebody has answered, or the user has been told that nobody does. */
  served = false;
  readonly #redis: Redis;
  readonly #queue: Queue;
  readonly #options: DispatcherOptions;

  constructor(redis: Redis, queue: Queue, options: DispatcherOptions) {
    this.#redis = redis;
    this.#queue = queue;
    this.#options = options;
  }

  /** Puts the call where workers find it, and its chunks into the queue. */
  async giveOut(pending: PendingCall, chunks: readonly PendingChunk[]): Promise<void> {
    const { name, bytes } = pending;
    await this.#redis.set(callKey(name), Buffer.from(bytes), 'EX', KEPT_SECONDS);
    for (const chunk of chunks) {
      chunk.issues = Math.max(1, chunk.issues);
      chunk.issuedAt = clockMilliseconds();
      chunk.begunAt = undefined;
    }
    await this.#queue.addBulk(chunks.map((chunk) => this.#job(name, chunk)));
  }

  /** Gives a chunk out once more, under a name of its own. @returns false when it has been often enough */
  again(pending: PendingCall, chunk: PendingChunk): boolean {
    if (chunk.issues >= MAXIMUM_ISSUES) return false;
    chunk.issues += 1;
    // A server that is away has forgotten it; the next look will see.
    this.giveOut(pending, [chunk]).catch(() => {});
    return true;
  }

  /** Takes back what nobody has begun. */
  async takeBack(pending: PendingCall): Promise<void> {
    for (const chunk of pending.open()) {
      for (const jobId of this.#jobIds(pending, chunk)) await this.#queue.remove(jobId);
    }
  }

  /** Looks at every open chunk of a call. @returns jobs that have ended; events of them may have been lost */
  async look(pending: PendingCall): Promise<EndedJob[]> {
    const ended: EndedJob[] = [];
    const forgotten: PendingChunk[] = [];
    for (const chunk of pending.open().filter(({ issues }) => issues > 0)) {
      let known = 0;
      for (const jobId of this.#jobIds(pending, chunk)) {
        const job = await this.#queue.getJob(jobId);
        if (!job) continue;
        known += 1;
        if (job.finishedOn === undefined) continue;
        const failure = job.failedReason;
        ended.push({ jobId, answer: job.returnvalue, ...(failure && { failure }) });
      }
      if (known === 0 && !chunk.winner) forgotten.push(chunk);
    }
    if (forgotten.length > 0) await this.giveOut(pending, forgotten);
    await this.#hurry(pending);
    return ended;
  }

  #job(call: string, { start, end, issues }: PendingChunk) {
    const data: Chunk = { call, start, end, build: this.#options.build };
    return { name: 'chunk', data, opts: { jobId: chunkJobId(data, issues - 1) } };
  }

  #jobIds({ name: call }: PendingCall, { start, end, issues }: PendingChunk): string[] {
    return Array.from({ length: issues }, (_, issue) => chunkJobId({ call, start, end }, issue));
  }

  async #hurry(pending: PendingCall): Promise<void> {
    const { wait = 0, prioritized = 0 } = await this.#queue.getJobCounts('wait', 'prioritized');
    if (wait + prioritized > 0) {
      this.#wonder(pending);
      return;
    }
    const paces = pending.paces.map(({ members, milliseconds }) => milliseconds / members);
    const usual = paces.sort((a, b) => a - b)[paces.length >> 1];
    const now = clockMilliseconds();
    for (const chunk of pending.open()) {
      const expected =
        usual === undefined ? this.#options.chunkMilliseconds : usual * (chunk.end - chunk.start);
      const late = Math.max(LATE_MILLISECONDS, LATE * expected) * chunk.issues;
      // Time that it waited for a worker does not make it late.
      if (now - (chunk.begunAt ?? chunk.issuedAt) < late || !this.again(pending, chunk)) continue;
      this.#options.onNotice?.(
        `members ${chunk.start} to ${chunk.end - 1} take long and are given out again`,
      );
    }
  }

  /** Tells once that there may be nobody to do the work. */
  #wonder(pending: PendingCall): void {
    const oldest = Math.min(...pending.open().map(({ issuedAt }) => issuedAt));
    if (this.served || clockMilliseconds() - oldest < LONELY_MILLISECONDS) return;
    this.served = true;
    this.#options.onNotice?.('no worker has answered yet: start one with "murmur worker --queue <address>"');
  }
}
