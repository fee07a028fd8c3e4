/**
 * Serves a queue from one machine: a single BullMQ worker whose main thread does nothing but input and output, so that
 * its locks are renewed in time, while worker threads compute.
 */
import { UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { createEvaluationPool, describeTask, type EvaluationPool } from '../evaluation-pool.ts';
import { type BuildIdentity, buildDifference } from './build-identity.ts';
import { clockMilliseconds } from './clock.ts';
import {
  type Answer,
  type Chunk,
  callKey,
  chunkSchema,
  type EvaluationCall,
  fitnessText,
  type NamedEvaluator,
  QUEUE_NAME,
  readCall,
} from './queue-messages.ts';
import { connectRedis } from './redis-connection.ts';

export interface QueueWorkerOptions {
  readonly address: string;
  /** Chunks computed at a time, each on a thread of its own. */
  readonly threads: number;
  /** How logs and errors name this worker. */
  readonly name: string;
  readonly build: BuildIdentity;
  /** Where evaluators of each name are found on this machine. */
  readonly evaluators: Readonly<Record<string, { readonly url: string; readonly exportName: string }>>;
  /** A chunk whose worker has not renewed its lock for so long goes to another; at least three times a chunk. */
  readonly lockMilliseconds?: number;
  readonly onChunk?: (chunk: {
    readonly call: string;
    readonly members: number;
    readonly milliseconds: number;
  }) => void;
}

export interface QueueWorker {
  /** Why it stopped by itself: a run that it may not compute; pending while it serves. */
  readonly refused: Promise<string>;
  /** Finishes what it has begun, or not if `force`. */
  close(force?: boolean): Promise<void>;
}

/** Calls and pools that are kept ready; a machine may serve several runs in turn. */
const KEPT_READY = 4;
/** The coordinator counts how often a chunk loses its worker, over all its jobs; the queue itself never gives up. */
const MAXIMUM_STALLS = 1_000_000;

/** The newest entries of a map by key, oldest dropped. */
class Recent<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #drop: (value: Value) => void;

  constructor(drop: (value: Value) => void) {
    this.#drop = drop;
  }

  get(key: string, make: () => Value): Value {
    const value = this.#entries.get(key) ?? make();
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > KEPT_READY) {
      this.#drop(this.#entries.get(oldest)!);
      this.#entries.delete(oldest);
    }
    return value;
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  values(): Value[] {
    return [...this.#entries.values()];
  }
}

class ChunkServer {
  readonly #options: QueueWorkerOptions;
  readonly #redis: Redis;
  readonly #calls = new Recent<Promise<EvaluationCall | undefined>>(() => {});
  readonly #pools = new Recent<EvaluationPool>((pool) => void pool.close(true));
  readonly #refuse: (reason: string) => void;

  constructor(options: QueueWorkerOptions, redis: Redis, refuse: (reason: string) => void) {
    this.#options = options;
    this.#redis = redis;
    this.#refuse = refuse;
  }

  async answer(data: unknown): Promise<Answer> {
    const worker = this.#options.name;
    const chunk = chunkSchema.safeParse(data);
    if (!chunk.success) throw new UnrecoverableError('this job is not a chunk of a population');
    const difference = buildDifference(this.#options.build, chunk.data.build);
    if (difference !== undefined) {
      this.#refuse(difference);
      return { worker, refused: difference };
    }
    const call = await this.#call(chunk.data.call);
    if (call === undefined) return { worker, refused: 'the call of its chunk is gone' };
    const pool = this.#pool(call.evaluator);
    if (pool === undefined) {
      const reason = `it has no evaluator named ${call.evaluator.name}`;
      this.#refuse(reason);
      return { worker, refused: reason };
    }
    return this.#compute(pool, call, chunk.data);
  }

  async close(): Promise<void> {
    await Promise.all(this.#pools.values().map((pool) => pool.close()));
  }

  async #compute(
    pool: EvaluationPool,
    { proposal, taskSeeds }: EvaluationCall,
    chunk: Chunk,
  ): Promise<Answer> {
    const { name: worker, onChunk } = this.#options;
    const task = { proposal, taskSeeds, range: { start: chunk.start, end: chunk.end } };
    const begun = clockMilliseconds();
    try {
      const fitness = await pool.run(task);
      const milliseconds = clockMilliseconds() - begun;
      onChunk?.({ call: chunk.call, members: chunk.end - chunk.start, milliseconds });
      return { worker, fitness: fitnessText(fitness), milliseconds };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const where = describeTask(task);
      return { worker, error: reason.startsWith(where) ? reason : `${where} failed: ${reason}` };
    }
  }

  #call(name: string): Promise<EvaluationCall | undefined> {
    return this.#calls.get(name, async () => {
      const bytes = await this.#redis.getBuffer(callKey(name));
      if (bytes === null) this.#calls.forget(name);
      return bytes === null ? undefined : readCall(bytes);
    });
  }

  #pool({ name, specification }: NamedEvaluator): EvaluationPool | undefined {
    const found = this.#options.evaluators[name];
    if (found === undefined) return undefined;
    return this.#pools.get(JSON.stringify([name, specification]), () =>
      createEvaluationPool({ ...found, specification }, this.#options.threads),
    );
  }
}

/**
 * Starts serving; whoever wants to leave calls `close`.
 * @throws QueueError when the address is wrong or nobody answers
 */
export async function startQueueWorker(options: QueueWorkerOptions): Promise<QueueWorker> {
  const redis = await connectRedis(options.address);
  const refusal = Promise.withResolvers<string>();
  const server = new ChunkServer(options, redis, refusal.resolve);
  const lockDuration = options.lockMilliseconds ?? 30_000;
  const connection = redis.duplicate();
  const worker = new Worker<unknown, Answer>(QUEUE_NAME, ({ data }) => server.answer(data), {
    connection,
    name: options.name,
    concurrency: options.threads,
    lockDuration,
    stalledInterval: lockDuration / 2,
    maxStalledCount: MAXIMUM_STALLS,
    drainDelay: 1,
    runRetryDelay: 1000,
  });
  // A lost connection or lock is nobody's error: the chunk is done again elsewhere, with the same answer.
  worker.on('error', () => {});
  await worker.waitUntilReady();
  return {
    refused: refusal.promise,
    async close(force = false) {
      await worker.close(force);
      await server.close();
      // A connection that was handed in is not the library's to close.
      for (const own of [connection, redis]) own.disconnect();
    },
  };
}
