/** stateTest: whether the view of the whole world keeps its promise (pettingzoo/test/state_test.py). */
import type { AECEnv } from '../aec-env.ts';
import { parallelToAec } from '../conversions/conversions.ts';
import { ParallelEnv } from '../parallel-env.ts';
import { Space } from '../spaces/space.ts';
import { assert } from './assert.ts';
import { checkObservationArray } from './check-agents.ts';
import { TestActions } from './test-actions.ts';

/**
 * Plays random turns and looks at `state` after each.
 * @throws AssertionError when there is no `stateSpace` or a state lies outside of it; what `state` throws where there
 * is none
 */
export function stateTest<Observation, Action>(
  env: AECEnv<Observation, Action> | ParallelEnv<Observation, Action>,
  { cycles = 10 }: { readonly cycles?: number } = {},
): void {
  const space: unknown = env.stateSpace;
  assert(space instanceof Space, 'stateSpace must be a Space where there is a state');
  const tested = (env instanceof ParallelEnv ? parallelToAec(env) : env) as AECEnv<unknown, unknown>;
  const check = () => {
    const state = tested.state();
    assert(space.contains(state), "Environment's state is outside of it's state space");
    checkObservationArray(state);
  };
  tested.reset({ seed: 0 });
  check();
  const actions = new TestActions(tested, 0);
  const met = new Set<string>();
  for (const agent of tested.agentIter(tested.numAgents * cycles)) {
    if (!met.has(agent)) actions.meet(agent);
    met.add(agent);
    const [observation, , terminated, truncated, info] = tested.last();
    tested.step(terminated || truncated ? null : actions.draw(agent, observation, info));
    check();
  }
  tested.close();
}
