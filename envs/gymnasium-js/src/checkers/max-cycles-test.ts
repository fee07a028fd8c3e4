/** maxCyclesTest: whether `maxCycles` limits an episode, and both kinds agree on it (pettingzoo/test/max_cycles_test.py). */
import type { AECEnv } from '../aec-env.ts';
import type { ParallelEnv } from '../parallel-env.ts';
import { assert } from './assert.ts';
import { TestActions } from './test-actions.ts';

/** The makers of one world in both kinds. */
export interface MaxCyclesMakers<Observation, Action> {
  readonly aec: (kwargs: { readonly maxCycles: number }) => AECEnv<Observation, Action>;
  readonly parallel: (kwargs: { readonly maxCycles: number }) => ParallelEnv<Observation, Action>;
}

/** Steps beyond the limit in which an environment may show that it goes on. */
const PATIENCE = 10;

function stepsOf(env: ParallelEnv<unknown, unknown>, atMost: number): number {
  let [seen, told] = env.reset({ seed: 0 });
  const actions = new TestActions(env, 0);
  for (const agent of env.agents) actions.meet(agent);
  let steps = 0;
  while (env.agents.length > 0 && steps < atMost) {
    const chosen = env.agents.map(
      (agent) => [agent, actions.draw(agent, seen.get(agent), told.get(agent))] as const,
    );
    [seen, , , , told] = env.step(new Map(chosen));
    steps += 1;
  }
  return steps;
}

/** How many living turns each agent has. */
function turnsOf(env: AECEnv<unknown, unknown>, atMost: number): Map<string, number> {
  env.reset({ seed: 0 });
  const actions = new TestActions(env, 0);
  const turns = new Map<string, number>();
  for (const agent of env.agentIter(atMost * env.numAgents)) {
    if (!turns.has(agent)) actions.meet(agent);
    const [observation, , terminated, truncated, info] = env.last();
    const living = !terminated && !truncated;
    turns.set(agent, (turns.get(agent) ?? 0) + (living ? 1 : 0));
    env.step(living ? actions.draw(agent, observation, info) : null);
  }
  return turns;
}

/** @throws AssertionError when an episode of random actions has another length than `maxCycles` */
export function maxCyclesTest<Observation, Action>(
  makers: MaxCyclesMakers<Observation, Action>,
  { maxCycles = 4 }: { readonly maxCycles?: number } = {},
): void {
  const atMost = maxCycles + PATIENCE;
  const parallel = makers.parallel({ maxCycles }) as ParallelEnv<unknown, unknown>;
  const steps = stepsOf(parallel, atMost);
  parallel.close();
  assert(
    steps === maxCycles,
    `with maxCycles ${maxCycles} the parallel environment ends after ${steps} steps`,
  );
  const aec = makers.aec({ maxCycles }) as AECEnv<unknown, unknown>;
  const turns = turnsOf(aec, atMost);
  aec.close();
  for (const agent of [aec.possibleAgents[0], aec.possibleAgents.at(-1)] as const) {
    const count = turns.get(agent as string) ?? 0;
    assert(count === maxCycles, `with maxCycles ${maxCycles} ${agent} has ${count} turns`);
  }
}
