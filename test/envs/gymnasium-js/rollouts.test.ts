/** Whole episodes against those recorded from Python's Gymnasium 1.3.0 with NumPy 2.4 (test/golden/rollouts). */
import {
  CliffWalkingEnv,
  type Env,
  FrozenLakeEnv,
  generateRandomMap,
  logger,
  make,
  type Space,
  TaxiEnv,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { camelCase } from '../../../envs/gymnasium-js/src/python-text.ts';
import { goldenFile } from './golden-file.ts';
import { isNotEqual } from './golden-not-equal.ts';

type Json = number | boolean | string | null | Json[] | { readonly [key: string]: Json };
interface Episode {
  readonly seed: number;
  readonly options?: Readonly<Record<string, number>>;
  readonly reset_obs: Json;
  readonly reset_info: Json;
  readonly actions: readonly Json[];
  readonly obs: readonly Json[];
  readonly rewards: readonly number[];
  readonly terminated: readonly number[];
  readonly truncated: readonly number[];
  readonly resets: readonly (readonly [step: number, observation: Json, info: Json])[];
  readonly infos12: readonly Json[];
  readonly final_state: readonly number[] | null;
}
interface Case {
  readonly id: string;
  readonly kwargs?: Readonly<Record<string, Json>>;
  readonly observation_space?: string;
  readonly action_space?: string;
  readonly episodes: readonly Episode[];
}
interface Rollouts {
  readonly cases: readonly Case[];
  readonly reset_options: readonly Case[];
  readonly random_maps: readonly { size: number; p: number; seed: number; map: string[] }[];
  readonly transition_tables: Readonly<Record<string, Json>>;
  readonly ansi: readonly { id: string; seed: number; frames: string[] }[];
}

const GOLDEN = goldenFile<Rollouts>('rollouts');

/** Typed arrays as lists; float32 numbers of the golden file are short decimals. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float32Array);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
function rounded(value: Json, observation: unknown): unknown {
  return observation instanceof Float32Array ? (value as number[]).map(Math.fround) : value;
}
function toAction(value: Json): unknown {
  return Array.isArray(value) ? Float32Array.from(value as number[]) : value;
}

function makeCase({ id, kwargs = {} }: Case): Env<unknown, unknown> {
  const renamed = Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [camelCase(key), value]));
  return logger.catchWarnings(() => make(id, renamed))[0];
}

/** How far rewards may be off: not at all, but for Pendulum's. */
function toleranceOf({ id }: Case): number {
  return id.startsWith('Pendulum') ? 1e-10 : 0;
}

/** Plays the episode, each step of which must be that of the golden file. */
function play(golden: Case, episode: Episode): void {
  const env = makeCase(golden);

  env.actionSpace.seed(episode.seed);
  let [observation, info] = env.reset({ seed: episode.seed, options: episode.options ?? null });
  expect(plain(observation)).toEqual(rounded(episode.reset_obs, observation));
  expect(plain(info)).toEqual(episode.reset_info);
  const resets = [...episode.resets];
  episode.actions.forEach((recorded, step) => {
    const action = (env.actionSpace as Space<unknown>).sample();
    expect(plain(action)).toEqual(rounded(recorded, action));
    const result = env.step(toAction(recorded));
    expect([step, plain(result[0])]).toEqual([step, rounded(episode.obs[step], result[0])]);
    const record = `${golden.id} ${JSON.stringify(golden.kwargs)}, seed ${episode.seed}, step ${step}`;
    const isNear = Math.abs(result[1] - episode.rewards[step]) <= toleranceOf(golden);
    expect(isNear, record).toBe(!isNotEqual('rollouts', record));
    expect([result[2], result[3]]).toEqual([episode.terminated[step] === 1, episode.truncated[step] === 1]);
    if (step < episode.infos12.length) expect(plain(result[4])).toEqual(episode.infos12[step]);
    if (resets[0]?.[0] !== step) return;
    const [, expectedObservation, expectedInfo] = resets.shift() as (typeof resets)[number];
    [observation, info] = env.reset();
    expect(plain(observation)).toEqual(rounded(expectedObservation, observation));
    expect(plain(info)).toEqual(expectedInfo);
  });
  if (episode.final_state === null) return;
  const { state } = env.getWrapperAttr('core') as { readonly state: Float64Array };
  // The 64-bit state of Acrobot, a chaotic system, shows what glibc's pow, sin and cos round otherwise.
  episode.final_state.forEach((expected, n) => {
    expect(Math.abs(state[n] - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
  });
}

describe.each(
  GOLDEN.cases.map((golden) => [`${golden.id} ${JSON.stringify(golden.kwargs)}`, golden] as const),
)('%s', (_, golden) => {
  it('has the spaces of the original', () => {
    const env = makeCase(golden);
    expect(String(env.observationSpace)).toBe(golden.observation_space);
    expect(String(env.actionSpace)).toBe(golden.action_space);
  });

  it.each(golden.episodes.map((episode) => [episode.seed, episode] as const))(
    'plays the episode of seed %i',
    (_seed, episode) => {
      play(golden, episode);
    },
  );
});

describe.each(GOLDEN.reset_options.map((golden) => [golden.id, golden] as const))('%s', (_, golden) => {
  it('starts where the options of reset say', () => {
    for (const episode of golden.episodes) play(golden, episode);
  });
});

it.each(GOLDEN.random_maps)(
  'draws the random map of size $size, p $p, seed $seed',
  ({ size, p, seed, map }) => {
    expect(generateRandomMap(size, p, seed)).toEqual(map);
  },
);

it.each([
  ['FrozenLake4x4_slippery', new FrozenLakeEnv()],
  ['FrozenLake4x4', new FrozenLakeEnv({ isSlippery: false })],
  ['CliffWalking', new CliffWalkingEnv()],
  ['CliffWalking_slippery', new CliffWalkingEnv({ isSlippery: true })],
  ['Taxi', new TaxiEnv()],
  ['Taxi_rainy', new TaxiEnv({ isRainy: true })],
])('has the transitions of %s', (name, env) => {
  const table = Array.from({ length: env.core.stateCount }, (_, state) =>
    Array.from({ length: env.core.actionCount }, (_, action) => env.transitions(state, action)),
  );
  expect(table).toEqual(GOLDEN.transition_tables[name]);
});

it.each(GOLDEN.ansi)('writes $id as text', ({ id, seed, frames }) => {
  const env = make<number, number>(id, { renderMode: 'ansi' });
  env.reset({ seed });
  env.actionSpace.seed(seed);
  const written = frames.map((_, n) => {
    if (n > 0) env.step(env.actionSpace.sample());
    return env.render();
  });
  expect(written).toEqual(frames);
});
