/** seedTest and parallelSeedTest: whether a seed decides an episode (pettingzoo/test/seed_test.py). */
import type { AECEnv } from '../aec-env.ts';
import { deepCopy } from '../deep-copy.ts';
import type { Info } from '../env.ts';
import type { ParallelEnv } from '../parallel-env.ts';
import { assert } from './assert.ts';
import { dataEquivalence } from './data-equivalence.ts';
import { TestActions } from './test-actions.ts';

/** How long to play. */
export interface SeedTestOptions {
  /** Rounds of turns, or steps; default 500. */
  readonly cycles?: number;
}

const SEED = 42;
/** What a moment of an episode is compared by, under the names that messages use. */
type Moment = readonly (readonly [name: string, value: unknown])[];

function checkSame(what: string, moments: readonly Moment[], others: readonly Moment[]): void {
  moments.forEach((moment, time) => {
    moment.forEach(([name, value], n) => {
      const other = others[time]?.[n]?.[1];
      assert(
        dataEquivalence(value, other),
        `Incorrect ${name} in ${what}, at moment ${time}: the environment gives different results for the same seed, as it does when it draws from a source that the seed does not set`,
      );
    });
  });
  assert(moments.length === others.length, `Incorrect length of the episode in ${what}`);
}

/** Episodes of two environments, and of one reset twice, must be the same. */
function compare<Made extends { close(): void }>(
  makeEnv: () => Made,
  play: (env: Made) => readonly Moment[],
): void {
  const [env, twin] = [makeEnv(), makeEnv()];
  try {
    const moments = play(env);
    checkSame('another environment', moments, play(twin));
    checkSame('the same environment, reset again', moments, play(env));
  } finally {
    env.close();
    twin.close();
  }
}

function playTurns(env: AECEnv<unknown, unknown>, cycles: number): Moment[] {
  env.reset({ seed: SEED });
  const actions = new TestActions(env, SEED);
  const met = new Set<string>();
  const moments: Moment[] = [];
  for (const agent of env.agentIter(cycles * env.numAgents)) {
    if (!met.has(agent)) actions.meet(agent);
    met.add(agent);
    const [observation, reward, terminated, truncated, info] = env.last();
    moments.push([
      ['agent', agent],
      ['observation', deepCopy(observation)],
      ['reward', reward],
      ['termination', terminated],
      ['truncation', truncated],
      ['info', deepCopy(info)],
    ]);
    env.step(terminated || truncated ? null : actions.draw(agent, observation, info));
  }
  return moments;
}

function copyMap<Value>(map: ReadonlyMap<string, Value>): Map<string, Value> {
  return new Map(Array.from(map, ([agent, value]) => [agent, deepCopy(value)]));
}

function playSteps(env: ParallelEnv<unknown, unknown>, cycles: number): Moment[] {
  const actions = new TestActions(env, SEED);
  const met = new Set<string>();
  // Some worlds draw observations from their spaces, which must be seeded before the first.
  for (const agent of env.possibleAgents) {
    actions.meet(agent);
    met.add(agent);
  }
  let [seen, told]: [ReadonlyMap<string, unknown>, ReadonlyMap<string, Info>] = env.reset({ seed: SEED });
  const moments: Moment[] = [];
  if (env.possibleAgents.length > 0)
    moments.push([
      ['observations', copyMap(seen)],
      ['infos', copyMap(told)],
    ]);
  for (let cycle = 0; cycle < cycles && env.agents.length > 0; cycle++) {
    for (const agent of env.agents) if (!met.has(agent)) actions.meet(agent);
    for (const agent of env.agents) met.add(agent);
    const chosen = new Map(
      env.agents.map((agent) => [agent, actions.draw(agent, seen.get(agent), told.get(agent))]),
    );
    const [observations, rewards, terminations, truncations, infos] = env.step(chosen);
    moments.push([
      ['agents', [...env.agents]],
      ['observations', copyMap(observations)],
      ['rewards', copyMap(rewards)],
      ['terminations', copyMap(terminations)],
      ['truncations', copyMap(truncations)],
      ['infos', copyMap(infos)],
    ]);
    [seen, told] = [observations, infos];
  }
  return moments;
}

/**
 * Plays one seed in two environments of turns and twice in one, by the same random actions.
 * @throws AssertionError that names what differs and where
 */
export function seedTest<Observation, Action>(
  makeEnv: () => AECEnv<Observation, Action>,
  { cycles = 500 }: SeedTestOptions = {},
): void {
  compare(makeEnv, (env) => playTurns(env as AECEnv<unknown, unknown>, cycles));
}

/**
 * Plays one seed in two environments where all act at once and twice in one, by the same random actions.
 * @throws AssertionError that names what differs and where
 */
export function parallelSeedTest<Observation, Action>(
  makeEnv: () => ParallelEnv<Observation, Action>,
  { cycles = 500 }: SeedTestOptions = {},
): void {
  compare(makeEnv, (env) => playSteps(env as ParallelEnv<unknown, unknown>, cycles));
}
