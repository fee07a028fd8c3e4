/** Every single-environment wrapper against runs recorded from Python's Gymnasium 1.3.0 (test/golden/wrappers). */
import * as gymnasium from 'gymnasium-js';
import {
  Box,
  Dict,
  Discrete,
  Env,
  errors,
  findWrapper,
  type Info,
  logger,
  make,
  type NormalizeObservation,
  NormalizeReward,
  type RecordEpisodeStatistics,
  type ResetArguments,
  type Space,
  type StepResult,
  TimeLimit,
  TransformAction,
  TransformObservation,
  TransformReward,
  Tuple,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { camelCase, pythonText } from '../../../envs/gymnasium-js/src/python-text.ts';
import { elementTypeOf } from '../../../envs/gymnasium-js/src/spaces/element-types.ts';
import { goldenFile } from './golden-file.ts';
import { plainValue, type TypedValue, toNumber } from './typed-value.ts';

type Kwargs = Readonly<Record<string, TypedValue>>;
type AnyEnv = Env<unknown, unknown>;
interface Run {
  readonly seed: number;
  readonly reset_obs: unknown;
  readonly actions: readonly unknown[];
  readonly obs: readonly unknown[];
  readonly rewards: readonly unknown[];
  readonly terminated: readonly number[];
  readonly truncated: readonly number[];
  readonly resets: readonly (readonly [step: number, observation: unknown])[];
  readonly infos: readonly (readonly [step: number, info: unknown])[];
  readonly obs_dtype: string;
}
interface WrapperCase {
  readonly base: string;
  readonly wrapper: string;
  readonly kwargs: Kwargs;
  readonly str: string;
  readonly observation_space: string;
  readonly action_space: string;
  readonly runs: readonly Run[];
  readonly queues_after_first_run?: { return: number[]; length: number[]; episode_count: number };
}
interface Failing {
  readonly error?: string;
  readonly message?: string;
  readonly ok?: string;
}
interface Wrappers {
  readonly cases: readonly WrapperCase[];
  readonly functional: readonly { base: string; wrapper: string; function: string; runs: readonly Run[] }[];
  readonly update_switch: readonly {
    base: string;
    wrapper: string;
    on: Run;
    then_off: Run;
    mean: unknown;
    var: unknown;
    count: number;
  }[];
  readonly constructor_errors: readonly (Failing & { base: string; wrapper: string; kwargs: Kwargs })[];
  readonly misuse: readonly (Failing & { call: string })[];
}

const GOLDEN = goldenFile<Wrappers>('wrappers');

/** The toy of the golden files: x goes round by the action until it meets 6. */
class Toy extends Env<unknown, number> {
  override readonly observationSpace: Space<unknown>;
  override readonly actionSpace = new Discrete(3);
  private readonly kind: string;
  private x = 0;

  constructor(kind: string) {
    super();
    this.kind = kind;
    const position = new Discrete(7);
    const vector = new Box(-1, 1, [2], 'float32');
    if (kind === 'dict')
      this.observationSpace = new Dict([
        ['pos', position],
        ['vec', vector],
      ]) as Space<unknown>;
    else if (kind === 'tuple') this.observationSpace = new Tuple([position, vector]) as Space<unknown>;
    else this.observationSpace = new Box(0, 255, [3, 4, 3], 'uint8') as Space<unknown>;
  }

  private observation(): unknown {
    const vec = Float32Array.of(this.x / 7, (0 - this.x) / 7);
    if (this.kind === 'dict') return { pos: this.x, vec };
    if (this.kind === 'tuple') return [this.x, vec];
    return Uint8Array.from({ length: 36 }, (_, n) => {
      const [row, column, color] = [Math.floor(n / 12), Math.floor(n / 3) % 4, n % 3];
      return 10 * this.x + 40 * row + 13 * column + 7 * color;
    });
  }

  override reset(resetArguments: ResetArguments = {}): [unknown, Info] {
    this.seedFrom(resetArguments);
    this.x = this.npRandom.integers(5);
    return [this.observation(), {}];
  }

  override step(action: number): StepResult<unknown> {
    this.x = (this.x + action + 1) % 7;
    return [this.observation(), this.x / 2, this.x === 6, false, {}];
  }
}

function makeBase(base: string): AnyEnv {
  if (!base.startsWith('toy:')) return make(base);
  return new TimeLimit(new Toy(base.slice(4)), { maxEpisodeSteps: 50 }) as AnyEnv;
}

type WrapperClass = new (env: AnyEnv, options: object) => AnyEnv;

function wrap(base: string, wrapper: string, kwargs: Kwargs): AnyEnv {
  const options = Object.entries(kwargs).map(([key, value]) => [camelCase(key), plainValue(value)]);
  const { [wrapper]: found } = gymnasium as unknown as Readonly<Record<string, WrapperClass>>;
  return new found(makeBase(base), Object.fromEntries(options));
}

/** Checks a value against the golden one: float32 in short decimals, arrays nested where ours are flat. */
function expectValue(value: unknown, golden: unknown, place: string): void {
  if (ArrayBuffer.isView(value)) {
    const numbers = [golden].flat(Infinity).map(toNumber);
    const rounded = value instanceof Float32Array ? numbers.map(Math.fround) : numbers;
    expect(Array.from(value as Float64Array), place).toEqual(rounded);
  } else if (Array.isArray(value)) {
    const parts = golden as readonly unknown[];
    expect(value.length, place).toBe(parts.length);
    for (const [n, part] of value.entries()) expectValue(part, parts[n], place);
  } else if (typeof value === 'object' && value !== null) {
    const parts = golden as Readonly<Record<string, unknown>>;
    expect(Object.keys(value).sort(), place).toEqual(Object.keys(parts).sort());
    for (const [key, part] of Object.entries(value)) expectValue(part, parts[key], `${place} ${key}`);
  } else expect(value, place).toBe(typeof golden === 'string' ? toNumber(golden) : golden);
}

/** The type of an observation by its name in Python. */
function typeName(observation: unknown): string {
  if (Array.isArray(observation)) return 'tuple';
  if (Number.isInteger(observation)) return 'int';
  return elementTypeOf(observation) ?? 'dict';
}

/** An info without the times on the wall clock. */
function withoutTimes(info: unknown): unknown {
  return JSON.parse(JSON.stringify(info), (key, value) => (key === 't' ? undefined : value));
}

function play(env: AnyEnv, run: Run): void {
  const [observation] = env.reset({ seed: run.seed });
  env.actionSpace.seed(run.seed);
  expectValue(observation, run.reset_obs, 'reset');
  expect(typeName(observation)).toBe(Number.isInteger(observation) ? 'int' : run.obs_dtype);
  const resets = new Map(run.resets);
  const infos = new Map(run.infos);
  const lastInfo = Math.max(...infos.keys());
  run.actions.forEach((golden, step) => {
    const action = env.actionSpace.sample();
    expectValue(action, golden, `action ${step}`);
    const [seen, reward, terminated, truncated, info] = env.step(action);
    expectValue(seen, run.obs[step], `observation ${step}`);
    expect(reward, `reward ${step}`).toBe(run.rewards[step]);
    expect([Number(terminated), Number(truncated)], `flags ${step}`).toEqual([
      run.terminated[step],
      run.truncated[step],
    ]);
    const plain = withoutTimes(info);
    if (infos.has(step)) expect(plain).toEqual(infos.get(step));
    else if (step < lastInfo) expect(plain).toEqual({});
    if (resets.has(step)) expectValue(env.reset()[0], resets.get(step), `reset after ${step}`);
  });
}

describe.each(
  GOLDEN.cases.map((golden, n) => [`${n}: ${golden.wrapper} of ${golden.base}`, golden] as const),
)('%s', (_, golden) => {
  it('has the spaces and the name of the original', () => {
    const env = wrap(golden.base, golden.wrapper, golden.kwargs);
    expect(String(env)).toBe(golden.str);
    expect(String(env.observationSpace)).toBe(golden.observation_space);
    expect(String(env.actionSpace)).toBe(golden.action_space);
  });

  it('plays as the original does', () => {
    golden.runs.forEach((run, n) => {
      const env = wrap(golden.base, golden.wrapper, golden.kwargs);
      play(env, run);
      if (n > 0 || golden.queues_after_first_run === undefined) return;
      const { returnQueue, lengthQueue, episodeCount } = env as RecordEpisodeStatistics<unknown, unknown>;
      const { return: returns, length, episode_count } = golden.queues_after_first_run;
      expect([returnQueue, lengthQueue, episodeCount]).toEqual([returns, length, episode_count]);
    });
  });
});

it.each(GOLDEN.functional)('$wrapper: $function', ({ base, wrapper, runs }) => {
  const env = makeBase(base) as Env<Float32Array, Float32Array>;
  const wrappers: Readonly<Record<string, () => unknown>> = {
    TransformObservation: () =>
      new TransformObservation(env, { func: (seen) => seen.map((value) => 2 * value + 1) }),
    TransformReward: () => new TransformReward(env, { func: (reward) => 2 * reward - 0.5 }),
    TransformAction: () =>
      new TransformAction(env, { func: (action: Float32Array) => action.map((value) => value / 2) }),
  };
  const wrapped = wrappers[wrapper]() as AnyEnv;
  for (const run of runs) play(wrapped, run);
});

it.each(GOLDEN.update_switch)('$wrapper of $base stops learning when told', (golden) => {
  const env = wrap(golden.base, golden.wrapper, {}) as
    | NormalizeObservation<unknown>
    | NormalizeReward<unknown, unknown>;
  play(env as AnyEnv, golden.on);
  env.updateRunningMean = false;
  play(env as AnyEnv, golden.then_off);
  const statistics = env instanceof NormalizeReward ? env.returnStatistics : env.observationStatistics;
  const round = env instanceof NormalizeReward ? Number : Math.fround;
  expect([...statistics.mean]).toEqual([golden.mean].flat().map((value) => round(toNumber(value))));
  expect([...statistics.variance]).toEqual([golden.var].flat().map((value) => round(toNumber(value))));
  expect(statistics.count).toBe(golden.count);
});

/** Wrappers that want integers. */
const OF_INTEGERS = ['FrameStackObservation', 'RepeatAction', 'ReshapeObservation'];

/** A whole float where an integer is wanted is a float64 array without axes, as a number would be an integer. */
function toldFloats(wrapper: string, kwargs: Kwargs): Kwargs {
  const told = (value: TypedValue): TypedValue => {
    if (value.t === 'tuple') return { ...value, v: (value.v as TypedValue[]).map(told) };
    return value.t === 'float' && Number.isInteger(value.v) ? { ...value, t: 'whole float' } : value;
  };
  if (!OF_INTEGERS.includes(wrapper)) return kwargs;
  return Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [key, told(value)]));
}

