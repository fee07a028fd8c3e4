/** Evaluates on worker threads. Members go out in ranges and come back by index. */
import { createEvaluationPool } from './evaluation-pool.ts';
import type { EvaluatorModule, Executor } from './executor.ts';
import { taperedRanges } from './member-range.ts';
import type { Proposal } from './strategy.ts';

/** The last ranges of a generation are this part of what a thread evaluates: small enough to be even, few messages. */
const SMALLEST_SHARE = 32;

/**
 * Starts `threads` workers, each with an evaluator of its own.
 * Its `evaluate` rejects at once with the error of an evaluator that throws, and after four tries with an error
 * that names members, generation and seeds when workers keep dying.
 */
export function createThreadsExecutor(evaluator: EvaluatorModule, threads: number): Executor {
  const pool = createEvaluationPool(evaluator, threads);
  const closing = new AbortController();

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
    const perThread = proposal.populationSize / threads;
    const ranges = taperedRanges(
      proposal.populationSize,
      threads,
      Math.ceil(perThread / 2),
      Math.ceil(perThread / SMALLEST_SHARE),
    );
    const running = ranges.map(async (range) => {
      fitness.set(await pool.run({ proposal, taskSeeds, range }, stop), range.start * taskSeeds.length);
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
    await pool.close();
  }

  return { name: `threads(${threads})`, evaluate, close };
}
