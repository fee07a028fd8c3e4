/** Vector environments and their wrappers against runs of Python's Gymnasium 1.3.0 (test/golden/vector). */
import {
  type AutoresetMode,
  CartPoleVectorEnv,
  type Env,
  makeVec,
  RecordEpisodeStatistics,
  SyncVectorEnv,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { camelCase } from '../../../envs/gymnasium-js/src/python-text.ts';
import { goldenFile } from './golden-file.ts';
import { type AnyVectorEnv, playRun, type VectorRun } from './vector-golden.ts';

type Kwargs = Readonly<Record<string, unknown>>;
interface SyncCase {
  readonly id: string;
  readonly kwargs: Kwargs;
  readonly record_episode_statistics: boolean;
  readonly num_envs: number;
  readonly autoreset_mode: AutoresetMode;
  readonly str: string;
  readonly observation_space: string;
  readonly action_space: string;
  readonly runs: readonly VectorRun[];
}
interface NativeCase {
  readonly id: string;
  readonly kwargs: Kwargs;
  readonly num_envs: number;
  readonly reward_dtype: string;
  readonly runs: readonly VectorRun[];
}
interface VectorData {
  readonly sync: readonly SyncCase[];
  readonly native_vector_env: readonly NativeCase[];
}

const GOLDEN = goldenFile<VectorData>('vector');

function renamed(kwargs: Kwargs): Kwargs {
  return Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [camelCase(key), value]));
}

function makeSync({ id, kwargs, ...golden }: SyncCase): AnyVectorEnv {
  const wrappers = golden.record_episode_statistics
    ? [(env: Env<unknown, unknown>) => new RecordEpisodeStatistics(env)]
    : [];
  return makeVec(id, {
    ...renamed(kwargs),
    numEnvs: golden.num_envs,
    vectorizationMode: 'sync',
    vectorKwargs: { autoresetMode: golden.autoreset_mode },
    wrappers,
  });
}

describe.each(
  GOLDEN.sync.map((golden, n) => {
    const { id, kwargs, autoreset_mode: mode } = golden;
    return [`${n}: ${id} ${JSON.stringify(kwargs)} ${mode}`, golden] as const;
  }),
)('sync %s', (_, golden) => {
  it('has the spaces and the name of the original', () => {
    const env = makeSync(golden);
    expect(String(env.observationSpace)).toBe(golden.observation_space);
    expect(String(env.actionSpace)).toBe(golden.action_space);
    env.unwrapped.spec = null;
    expect(String(env)).toBe(golden.str);
    expect(env).toBeInstanceOf(SyncVectorEnv);
  });

  it.each(golden.runs.map((run, n) => [n, run] as const))('plays run %i', (_n, run) => {
    playRun(makeSync(golden), run);
  });
});

describe.each(GOLDEN.native_vector_env.map((golden, n) => [`${n}: ${golden.id}`, golden] as const))(
  'the vector class %s',
  (_, golden) => {
    it.each(golden.runs.map((run, n) => [n, run] as const))('plays run %i', (_n, run) => {
      const env = makeVec(golden.id, { ...renamed(golden.kwargs), numEnvs: golden.num_envs });
      expect(env).toBeInstanceOf(CartPoleVectorEnv);
      playRun(env, run);
    });
  },
);
