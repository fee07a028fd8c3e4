/** A check that an environment keeps the ParallelEnv contract (pettingzoo/test/parallel_test.py). */
import type { ParallelEnv } from './parallel-env.ts';

function check(condition: boolean, message: string): void {
  if (!condition) throw new Error(`parallelApiTest: ${message}`);
}

/** Every map has exactly the agents as keys. */
function checkKeys(name: string, map: ReadonlyMap<string, unknown>, agents: readonly string[]): void {
  const same = map.size === agents.length && agents.every((agent) => map.has(agent));
  check(
    same,
    `${name} must have one entry for each of [${agents.join(', ')}], got [${[...map.keys()].join(', ')}]`,
  );
}

function checkObservations<O>(env: ParallelEnv<O, unknown>, observations: ReadonlyMap<string, O>): void {
  for (const [agent, observation] of observations) {
    const space = env.observationSpace(agent);
    check(space.contains(observation), `the observation of ${agent} lies outside ${space}`);
  }
}

/**
 * Plays `cycles` steps of random valid actions, with resets where all agents ended.
 * @throws Error with one sentence on the first breach: spaces that change identity, observations outside
 * their space, maps that do not cover the agents, agents that are not possible, stay after their end or come
 * back
 */
export function parallelApiTest<Observation, Action>(
  env: ParallelEnv<Observation, Action>,
  cycles = 1000,
): void {
  for (const [n, agent] of env.possibleAgents.entries()) {
    const observationSpace = env.observationSpace(agent);
    const actionSpace = env.actionSpace(agent);
    check(env.observationSpace(agent) === observationSpace, `observationSpace(${agent}) must be one object`);
    check(env.actionSpace(agent) === actionSpace, `actionSpace(${agent}) must be one object`);
    actionSpace.seed(n);
  }
  let gone = new Set<string>();
  let seed = 0;
  for (let cycle = 0; cycle < cycles; cycle++) {
    if (cycle === 0 || env.agents.length === 0) {
      const [observations, infos] = env.reset({ seed: seed++ });
      check(env.agents.length > 0, 'reset must leave at least one agent alive');
      checkKeys('observations after reset', observations, env.agents);
      checkKeys('infos after reset', infos, env.agents);
      checkObservations(env, observations);
      gone = new Set();
    }
    const living = [...env.agents];
    const actions = new Map(living.map((agent) => [agent, env.actionSpace(agent).sample()]));
    const [observations, rewards, terminations, truncations, infos] = env.step(actions);
    for (const agent of living) {
      const ended = terminations.get(agent) === true || truncations.get(agent) === true;
      if (ended) gone.add(agent);
      check(ended !== env.agents.includes(agent), `${agent} must be alive exactly until it ended`);
      check(Number.isFinite(rewards.get(agent)), `the reward of ${agent} must be finite`);
    }
    const covered = [...living, ...env.agents.filter((agent) => !living.includes(agent))];
    checkKeys('observations', observations, covered);
    checkKeys('rewards', rewards, covered);
    checkKeys('terminations', terminations, covered);
    checkKeys('truncations', truncations, covered);
    checkKeys('infos', infos, covered);
    checkObservations(env, observations);
    for (const agent of env.agents) {
      check(env.possibleAgents.includes(agent), `${agent} is alive but not among the possible agents`);
      check(!gone.has(agent), `${agent} came back after its end`);
    }
  }
  env.close();
}
