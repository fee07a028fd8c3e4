/**
 * Evaluates on any number of machines: a BullMQ queue on Redis (https://docs.bullmq.io). Members go out in chunks and
 * come back by index, so the result is that of the inline executor, whatever happens on the way: what Redis forgot is
 * given out again, what takes too long is given out a second time, and the first answer wins.
 */
import { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Executor } from '../executor.ts';
import { type MemberRange, memberRanges, taperedRanges } from '../member-range.ts';
import type { Proposal } from '../strategy.ts';
import type { BuildIdentity } from './build-identity.ts';
import { ChunkDispatcher } from './chunk-dispatcher.ts';
import { clockMilliseconds } from './clock.ts';
import { type CoordinatorLock, lockRun } from './coordinator-lock.ts';
import { PendingCall, type PendingChunk } from './pending-call.ts';
import { QueueError } from './queue-error.ts';
import {
  type Answer,
  answerSchema,
  callBytes,
  callName,
  KEPT_SECONDS,
  type NamedEvaluator,
  QUEUE_NAME,
} from './queue-messages.ts';
import { connectRedis } from './redis-connection.ts';

export interface QueueExecutorOptions {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://`. */
  readonly address: string;
  /** Name of the run; one coordinator at a time. */
  readonly run: string;
  readonly evaluator: NamedEvaluator;
  readonly build: BuildIdentity;
  /** How much work a chunk should be; those of the first generation and the last of each generation are smaller. */
  readonly chunkMilliseconds?: number;
  /** How often the queue is looked at, besides the events that it sends. */
  readonly lookMilliseconds?: number;
  /** A chunk may lose its worker so often before it is taken for poison. */
  readonly maximumStalls?: number;
  /** Told of what users may want to know: refused workers, chunks given out again. */
  readonly onNotice?: (notice: string) => void;
}

/** Chunks of the first generation, before anything has been timed. */
const FIRST_CHUNKS = 16;
/** The last chunks of a generation are smaller by up to this: small enough to be even, large enough to be worth a job. */
const SMALLEST_SHARE = 8;
/** Late answers to so many earlier calls are still compared with the first ones. */
const REMEMBERED_CALLS = 4;

interface Waiting {
  readonly pending: PendingCall;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

class QueueCoordinator {
  readonly #options: Required<
    Pick<QueueExecutorOptions, 'chunkMilliseconds' | 'lookMilliseconds' | 'maximumStalls'>
  > &
    QueueExecutorOptions;
  readonly #redis: Redis;
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  readonly #lock: CoordinatorLock;
  readonly #dispatcher: ChunkDispatcher;
  readonly #waiting = new Map<string, Waiting>();
  readonly #recent: PendingCall[] = [];
  readonly #timer: NodeJS.Timeout;
  /** Milliseconds of one member and how many are evaluated at a time, once known. */
  #pace: { readonly perMember: number; readonly workers: number } | undefined;
  /** An answer that came after its call had ended and did not agree. */
  #lateFailure: unknown;
  #looking = false;

