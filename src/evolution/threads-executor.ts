/**
 * Evaluates on worker threads (a piscina pool). Members go out in ranges and come back by index; a range whose
 * worker dies is tried again on the worker that replaces it, which is safe because evaluations are pure.
 */
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { EvaluationAnswer, EvaluationTask } from './evaluation-worker.ts';
import type { EvaluatorModule, Executor } from './executor.ts';
import { memberRanges } from './member-range.ts';
import type { Proposal } from './strategy.ts';

const WORKER_FILE = fileURLToPath(new URL('./evaluation-worker.ts', import.meta.url));
const RETRIES = 3;
/** Ranges per thread and generation: enough to even out slow members, few enough to keep messages cheap. */
const RANGES_PER_THREAD = 4;

/** @throws RangeError unless `threads` is an integer from 1 to 1024 */
function assertThreads(threads: number): void {
  if (!Number.isInteger(threads) || threads < 1 || threads > 1024) {
    throw new RangeError(`threads must be an integer from 1 to 1024, got ${threads}`);
  }
}

function crashError({ range, proposal, taskSeeds }: EvaluationTask, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(
    `members ${range.start} to ${range.end - 1} of generation ${proposal.generation} (seed ${proposal.seed}, ` +
      `task seeds ${taskSeeds.join(', ')}) ended their worker ${RETRIES + 1} times: ${reason}`,
    { cause },
  );
}

/**
 * Starts `threads` workers, each with an evaluator of its own.
 * Its `evaluate` rejects at once with the error of an evaluator that throws, and after four tries with an error
 * that names members, generation and seeds when workers keep dying.
 */
export function createThreadsExecutor(evaluator: EvaluatorModule, threads: number): Executor {
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
  const closing = new AbortController();
  // A worker that dies between tasks is replaced by the pool, and nothing is lost.
  pool.on('error', () => {});

  async function runRange(task: EvaluationTask, signal: AbortSignal): Promise<Float64Array> {
    for (let attempt = 0; ; attempt++) {
      let answer: EvaluationAnswer;
      try {
        answer = await pool.run(task, { signal });
      } catch (error) {
        signal.throwIfAborted();
        if (attempt === RETRIES) throw crashError(task, error);
        continue;
      }
      if ('error' in answer) throw answer.error;
      return answer.fitness;
    }
  }

  async function evaluate(
    proposal: Proposal,
    taskSeeds: readonly number[],
    signal?: AbortSignal,
  ): Promise<Float64Array> {
    const failure = new AbortController();
    const stops = [closing.signal, failure.signal];
    const stop = AbortSignal.any(signal === undefined ? stops : [signal, ...stops]);
    stop.throwIfAborted();
    const fitness = new Float64Array(proposal.populationSize * taskSeeds.length);
    const size = Math.ceil(proposal.populationSize / (threads * RANGES_PER_THREAD));
    const ranges = memberRanges(proposal.populationSize, size);
    const running = ranges.map(async (range) => {
      fitness.set(await runRange({ proposal, taskSeeds, range }, stop), range.start * taskSeeds.length);
    });
    try {
      await Promise.all(running);
      return fitness;
    } catch (error) {
      failure.abort(error);
      await Promise.allSettled(running);
      throw error;
    }
  }

  async function close(): Promise<void> {
    closing.abort(new Error('the threads executor is closed'));
    await pool.destroy();
  }

  return { name: `threads(${threads})`, evaluate, close };
}
