/** The way back into a stopped run: the newest checkpoint that is whole, checked against the log and the request. */
import { isDeepStrictEqual } from 'node:util';
import { hashParameters } from '../evolution/parameter-hash.ts';
import { decodeState } from '../evolution/state-encoding.ts';
import type { Strategy } from '../evolution/strategy.ts';
import type { TrainingStore } from './training-store.ts';

function restoreNewest<Configuration, State>(
  strategy: Strategy<Configuration, State>,
  run: TrainingStore,
): State {
  const hashes = run.hashes();
  for (const checkpoint of run.checkpoints()) {
    let state: State;
    try {
      state = strategy.restore(decodeState(checkpoint.state));
    } catch {
      continue;
    }
    const expected = hashes[checkpoint.generation];
    if (strategy.generation(state) !== checkpoint.generation + 1) continue;
    if (hashParameters(strategy.mean(state)) !== expected) continue;
    if (checkpoint.generation + 1 < hashes.length) run.rewind(checkpoint.generation);
    return state;
  }
  throw new Error(`run ${run.name} cannot be resumed: none of its checkpoints agrees with its log`);
}

/**
 * The state after the last whole generation, or `initial` where none has ended. Generations after a checkpoint that
 * could be read are taken back in the store, to be run again with the same result.
 * @throws Error when the run was made with another strategy, configuration, seed, dimension or number of tasks
 */
export function resumeState<Configuration, State>(
  strategy: Strategy<Configuration, State>,
  initial: State,
  run: TrainingStore,
  tasksPerGeneration: number,
): State {
  if (run.hashes().length === 0) return initial;
  const state = restoreNewest(strategy, run);
  const was = { ...strategy.origin(state), parameters: strategy.mean(state).length };
  const asked = { ...strategy.origin(initial), parameters: strategy.mean(initial).length };
  for (const field of ['configuration', 'seed', 'parameters'] as const) {
    if (isDeepStrictEqual(was[field], asked[field])) continue;
    throw new Error(
      `run ${run.name} cannot be resumed: its ${field} is ${JSON.stringify(was[field])}, asked for is ${JSON.stringify(asked[field])}`,
    );
  }
  const tasks = run.fitness(strategy.generation(state) - 1)?.taskSeeds.length;
  if (tasks !== tasksPerGeneration) {
    throw new Error(
      `run ${run.name} cannot be resumed: it has ${tasks} tasks a generation, asked for are ${tasksPerGeneration}`,
    );
  }
  return state;
}
