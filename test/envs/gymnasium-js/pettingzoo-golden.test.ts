/**
 * Turns, rewards, births, deaths, conversions, wrappers and errors of many agents against PettingZoo 1.27.0
 * (test/golden/pettingzoo_api). Every record is compared; none is left out.
 */
import {
  type AECEnv,
  AgentSelector,
  aecToParallel,
  errors,
  MultiEpisodeEnv,
  MultiEpisodeParallelEnv,
  type ParallelEnv,
  parallelToAec,
  RockPaperScissorsEnv,
  rockPaperScissors,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { GeneratedAgentsAec, GeneratedAgentsParallel } from './generated-agents.ts';
import { goldenFile } from './golden-file.ts';

type Pairs<Value> = readonly (readonly [agent: string, value: Value])[];
interface Turn {
  readonly selection: string;
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
  readonly action: number | null;
  readonly obs?: number;
  readonly agents_after: readonly string[];
  readonly rewards_after: Pairs<number>;
  readonly cumulative_after: Pairs<number>;
  readonly terminations_after: readonly string[];
  readonly truncations_after: readonly string[];
}
interface TurnTrace {
  readonly seed: number;
  readonly agents: readonly string[];
  readonly turns: readonly Turn[];
  readonly ended: boolean;
}
interface Cycle {
  readonly actions: Pairs<number>;
  readonly rewards: Pairs<number>;
  readonly terminated: readonly string[];
  readonly truncated: readonly string[];
  readonly keys: readonly string[];
  readonly obs_keys: readonly string[];
  readonly agents_after: readonly string[];
  readonly obs?: Pairs<number>;
}
interface CycleTrace {
  readonly seed: number;
  readonly agents: readonly string[];
  readonly reset_obs_keys: readonly string[];
  readonly reset_obs?: Pairs<number>;
  readonly cycles: readonly Cycle[];
  readonly ended: boolean;
}
interface Misuse {
  readonly call: string;
  readonly ok?: null;
  readonly error?: string;
  readonly message?: string;
}
type Name = 'generated_agents_aec' | 'generated_agents_parallel_as_aec' | 'rps_aec' | 'rps_5_actions_aec';
type TurnFamily = Name | 'rps_aec_to_parallel_to_aec' | 'rps_multi_episode_aec';
type CycleFamily = 'generated_agents_parallel' | 'rps_parallel' | 'rps_multi_episode_parallel';
type Golden = Readonly<Record<TurnFamily, readonly TurnTrace[]>> &
  Readonly<Record<CycleFamily, readonly CycleTrace[]>> & {
    readonly agent_selector: readonly (readonly [call: string, result: string | boolean | null])[];
    readonly misuse: readonly Misuse[];
    readonly strings: Readonly<Record<string, string>>;
  };

const GOLDEN = goldenFile<Golden>('pettingzoo_api');
const rpsParallel = (maxCycles: number) => aecToParallel(rockPaperScissors({ maxCycles }));

const TURNS: Readonly<Record<TurnFamily, () => AECEnv<unknown, unknown>>> = {
  generated_agents_aec: () => new GeneratedAgentsAec({ maxCycles: 12 }) as never,
  generated_agents_parallel_as_aec: () =>
    parallelToAec(new GeneratedAgentsParallel({ maxCycles: 12 })) as never,
  rps_aec: () => rockPaperScissors({ maxCycles: 8 }) as never,
  rps_5_actions_aec: () => rockPaperScissors({ maxCycles: 6, numActions: 5 }) as never,
  rps_aec_to_parallel_to_aec: () =>
    parallelToAec(aecToParallel(new RockPaperScissorsEnv({ maxCycles: 5 }))) as never,
  rps_multi_episode_aec: () =>
    new MultiEpisodeEnv(rockPaperScissors({ maxCycles: 3 }), { numEpisodes: 3 }) as never,
};

function flagged(flags: ReadonlyMap<string, boolean>): string[] {
  return [...flags].filter(([, flag]) => flag).map(([agent]) => agent);
}

describe.each(Object.entries(TURNS))('%s', (family, makeEnv) => {
  it.each(GOLDEN[family as TurnFamily])('seed $seed', ({ seed, agents, turns, ended }) => {
    const env = makeEnv();
    env.reset({ seed });
    expect(env.agents).toEqual(agents);
    for (const turn of turns) {
      const [observation, reward, terminated, truncated] = env.last();
      const selection = env.agentSelection;
      env.step(turn.action);
      expect({
        selection,
        reward,
        terminated,
        truncated,
        action: turn.action,
        ...(turn.obs !== undefined && { obs: observation }),
        agents_after: env.agents,
        rewards_after: [...env.rewards],
        cumulative_after: [...env.cumulativeRewards],
        terminations_after: flagged(env.terminations),
        truncations_after: flagged(env.truncations),
      }).toEqual(turn);
    }
    expect(env.agents.length === 0).toBe(ended);
  });
});

const CYCLES: Readonly<Record<CycleFamily, () => ParallelEnv<unknown, unknown>>> = {
  generated_agents_parallel: () => new GeneratedAgentsParallel({ maxCycles: 25 }) as never,
  rps_parallel: () => rpsParallel(8) as never,
  rps_multi_episode_parallel: () => new MultiEpisodeParallelEnv(rpsParallel(3), { numEpisodes: 3 }) as never,
};

describe.each(Object.entries(CYCLES))('%s', (family, makeEnv) => {
  it.each(GOLDEN[family as CycleFamily])('seed $seed', ({ seed, cycles, ended, ...start }) => {
    const env = makeEnv();
    const [first] = env.reset({ seed });
    expect(env.agents).toEqual(start.agents);
    expect([...first.keys()]).toEqual(start.reset_obs_keys);
    if (start.reset_obs !== undefined) expect([...first]).toEqual(start.reset_obs);
    for (const cycle of cycles) {
      const [observations, rewards, terminations, truncations] = env.step(new Map(cycle.actions));
      expect({
        actions: cycle.actions,
        rewards: [...rewards],
        terminated: flagged(terminations),
        truncated: flagged(truncations),
        keys: [...terminations.keys()],
        obs_keys: [...observations.keys()],
        agents_after: env.agents,
        ...(cycle.obs !== undefined && { obs: [...observations] }),
      }).toEqual(cycle);
    }
    expect(env.agents.length === 0).toBe(ended);
  });
});

it('AgentSelector', () => {
  const selector = new AgentSelector(['a', 'b', 'c']);
  const calls: Readonly<Record<string, () => unknown>> = {
    next: () => selector.next(),
    is_first: () => selector.isFirst(),
    is_last: () => selector.isLast(),
    reset: () => selector.reset(),
    reinit: () => selector.reinit(['x', 'y']) ?? null,
  };
  expect(GOLDEN.agent_selector.map(([call]) => [call, calls[call]()])).toEqual(GOLDEN.agent_selector);
});

describe('misuse', () => {
  const begun = (maxCycles = 15) => {
    const env = rockPaperScissors({ maxCycles });
    env.reset();
    return env;
  };
  const calls: Readonly<Record<string, () => unknown>> = {
    'rps env: step before reset': () => rockPaperScissors().step(0),
    'rps env: last before reset': () => rockPaperScissors().last(),
    'rps env: read agent_selection before reset': () => rockPaperScissors().agentSelection,
    'rps env: read rewards before reset': () => rockPaperScissors().rewards,
    'rps env: render before reset': () => rockPaperScissors().render(),
    'rps env: action 3 of Discrete(3)': () => begun().step(3),
    'rps env, max_cycles 1: a non-null action for a finished agent': () => {
      const env = begun(1);
      for (let turn = 0; turn < 3; turn++) env.step(0);
    },
    'rps env: null action for a live agent': () => begun().step(null),
    'aec_to_parallel of an environment whose metadata lacks is_parallelizable': () =>
      aecToParallel(new GeneratedAgentsAec()),
    'parallel_to_aec of an AEC environment': () => parallelToAec(new GeneratedAgentsAec() as never),
    'aec_to_parallel of a parallel environment': () => aecToParallel(new GeneratedAgentsParallel() as never),
    'rps with 4 actions': () => rockPaperScissors({ numActions: 4 }),
    'rps with 1 action': () => rockPaperScissors({ numActions: 1 }),
  };

  it.each(GOLDEN.misuse)('$call', ({ call, error, message }) => {
    if (error === undefined) {
      expect(calls[call]).not.toThrow();
      return;
    }
    let thrown: unknown;
    try {
      calls[call]();
    } catch (caught) {
      thrown = caught;
    }
    expect(thrown).toBeInstanceOf(errors[error as 'AssertionError']);
    expect((thrown as Error).message).toBe(message);
  });
});

it('names', () => {
  expect({
    rps_env: String(rockPaperScissors()),
    rps_raw: String(new RockPaperScissorsEnv()),
    rps_parallel: String(rpsParallel(1)),
    generated_parallel: String(new GeneratedAgentsParallel()),
    generated_aec: String(new GeneratedAgentsAec()),
  }).toEqual(GOLDEN.strings);
});
