/** parallelApiTest: whether an environment where all act at once keeps PettingZoo's contract (pettingzoo/test/parallel_test.py). */
import { warn } from '../logger.ts';
import type { ParallelEnv } from '../parallel-env.ts';
import { isDictionary } from '../python-text.ts';
import { assert } from './assert.ts';
import {
  checkAgentSpaces,
  checkContained,
  checkPossibleAgents,
  checkReward,
  checkUnwrapped,
} from './check-agents.ts';
import { TestActions } from './test-actions.ts';

type AnyParallel = ParallelEnv<unknown, unknown>;
type AgentMap = ReadonlyMap<string, unknown>;

/** Every map has the agents as keys; more keys, of the dead or of all in common, are warned of. */
function checkKeys(name: string, map: unknown, agents: readonly string[]): asserts map is AgentMap {
  assert(map instanceof Map, `${name} must be a Map`);
  const covered = agents.every((agent) => map.has(agent));
  const expected = `${name} must have one entry for each of [${agents.join(', ')}], got [${[...map.keys()].join(', ')}]`;
  assert(covered, expected);
  if (map.size > agents.length) warn(`${expected}: an agent was given one that was dead before`);
}

function checkInfos(infos: AgentMap): void {
  for (const [agent, info] of infos) assert(isDictionary(info), `the info of ${agent} must be a dictionary`);
}

function checkFlags(name: string, flags: AgentMap): void {
  for (const [agent, flag] of flags)
    assert(typeof flag === 'boolean', `${name} must be booleans, that of ${agent} is ${String(flag)}`);
}

/**
 * Plays `cycles` steps of random valid actions, with resets where all agents ended.
 * @throws AssertionError with one sentence on the first breach: spaces that change identity, observations outside
 * their space, maps that do not cover the agents, agents that are not possible, stay after their end or come back
 */
export function parallelApiTest<Observation, Action>(
  env: ParallelEnv<Observation, Action>,
  cycles = 1000,
): void {
  const tested = env as AnyParallel;
  checkPossibleAgents(tested);
  checkUnwrapped(tested);
  for (const agent of tested.possibleAgents) checkAgentSpaces(tested, agent);
  const actions = new TestActions(tested, 0);
  const met = new Set<string>();
  let gone = new Set<string>();
  let seen: AgentMap = new Map();
  let told: AgentMap = new Map();
  let seed = 0;
  for (let cycle = 0; cycle < cycles; cycle++) {
    if (cycle === 0 || tested.agents.length === 0) {
      [seen, told] = begin(tested, seed++);
      gone = new Set();
    }
    for (const agent of tested.agents) {
      if (met.has(agent)) continue;
      checkAgentSpaces(tested, agent);
      actions.meet(agent);
      met.add(agent);
    }
    const living = [...tested.agents];
    const chosen = living.map((agent) => {
      const info = told.get(agent) as Readonly<Record<string, unknown>> | undefined;
      return [agent, actions.draw(agent, seen.get(agent), info)] as const;
    });
    [seen, told] = stepChecked(tested, new Map(chosen), living, gone);
  }
  tested.close();
}

function begin(env: AnyParallel, seed: number): [AgentMap, AgentMap] {
  const [observations, infos] = env.reset({ seed, options: { options: 1 } });
  assert(env.agents.length > 0, 'reset must leave at least one agent alive');
  checkKeys('observations after reset', observations, env.agents);
  checkKeys('infos after reset', infos, env.agents);
  checkInfos(infos);
  for (const agent of env.agents) checkContained(env, agent, observations.get(agent));
  return [observations, infos];
}

/** One step with all that must hold of it; who ended is added to `gone`. */
function stepChecked(
  env: AnyParallel,
  actions: ReadonlyMap<string, unknown>,
  living: readonly string[],
  gone: Set<string>,
): [AgentMap, AgentMap] {
  const [observations, rewards, terminations, truncations, infos] = env.step(actions);
  for (const agent of living) {
    const ended = terminations.get(agent) === true || truncations.get(agent) === true;
    if (ended) gone.add(agent);
    assert(ended !== env.agents.includes(agent), `${agent} must be alive exactly until it ended`);
    checkReward(agent, rewards.get(agent));
  }
  const covered = [...living, ...env.agents.filter((agent) => !living.includes(agent))];
  checkKeys('observations', observations, covered);
  checkKeys('rewards', rewards, covered);
  checkKeys('terminations', terminations, covered);
  checkKeys('truncations', truncations, covered);
  checkKeys('infos', infos, covered);
  checkInfos(infos);
  checkFlags('terminations', terminations);
  checkFlags('truncations', truncations);
  for (const agent of covered) checkContained(env, agent, observations.get(agent));
  for (const agent of env.agents) {
    const possible = env.possibleAgents.length === 0 || env.possibleAgents.includes(agent);
    assert(possible, `${agent} is alive but not among the possible agents`);
    assert(!gone.has(agent), `${agent} came back after its end`);
  }
  return [observations, infos];
}
