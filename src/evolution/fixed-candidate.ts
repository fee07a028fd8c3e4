/** Evaluating one parameter vector, such as the mean, on many tasks with the workers that serve evolution. */
import type { Executor } from './executor.ts';
import type { CandidateSampler, Proposal } from './strategy.ts';

/** Every member is the mean itself. */
export const fixedCandidate: CandidateSampler = {
  name: 'fixed',
  candidate(proposal, _member, out) {
    out.set(proposal.mean);
  },
};

/** Tasks that go to one worker at a time. */
const TASKS_PER_BATCH = 4;

/**
 * The fitness of `parameters` on each task, in the order of `taskSeeds`; the same bits on every executor.
 * @throws what the executor throws
 */
export async function evaluateFixed(
  executor: Executor,
  parameters: Float32Array,
  taskSeeds: readonly number[],
  signal?: AbortSignal,
): Promise<Float64Array> {
  const proposal: Proposal = {
    strategy: fixedCandidate.name,
    mean: parameters,
    sigma: 0,
    seed: 0,
    generation: 0,
    populationSize: 1,
  };
  const fitness = new Float64Array(taskSeeds.length);
  const batches: Promise<void>[] = [];
  for (let start = 0; start < taskSeeds.length; start += TASKS_PER_BATCH) {
    const seeds = taskSeeds.slice(start, start + TASKS_PER_BATCH);
    batches.push(executor.evaluate(proposal, seeds, signal).then((values) => fitness.set(values, start)));
  }
  await Promise.all(batches);
  return fitness;
}
