/** apiTest: whether an environment of turns keeps PettingZoo's contract (pettingzoo/test/api_test.py). */
import { AECEnv } from '../aec-env.ts';
import { warn } from '../logger.ts';
import { isDictionary } from '../python-text.ts';
import { assert } from './assert.ts';
import {
  adviseOnAgent,
  checkAgentSpaces,
  checkContained,
  checkObservationArray,
  checkPossibleAgents,
  checkReward,
  checkUnwrapped,
} from './check-agents.ts';
import { dataEquivalence } from './data-equivalence.ts';
import { TestActions } from './test-actions.ts';

/** How long to play. */
export interface ApiTestOptions {
  /** Rounds of turns, default 1000. */
  readonly cycles?: number;
}

type AnyAec = AECEnv<unknown, unknown>;

/**
 * Plays random valid actions until the episode ends or for `cycles` rounds, then two rounds of another.
 * @throws AssertionError with one sentence on the first breach: agents that are not alive after `reset`, that come
 * back or are skipped when they ended; rewards that `last` does not sum up; maps that do not cover the agents;
 * spaces that change identity and observations outside of them; `render` without `close`
 */
export function apiTest<Observation, Action>(
  env: AECEnv<Observation, Action>,
  { cycles = 1000 }: ApiTestOptions = {},
): void {
  assert(env instanceof AECEnv, 'Env must be an instance of AECEnv');
  const tested = env as AnyAec;
  checkPossibleAgents(tested);
  tested.reset({ seed: 0, options: { options: 1 } });
  checkBegin(tested);
  for (const agent of tested.agents) {
    checkAgentSpaces(tested, agent);
    adviseOnAgent(tested, agent);
  }
  checkObservationArray(tested.last()[0]);
  assert(tested.last(false)[0] === null, 'last must return a None when observe=False');
  const actions = new TestActions(tested, 0);
  playToEnd(tested, actions, cycles);
  playTwoRounds(tested, actions);
  checkUnwrapped(tested);
  checkRenderAndClose(tested);
  tested.close();
}

function checkBegin(env: AnyAec): void {
  for (const flags of ['terminations', 'truncations'] as const) {
    const raised = [...env[flags].values()].some((flag) => flag !== false);
    assert(!raised, `${flags} must all be False after reset`);
  }
  assert(env.numAgents > 0, 'An environment should have a nonzero number of agents');
  checkLedger(env);
}

/** Every map has the agents as its keys, and every value is of its kind. */
function checkLedger(env: AnyAec): void {
  assert(env.numAgents === env.agents.length, 'env.num_agents is not equal to len(env.agents)');
  for (const name of ['rewards', 'terminations', 'truncations', 'infos'] as const) {
    const keys = [...env[name].keys()];
    const same = keys.length === env.agents.length && env.agents.every((agent) => env[name].has(agent));
    assert(
      same,
      `${name} must have one entry for each of [${env.agents.join(', ')}], got [${keys.join(', ')}]: agents should not be given any after their last turn`,
    );
  }
  for (const agent of env.agents) {
    checkReward(agent, env.rewards.get(agent));
    for (const flags of [env.terminations, env.truncations])
      assert(
        typeof flags.get(agent) === 'boolean',
        `Agent's values in terminations and truncations must be True or False, those of ${agent} are not`,
      );
    assert(isDictionary(env.infos.get(agent)), `the info of ${agent} must be a dictionary`);
    assert(
      env.possibleAgents.length === 0 || env.possibleAgents.includes(agent),
      `possible agents should always include all agents, if it exists; ${agent} is missing`,
    );
  }
  assert(
    env.agents.length === 0 || env.agents.includes(env.agentSelection),
    `it is the turn of ${env.agentSelection}, who is not among the agents [${env.agents.join(', ')}]`,
  );
}

function playToEnd(env: AnyAec, actions: TestActions, cycles: number): void {
  env.reset();
  const finished = new Set<string>();
  const met = new Set<string>();
  /** What each agent should have earned since its own last turn. */
  const earned = new Map<string, number>();
  for (const agent of env.agentIter(env.numAgents * cycles)) {
    assert(
      !finished.has(agent),
      `agents cannot resurrect! ${agent} ended before: generate one with a new name`,
    );
    if (!met.has(agent)) {
      checkAgentSpaces(env, agent);
      actions.meet(agent);
      met.add(agent);
    }
    const [observation, reward, terminated, truncated, info] = env.last();
    checkContained(env, agent, observation);
    const due = earned.get(agent) ?? 0;
    assert(
      due === reward,
      `reward returned by last is not the accumulated rewards in its rewards dict: ${agent} earned ${due} since its last turn, last tells ${reward}`,
    );
    earned.set(agent, 0);
    const dead = terminated || truncated;
    if (dead) finished.add(agent);
    env.step(dead ? null : actions.draw(agent, observation, info));
    for (const [other, gain] of env.rewards) earned.set(other, (earned.get(other) ?? 0) + gain);
    assert(
      !dead || !env.agents.includes(agent),
      `${agent} ended and had its last turn: it must leave the agents`,
    );
    checkLedger(env);
  }
  const skipped = [...met].filter((agent) => !finished.has(agent));
  assert(
    env.agents.length > 0 || skipped.length === 0,
    `not all agents finished, some were skipped over: ${skipped.join(', ')}`,
  );
}

function playTwoRounds(env: AnyAec, actions: TestActions): void {
  env.reset();
  for (const agent of env.agentIter(env.numAgents * 2)) {
    const [observation, , terminated, truncated, info] = env.last();
    assert(
      terminated === env.terminations.get(agent),
      'Termination from last() and terminations[agent] do not match',
    );
    assert(
      truncated === env.truncations.get(agent),
      'Truncation from last() and truncations[agent] do not match',
    );
    assert(dataEquivalence(info, env.infos.get(agent)), 'Info from last() and infos[agent] do not match');
    const action = terminated || truncated ? null : actions.draw(agent, observation, info);
    const result: unknown = env.step(action);
    assert(result === undefined, 'step() must not return anything');
  }
}

function checkRenderAndClose(env: AnyAec): void {
  const { render, close } = AECEnv.prototype;
  if (env.render === render) warn('Environment has not defined a render() method');
  else assert(env.close !== close, 'If render method defined, then close method required');
}
