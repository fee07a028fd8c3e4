/** Evaluates on the calling thread, one member after the other: the definition that all executors must equal. */
import { type Evaluate, type EvaluatorModule, type Executor, loadEvaluator } from './executor.ts';
import { evaluateRange, memberRanges } from './member-range.ts';

/** Lets timers, signals and messages have their turn between two members. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}

/** @param source an evaluator, or the module that makes one */
export function createInlineExecutor(source: Evaluate | EvaluatorModule): Executor {
  let loading: Promise<Evaluate> | undefined;
  return {
    name: 'inline',
    async evaluate(proposal, taskSeeds, signal) {
      loading ??= typeof source === 'function' ? Promise.resolve(source) : loadEvaluator(source);
      const evaluate = await loading;
      const fitness = new Float64Array(proposal.populationSize * taskSeeds.length);
      for (const range of memberRanges(proposal.populationSize, 1)) {
        signal?.throwIfAborted();
        fitness.set(evaluateRange(evaluate, proposal, taskSeeds, range), range.start * taskSeeds.length);
        await nextTurn();
      }
      return fitness;
    },
    close: async () => {},
  };
}