  constructor(
    options: QueueExecutorOptions,
    redis: Redis,
    queue: Queue,
    events: QueueEvents,
    lock: CoordinatorLock,
  ) {
    this.#options = { chunkMilliseconds: 1000, lookMilliseconds: 1000, maximumStalls: 20, ...options };
    this.#redis = redis;
    this.#queue = queue;
    this.#events = events;
    this.#lock = lock;
    this.#dispatcher = new ChunkDispatcher(redis, queue, this.#options);
    events.on('completed', ({ jobId, returnvalue }) => this.#hear(jobId, returnvalue));
    events.on('active', ({ jobId }) => this.#begin(jobId));
    events.on('stalled', ({ jobId }) => this.#stall(jobId));
    events.on('failed', ({ jobId, failedReason }) => this.#fail(jobId, failedReason));
    // A server that went away is looked for again; whoever waits may stop waiting.
    queue.on('error', () => {});
    events.on('error', () => {});
    this.#timer = setInterval(() => void this.#look(), this.#options.lookMilliseconds);
  }

  async evaluate(
    proposal: Proposal,
    taskSeeds: readonly number[],
    signal?: AbortSignal,
  ): Promise<Float64Array> {
    signal?.throwIfAborted();
    if (this.#lateFailure !== undefined) throw this.#lateFailure;
    const call = { proposal, taskSeeds, evaluator: this.#options.evaluator };
    const bytes = callBytes(call);
    const name = callName(this.#options.run, call, bytes);
    const pending = new PendingCall(name, call, bytes, this.#ranges(proposal.populationSize));
    const begun = clockMilliseconds();
    const done = Promise.withResolvers<void>();
    // Whoever is told of a failure may be late to wait for it.
    done.promise.catch(() => {});
    this.#waiting.set(name, { pending, resolve: done.resolve, reject: done.reject });
    const stop = () => done.reject(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
    try {
      await Promise.race([this.#dispatcher.giveOut(pending, pending.open()), done.promise]);
      // What an earlier coordinator of this run was answered lies there already.
      void this.#look();
      await done.promise;
      this.#learnPace(pending, clockMilliseconds() - begun);
      return pending.fitness;
    } finally {
      signal?.removeEventListener('abort', stop);
      this.#waiting.delete(name);
      this.#recent.push(pending);
      if (this.#recent.length > REMEMBERED_CALLS) this.#recent.shift();
      if (!pending.complete) await this.#dispatcher.takeBack(pending).catch(() => {});
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    for (const { reject } of this.#waiting.values()) reject(new Error('the queue executor is closed'));
    await this.#lock.release().catch(() => {});
    await Promise.allSettled([this.#events.close(), this.#queue.close()]);
  }

  #ranges(populationSize: number): MemberRange[] {
    if (this.#pace === undefined) {
      return memberRanges(populationSize, Math.ceil(populationSize / FIRST_CHUNKS));
    }
    const { perMember, workers } = this.#pace;
    const largest = Math.max(1, Math.floor(this.#options.chunkMilliseconds / Math.max(perMember, 1e-3)));
    return taperedRanges(populationSize, workers, largest, Math.floor(largest / SMALLEST_SHARE));
  }

  #learnPace({ paces, fitness, call }: PendingCall, elapsed: number): void {
    const worked = paces.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    const members = fitness.length / call.taskSeeds.length;
    this.#pace = { perMember: worked / members, workers: Math.max(1, Math.round(worked / elapsed)) };
  }

  #find(
    jobId: string,
  ): { pending: PendingCall; chunk: PendingChunk; waiting?: Waiting | undefined } | undefined {
    const [, call, start] = /^(.*)\.(\d+)-\d+\.\d+$/.exec(jobId) ?? [];
    const waiting = this.#waiting.get(call);
    const pending = waiting?.pending ?? this.#recent.find(({ name }) => name === call);
    const chunk = pending?.chunks.get(Number(start));
    return pending && chunk && { pending, chunk, waiting };
  }

  #hear(jobId: string, value: unknown): void {
    const found = this.#find(jobId);
    if (!found) return;
    const { pending, chunk, waiting } = found;
    this.#dispatcher.served = true;
    const parsed = answerSchema.safeParse(typeof value === 'string' ? JSON.parse(value) : value);
    try {
      if (!parsed.success)
        throw new QueueError('disagreement', `a worker's answer to ${jobId} cannot be read`);
      this.#take(pending, chunk, parsed.data);
      if (pending.complete) waiting?.resolve();
    } catch (error) {
      if (waiting) waiting.reject(error);
      else this.#lateFailure = error;
    }
  }

  #take(pending: PendingCall, chunk: PendingChunk, answer: Answer): void {
    if ('fitness' in answer) {
      pending.accept(chunk, answer);
      return;
    }
    if ('error' in answer) {
      throw new QueueError('poison', `${answer.error} (on worker ${answer.worker})`);
    }
    if (chunk.winner) return;
    this.#options.onNotice?.(`worker ${answer.worker} was refused: ${answer.refused}`);
    if (this.#dispatcher.again(pending, chunk)) return;
    throw new QueueError('disagreement', `every worker is refused, the last one because ${answer.refused}`);
  }

  #begin(jobId: string): void {
    const chunk = this.#find(jobId)?.chunk;
    if (chunk) chunk.begunAt = clockMilliseconds();
  }

  #stall(jobId: string): void {
    const chunk = this.#find(jobId)?.chunk;
    if (!chunk) return;
    chunk.stalls += 1;
    if (chunk.stalls > this.#options.maximumStalls) this.#fail(jobId, `${chunk.stalls} of them`);
  }

  #fail(jobId: string, reason: string): void {
    const found = this.#find(jobId);
    if (!found?.waiting || found.chunk.winner) return;
    const { chunk, pending, waiting } = found;
    const { proposal, taskSeeds } = pending.call;
    const what = `members ${chunk.start} to ${chunk.end - 1} of generation ${proposal.generation} (seed ${proposal.seed}, task seeds ${taskSeeds.join(', ')})`;
    waiting.reject(new QueueError('poison', `${what} ended every worker that tried them: ${reason}`));
  }

  /** Looks at what is in the queue: events may have been lost, and a server emptied. */
  async #look(): Promise<void> {
    if (this.#looking || this.#redis.status !== 'ready') return;
    this.#looking = true;
    try {
      const lost = this.#lock.lost();
      for (const waiting of this.#waiting.values()) {
        if (lost) waiting.reject(lost);
        else await this.#lookAt(waiting.pending);
      }
    } catch {
      // The server went away again; the next look will see.
    } finally {
      this.#looking = false;
    }
  }

  async #lookAt(pending: PendingCall): Promise<void> {
    for (const { jobId, answer, failure } of await this.#dispatcher.look(pending)) {
      if (failure === undefined) this.#hear(jobId, answer);
      else this.#fail(jobId, failure);
    }
  }
}

/**
 * Connects to a queue and takes the run's lock.
 * @throws QueueError when the address is wrong, nobody answers, or somebody else coordinates the run
 */
export async function createQueueExecutor(options: QueueExecutorOptions): Promise<Executor> {
  const redis = await connectRedis(options.address);
  let lock: CoordinatorLock;
  try {
    lock = await lockRun(redis, options.run);
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  const keep = { age: KEPT_SECONDS };
  const queue = new Queue(QUEUE_NAME, {
    connection: redis,
    defaultJobOptions: { removeOnComplete: keep, removeOnFail: keep },
  });
  const listening = redis.duplicate();
  const events = new QueueEvents(QUEUE_NAME, { connection: listening });
  await events.waitUntilReady();
  const coordinator = new QueueCoordinator(options, redis, queue, events, lock);
  return {
    name: 'queue',
    evaluate: (proposal, taskSeeds, signal) => coordinator.evaluate(proposal, taskSeeds, signal),
    async close() {
      await coordinator.close();
      // Connections that were handed in are not the library's to close.
      for (const own of [listening, redis]) own.disconnect();
    },
  };
}
