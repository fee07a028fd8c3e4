/**
 * Worker threads that evaluate ranges of members (a piscina pool). A range whose worker dies is tried again on the
 * worker that replaces it, which is safe because evaluations are pure.
 */
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { EvaluationAnswer, EvaluationTask } from './evaluation-worker.ts';
import type { EvaluatorModule } from './executor.ts';

const WORKER_FILE = fileURLToPath(new URL('./evaluation-worker.ts', import.meta.url));
const RETRIES = 3;

export interface EvaluationPool {
  /**
   * Scores one range on a free thread.
   * @returns `[end - start, tasks]` row-major
   * @throws the evaluator's error, or one that names members, generation and seeds when workers keep dying
   */
  run(task: EvaluationTask, signal?: AbortSignal): Promise<Float64Array>;
  /** Ends at once, or after what is running if `gently`. */
  close(gently?: boolean): Promise<void>;
}

/** @throws RangeError unless `threads` is an integer from 1 to 1024 */
function assertThreads(threads: number): void {
  if (!Number.isInteger(threads) || threads < 1 || threads > 1024) {
    throw new RangeError(`threads must be an integer from 1 to 1024, got ${threads}`);
  }
}

/** Names what is needed to see a failure again. */
export function describeTask({ range, proposal, taskSeeds }: EvaluationTask): string {
  return (
    `members ${range.start} to ${range.end - 1} of generation ${proposal.generation} ` +
    `(seed ${proposal.seed}, task seeds ${taskSeeds.join(', ')})`
  );
}

function crashError(task: EvaluationTask, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(`${describeTask(task)} ended their worker ${RETRIES + 1} times: ${reason}`, { cause });
}

/** Starts `threads` workers, each with an evaluator of its own. */
export function createEvaluationPool(evaluator: EvaluatorModule, threads: number): EvaluationPool {
  assertThreads(threads);
  const pool = new Piscina<EvaluationTask, EvaluationAnswer>({
    filename: WORKER_FILE,
    name: 'evaluateTask',
    workerData: evaluator,
    minThreads: threads,
    maxThreads: threads,
    // The sources are TypeScript run as they are; Node would warn of that once per worker.
    // Loading the worker by require() can abort all of Node when a worker is ended meanwhile; import cannot.
    execArgv: ['--disable-warning=ExperimentalWarning', '--no-experimental-require-module'],
  });
  // A worker that dies between tasks is replaced by the pool, and nothing is lost.
  pool.on('error', () => {});
  return {
    async run(task, signal) {
      for (let attempt = 0; ; attempt++) {
        let answer: EvaluationAnswer;
        try {
          answer = await pool.run(task, signal ? { signal } : {});
        } catch (error) {
          signal?.throwIfAborted();
          if (attempt === RETRIES) throw crashError(task, error);
          continue;
        }
        if ('error' in answer) throw answer.error;
        return answer.fitness;
      }
    },
    close: (gently = false) => (gently ? pool.close() : pool.destroy()),
  };
}
