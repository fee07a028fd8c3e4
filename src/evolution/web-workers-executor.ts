/**
 * Evaluates on Web Workers, in a browser. Members go out in ranges and come back by index; a range whose worker dies is
 * tried again on the worker that replaces it, which is safe because evaluations are pure.
 */
import type { EvaluationTask } from './evaluation-worker.ts';
import type { EvaluatorModule, Executor } from './executor.ts';
import { memberRanges } from './member-range.ts';
import { webWorkerAnswerSchema } from './web-worker-messages.ts';

const RETRIES = 3;
/** Ranges per worker and generation: enough to even out slow members, few enough to keep messages cheap. */
const RANGES_PER_WORKER = 4;

interface Job {
  readonly task: EvaluationTask;
  readonly resolve: (fitness: Float64Array) => void;
  readonly reject: (error: unknown) => void;
  attempts: number;
}

function crashError({ task: { proposal, range }, attempts }: Job, reason: string): Error {
  const what = `members ${range.start} to ${range.end - 1} of generation ${proposal.generation}`;
  return new Error(`${what} ended their worker ${attempts} times: ${reason}`);
}

/** One worker and the job that it is at. */
class Lane {
  readonly #start: () => Worker;
  #worker: Worker;
  #job: Job | undefined;
  #id = 0;
  readonly #next: () => Job | undefined;

  constructor(start: () => Worker, next: () => Job | undefined) {
    this.#start = start;
    this.#next = next;
    this.#worker = this.#begin();
  }

  /** Takes the next job, if there is one and none at hand. */
  wake(): void {
    if (this.#job) return;
    this.#job = this.#next();
    if (this.#job) this.#worker.postMessage({ id: ++this.#id, ...this.#job.task });
  }

  /** Ends the worker. */
  end(): void {
    this.#worker.terminate();
  }

  #begin(): Worker {
    const worker = this.#start();
    worker.addEventListener('message', ({ data }) => this.#hear(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#die(event.message);
    });
    return worker;
  }

  #hear(data: unknown): void {
    const answer = webWorkerAnswerSchema.parse(data);
    const job = this.#job;
    if (!job || answer.id !== this.#id) return;
    this.#job = undefined;
    if ('error' in answer) job.reject(answer.error);
    else job.resolve(answer.fitness);
    this.wake();
  }

  #die(reason: string): void {
    this.#worker.terminate();
    this.#worker = this.#begin();
    const job = this.#job;
    if (job && ++job.attempts <= RETRIES) {
      this.#worker.postMessage({ id: ++this.#id, ...job.task });
      return;
    }
    this.#job = undefined;
    job?.reject(crashError(job, reason));
    this.wake();
  }
}

/**
 * Starts Web Workers, each with an evaluator of its own.
 * @param evaluator its URL must be one that a worker of this page may import
 * @throws RangeError unless `workers` is an integer from 1 to 1024
 */
export function createWebWorkersExecutor(evaluator: EvaluatorModule, workers: number): Executor {
  if (!Number.isInteger(workers) || workers < 1 || workers > 1024) {
    throw new RangeError(`workers must be an integer from 1 to 1024, got ${workers}`);
  }
  const waiting: Job[] = [];
  const start = () => {
    const worker = new Worker(new URL('./evaluation.web-worker.ts', import.meta.url), { type: 'module' });
    worker.postMessage({ evaluator });
    return worker;
  };
  const lanes = Array.from({ length: workers }, () => new Lane(start, () => waiting.shift()));
  const closing = new AbortController();
  return {
    name: `web workers(${workers})`,
    async evaluate(proposal, taskSeeds, signal) {
      const stop = AbortSignal.any(signal === undefined ? [closing.signal] : [signal, closing.signal]);
      stop.throwIfAborted();
      const fitness = new Float64Array(proposal.populationSize * taskSeeds.length);
      const size = Math.ceil(proposal.populationSize / (workers * RANGES_PER_WORKER));
      const own: Job[] = [];
      const running = memberRanges(proposal.populationSize, size).map((range) => {
        const { promise, resolve, reject } = Promise.withResolvers<Float64Array>();
        own.push({ task: { proposal, taskSeeds, range }, resolve, reject, attempts: 0 });
        return promise.then((values) => fitness.set(values, range.start * taskSeeds.length));
      });
      const leave = () => {
        for (const job of own) {
          const place = waiting.indexOf(job);
          if (place >= 0) waiting.splice(place, 1);
          job.reject(stop.reason);
        }
      };
      stop.addEventListener('abort', leave, { once: true });
      waiting.push(...own);
      for (const lane of lanes) lane.wake();
      try {
        await Promise.all(running);
        return fitness;
      } catch (error) {
        leave();
        await Promise.allSettled(running);
        throw error;
      } finally {
        stop.removeEventListener('abort', leave);
      }
    },
    async close() {
      closing.abort(new Error('the web workers executor is closed'));
      for (const lane of lanes) lane.end();
    },
  };
}