describe('arguments that are refused', () => {
  it.each(
    GOLDEN.constructor_errors.map(
      (golden) => [golden.wrapper, golden.base, JSON.stringify(golden.kwargs), golden] as const,
    ),
  )('%s of %s %s', (wrapper, base, _, golden) => {
    const make = () => wrap(base, wrapper, toldFloats(wrapper, golden.kwargs));
    if (golden.ok === undefined) expectFailure(golden, make);
    else expect(String(make())).toBe(golden.ok);
  });
});

function expectFailure(golden: Failing, action: () => unknown): void {
  const named = { ...errors, Error: errors.GymnasiumError, TypeError };
  let thrown: unknown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(named[golden.error as keyof typeof named]);
  // A type is named in the words of the language; where the original says nothing, we do.
  const [text] = (golden.message ?? '').split(/, actual type: <class/);
  expect((thrown as Error).message).toContain(text.replace(/\(<class 'int'>\)/, '(number)'));
  expect((thrown as Error).message).not.toBe('');
}

describe('misuse', () => {
  const calls: Readonly<Record<string, () => unknown>> = {
    'step before reset': () => make('CartPole-v1').step(0),
    'render before reset': () => make('CartPole-v1', { renderMode: 'rgb_array' }).render(),
    'step with action 7 after reset': () => {
      const env = make('CartPole-v1');
      env.reset();
      env.step(7);
    },
    'reset(seed=-1)': () => make('CartPole-v1').reset({ seed: -1 }),
    'reset(seed=1.5)': () => make('CartPole-v1').reset({ seed: 1.5 }),
    'AutoResetWrapper from the wrappers module': () => findWrapper('AutoResetWrapper'),
    'FrameStack from the wrappers module': () => findWrapper('FrameStack'),
    'NoSuchWrapper from the wrappers module': () => findWrapper('NoSuchWrapper'),
  };

  it.each(GOLDEN.misuse)('$call', (golden) => expectFailure(golden, calls[golden.call]));
});

it('makes every wrapper again from its spec', () => {
  // A time limit and the enforcing of order are fields of a spec, so a second one is not told apart.
  const specFields = ['TimeLimit', 'OrderEnforcing'];
  for (const { base, wrapper, kwargs } of GOLDEN.cases) {
    if (base.startsWith('toy:') || specFields.includes(wrapper)) continue;
    const env = wrap(base, wrapper, kwargs);
    const [again] = logger.catchWarnings(() => make(env.spec as gymnasium.EnvSpec));
    expect(String(again), pythonText(kwargs)).toBe(String(env));
    expect(String(again.observationSpace)).toBe(String(env.observationSpace));
  }
});
