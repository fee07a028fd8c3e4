/**
 * Where candidates are evaluated. Every executor returns the same bits: an evaluation is a pure function of
 * `(proposal, member, task seed)` and results are placed by index, whatever the order in which they arrive.
 */
import { accelerateGaussians } from '../numerics/gaussian-kernel.ts';
import type { Proposal } from './strategy.ts';

/**
 * The fitness of one candidate on one task, larger is better.
 * A pure function; `parameters` is overwritten after it returns, so it must be copied to be kept. `lifetimeSteps` asks
 * for a lifetime of that length where a curriculum is under way; evaluators without a length of life ignore it.
 */
export type Evaluate = (parameters: Float32Array, taskSeed: number, lifetimeSteps?: number) => number;

/** How a worker gets its evaluator: it imports `url` and calls the export with the specification, once. */
export interface EvaluatorModule {
  /** URL of an ES module, such as `import.meta.resolve('./evaluator.ts')`. */
  readonly url: string;
  /** Name of an export of type `EvaluatorFactory`. */
  readonly exportName: string;
  /** Plain data that tells which world, rule shape and so on; it is cloned to each worker. */
  readonly specification: unknown;
}

export type EvaluatorFactory = (specification: unknown) => Promise<Evaluate>;

export interface Executor {
  readonly name: string;
  /**
   * Evaluates every member on every task.
   * @param taskSeeds the same tasks for all members
   * @param signal stops early; the promise then rejects
   * @returns `[populationSize, tasks]` row-major; NaN is passed through
   * @throws the error of an evaluator that throws
   */
  evaluate(proposal: Proposal, taskSeeds: readonly number[], signal?: AbortSignal): Promise<Float64Array>;
  /** Frees all workers; the executor cannot be used afterwards. */
  close(): Promise<void>;
}

/**
 * Imports an evaluator.
 * @throws TypeError when the module has no such export
 */
export async function loadEvaluator(source: EvaluatorModule): Promise<Evaluate> {
  // Candidates are made of noise wherever they are evaluated.
  await accelerateGaussians();
  const module = (await import(/* @vite-ignore */ source.url)) as Record<string, unknown>;
  const factory = module[source.exportName];
  if (typeof factory !== 'function') {
    throw new TypeError(
      `evaluator module ${source.url} must export a function named ${JSON.stringify(source.exportName)}`,
    );
  }
  return (factory as EvaluatorFactory)(source.specification);
}
