/**
 * Where gradients are computed: in this thread, or by chunks of learners on worker threads (a piscina pool). On one
 * backend both give the same bits for any number of threads.
 */
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { type BackendName, chooseBackend } from '../vsml/differentiable/backend.ts';
import { lifetimeGradient } from '../vsml/differentiable/gradient.ts';
import {
  assertLifetimeBatch,
  type LifetimeBatch,
  type LifetimeSetting,
} from '../vsml/differentiable/lifetime-batch.ts';
import { type ChunkGradient, learnerChunks, type MeanGradient, meanGradient } from './gradient-chunks.ts';
import type { GradientAnswer, GradientTask, GradientWork } from './gradient-worker.ts';

const WORKER_FILE = fileURLToPath(new URL('./gradient-worker.ts', import.meta.url));
const RETRIES = 3;

export interface GradientExecutorOptions {
  /** As `chooseBackend` returned it. */
  readonly backend: BackendName;
  /**
   * Worker threads; 0 computes in this thread. tfjs-node uses all cores by itself and is best left at 0; the other
   * backends run on one core each.
   */
  readonly threads: number;
  /** Learners differentiated together. It decides rounding, threads do not: keep it to keep results. */
  readonly chunkLearners: number;
  /** Examples of a segment, see `lifetimeGradient`. */
  readonly segmentExamples?: number;
}

export interface GradientExecutor {
  readonly name: string;
  /** The gradient of a batch's mean loss. Rejects when parameters or batch do not fit, or when workers keep dying. */
  differentiate(parameters: Float32Array, batch: LifetimeBatch): Promise<MeanGradient>;
  /** Frees all workers; the executor cannot be used afterwards. */
  close(): Promise<void>;
}

function startPool(threads: number, work: GradientWork): Piscina<GradientTask, GradientAnswer> {
  const pool = new Piscina<GradientTask, GradientAnswer>({
    filename: WORKER_FILE,
    name: 'differentiateChunk',
    workerData: work,
    minThreads: threads,
    maxThreads: threads,
    // As in the threads executor of evolution: no warning for TypeScript, no require() that can abort Node.
    execArgv: ['--disable-warning=ExperimentalWarning', '--no-experimental-require-module'],
  });
  // A worker that dies between tasks is replaced by the pool, and nothing is lost.
  pool.on('error', () => {});
  return pool;
}

/** One chunk on the pool; a chunk whose worker dies is tried again, which is safe because gradients are pure. */
async function onPool(
  pool: Piscina<GradientTask, GradientAnswer>,
  task: GradientTask,
): Promise<ChunkGradient> {
  for (let attempt = 0; ; attempt++) {
    let answer: GradientAnswer;
    try {
      answer = await pool.run(task);
    } catch (error) {
      if (attempt < RETRIES) continue;
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`a gradient ended its worker ${RETRIES + 1} times: ${reason}`, { cause: error });
    }
    if ('error' in answer) throw answer.error;
    return answer;
  }
}

/**
 * Starts an executor.
 * @throws RangeError unless `threads` is an integer from 0 to 1024
 */
export function createGradientExecutor(
  setting: LifetimeSetting,
  { backend, threads, chunkLearners, segmentExamples }: GradientExecutorOptions,
): GradientExecutor {
  if (!Number.isInteger(threads) || threads < 0 || threads > 1024) {
    throw new RangeError(`threads must be an integer from 0 to 1024, got ${threads}`);
  }
  const pool =
    threads > 0
      ? startPool(threads, { backend, setting, ...(segmentExamples !== undefined && { segmentExamples }) })
      : undefined;

  async function inline(
    parameters: Float32Array,
    chunks: readonly LifetimeBatch[],
  ): Promise<ChunkGradient[]> {
    const { name, rejections } = await chooseBackend(backend);
    if (name !== backend) throw new Error(rejections.join(' '));
    return chunks.map((chunk) => lifetimeGradient(setting, parameters, chunk, segmentExamples));
  }

  async function differentiate(parameters: Float32Array, batch: LifetimeBatch): Promise<MeanGradient> {
    assertLifetimeBatch(setting, batch);
    const chunks = learnerChunks(batch, chunkLearners);
    const parts = pool
      ? await Promise.all(chunks.map((chunk) => onPool(pool, { parameters, chunk })))
      : await inline(parameters, chunks);
    return meanGradient(setting, chunks, parts);
  }

  async function close(): Promise<void> {
    await pool?.destroy();
  }

  return { name: pool ? `${backend} on ${threads} threads` : backend, differentiate, close };
}
