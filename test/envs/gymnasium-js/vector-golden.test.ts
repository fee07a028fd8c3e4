/** Vector environments and their wrappers against runs of Python's Gymnasium 1.3.0 (test/golden/vector). */

import * as gymnasium from 'gymnasium-js';
import {
  type AutoresetMode,
  CartPoleVectorEnv,
  type Env,
  errors,
  makeVec,
  RecordEpisodeStatistics,
  SyncVectorEnv,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { camelCase, pythonText } from '../../../envs/gymnasium-js/src/python-text.ts';
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
interface WrapperCase {
  readonly wrapper: string;
  readonly id: string;
  readonly autoreset_mode: AutoresetMode;
  readonly max_episode_steps: number;
  readonly num_envs: number;
  readonly observation_space: string;
  readonly action_space: string;
  readonly run: VectorRun;
}
interface VectorData {
  readonly sync: readonly SyncCase[];
  readonly native_vector_env: readonly NativeCase[];
  readonly wrappers: readonly WrapperCase[];
}
interface MakeVecCase {
  readonly id: string;
  readonly kwargs: Kwargs;
  readonly ok?: Readonly<Record<string, unknown>>;
  readonly error?: string;
  readonly message?: string;
}

const GOLDEN = goldenFile<VectorData>('vector');
const MAKE_VEC = goldenFile<{ readonly make_vec: readonly MakeVecCase[] }>('registry').make_vec;
const NAMED_ERRORS = { ...errors, Error: errors.GymnasiumError };

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

type WrapperClass = new (env: AnyVectorEnv, options: object) => AnyVectorEnv;

/** The bounds, shapes and types that the golden file was made with. */
const WRAPPER_OPTIONS: Readonly<Record<string, (env: AnyVectorEnv) => object>> = {
  ClipReward: () => ({ minReward: 0.2, maxReward: 0.8 }),
  RescaleObservation: () => ({ minObs: -1, maxObs: 1 }),
  RescaleAction: () => ({ minAction: -1, maxAction: 1 }),
  DtypeObservation_float64: () => ({ dtype: 'float64' }),
  ReshapeObservation_1x: (env) => ({ shape: [1, ...(env.singleObservationSpace.shape as number[])] }),
};

function wrap({ wrapper, ...golden }: WrapperCase): AnyVectorEnv {
  const env = makeVec(golden.id, {
    numEnvs: golden.num_envs,
    maxEpisodeSteps: golden.max_episode_steps,
    vectorizationMode: 'sync',
    vectorKwargs: { autoresetMode: golden.autoreset_mode },
  });
  const name = `Vector${wrapper.split('_')[0]}`;
  const { [name]: found } = gymnasium as unknown as Readonly<Record<string, WrapperClass>>;
  return new found(env, WRAPPER_OPTIONS[wrapper]?.(env) ?? {});
}

describe.each(
  GOLDEN.wrappers.map((golden, n) => {
    const { wrapper, id, autoreset_mode: mode } = golden;
    return [`${n}: ${wrapper} of ${id} ${mode}`, golden] as const;
  }),
)('wrapper %s', (_, golden) => {
  it('has the spaces of the original', () => {
    const env = wrap(golden);
    expect(String(env.observationSpace)).toBe(golden.observation_space);
    expect(String(env.actionSpace)).toBe(golden.action_space);
    const name = golden.wrapper.split('_')[0];
    expect(String(env)).toBe(`<${name}, SyncVectorEnv(${golden.id}, num_envs=${golden.num_envs})>`);
  });

  it('plays as the original does', () => {
    playRun(wrap(golden), golden.run);
  });
});

describe('makeVec', () => {
  it.each(MAKE_VEC.map((golden) => [golden.id, pythonText(golden.kwargs), golden] as const))(
    '%s %s',
    (id, _, golden) => {
      const { vectorKwargs, ...kwargs } = renamed(golden.kwargs) as { readonly vectorKwargs?: Kwargs };
      const make = () =>
        makeVec(id, { ...kwargs, ...(vectorKwargs ? { vectorKwargs: renamed(vectorKwargs) } : {}) });
      if (golden.error !== undefined) {
        const expected = NAMED_ERRORS[golden.error as keyof typeof NAMED_ERRORS] as unknown as new (
          message: string,
        ) => Error;
        expect(make).toThrow(new expected(golden.message as string));
        return;
      }
      const env = make();
      const { autoresetMode } = env.metadata;
      expect({
        class: env.constructor.name,
        str: String(env),
        num_envs: env.numEnvs,
        observation_space: String(env.observationSpace),
        action_space: String(env.actionSpace),
        single_observation_space: String(env.singleObservationSpace),
        autoreset: autoresetMode?.replace(/(?<=[a-z])(?=[A-Z])/, '_').toUpperCase(),
      }).toEqual(golden.ok);
    },
  );
});
