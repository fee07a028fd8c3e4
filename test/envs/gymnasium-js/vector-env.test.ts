/** SyncVectorEnv, its infos and seeds, CartPoleVectorEnv and makeVec: what the golden data does not show. */

import fc from 'fast-check';
import {
  AutoresetMode,
  BoolArray,
  Box,
  CartPoleVectorEnv,
  Dict,
  Discrete,
  Env,
  errors,
  type Info,
  type Infos,
  Int64Array,
  logger,
  make,
  makeVec,
  markIntegers,
  RecordEpisodeStatistics,
  type ResetArguments,
  register,
  registry,
  type Space,
  type StepResult,
  SyncVectorEnv,
  type SyncVectorEnvOptions,
  VectorEnv,
  type VectorResetArguments,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { applyMarks, type IntegerMarks, marksOf } from '../../../envs/gymnasium-js/src/integer-infos.ts';
import { addInfo } from '../../../envs/gymnasium-js/src/vector/vector-infos.ts';

interface CounterOptions {
  readonly end?: number;
  readonly high?: number;
  readonly actions?: number;
  readonly observationSpace?: Space<unknown>;
}

/** Counts its steps up to an end. */
class Counter extends Env<unknown, number> {
  static override readonly metadata = { renderModes: ['ansi'], renderFps: 3 };
  override readonly observationSpace: Space<unknown>;
  override readonly actionSpace: Discrete;
  private readonly end: number;
  count = 0;
  closed = 0;
  seeds: unknown[] = [];
  options: unknown = null;

  constructor({ end = 3, high = 9, actions = 2, observationSpace }: CounterOptions = {}) {
    super('ansi');
    this.end = end;
    this.observationSpace = observationSpace ?? (new Box(0, high, [1]) as Space<unknown>);
    this.actionSpace = new Discrete(actions);
  }

  override reset(resetArguments: ResetArguments = {}): [Float32Array, Info] {
    this.seeds.push(resetArguments.seed);
    this.options = resetArguments.options;
    this.count = 0;
    return [Float32Array.of(0), { reset: true }];
  }

  override step(action: number): StepResult<Float32Array> {
    this.count += 1;
    return [Float32Array.of(this.count), action, this.count >= this.end, false, { count: this.count }];
  }

  override render(): string {
    return `${this.count}`;
  }

  override close(): void {
    this.closed += 1;
  }

  plus(number: number): number {
    return this.count + number;
  }
}

function counters(
  ends: readonly number[],
  options: SyncVectorEnvOptions = {},
): SyncVectorEnv<Float32Array, ArrayLike<number>> {
  return new SyncVectorEnv(
    ends.map((end) => () => new Counter({ end }) as never),
    options,
  );
}

const inner = (env: VectorEnv<never, never> | SyncVectorEnv<Float32Array, ArrayLike<number>>) =>
  (env as SyncVectorEnv<Float32Array, ArrayLike<number>>).envs as unknown as Counter[];

describe('seeds', () => {
  it('count up from one, may be big, and may be given one by one', () => {
    const env = counters([3, 3, 3]);
    env.reset({ seed: 7 });
    env.reset({ seed: 2n ** 70n });
    env.reset({ seed: [5, null, 2n] });
    env.reset();
    expect(inner(env).map(({ seeds }) => seeds)).toEqual([
      [7, 2n ** 70n, 5, null],
      [8, 2n ** 70n + 1n, null, null],
      [9, 2n ** 70n + 2n, 2n, null],
    ]);
  });

  it('are as many as environments', () => {
    expect(() => counters([3, 3]).reset({ seed: [1] })).toThrow(
      'If seeds are passed as a list the length must match num_envs=2 but got length=1.',
    );
  });

  it('are told, and generators too', () => {
    const env = makeVec('CartPole-v1', { numEnvs: 2, vectorizationMode: 'sync' });
    env.reset({ seed: 3 });
    expect(env.npRandomSeed).toEqual([3, 4]);
    const alone = make('CartPole-v1');
    alone.reset({ seed: 4 });
    expect((env.npRandom as readonly unknown[])[1]).toEqual(alone.npRandom);
  });
});

describe('the end of an episode', () => {
  const play = (mode: AutoresetMode) => {
    const env = counters([2, 5], { autoresetMode: mode });
    env.reset();
    return [1, 2, 3].map(() => env.step([1, 1]));
  };

  it('is followed by a step that resets, in mode NextStep', () => {
    const [, end, next] = play('NextStep');
    expect([[...end[0]], [...end[1]], [...end[2]]]).toEqual([
      [2, 2],
      [1, 1],
      [1, 0],
    ]);
    expect([[...next[0]], [...next[1]], [...next[2]]]).toEqual([
      [0, 3],
      [0, 1],
      [0, 0],
    ]);
    expect(next[4].reset).toBeDefined();
  });

  it('has the first observation of the next, in mode SameStep, and the last one in the infos', () => {
    const [, end, next] = play('SameStep');
    expect([[...end[0]], [...end[1]], [...end[2]]]).toEqual([
      [0, 2],
      [1, 1],
      [1, 0],
    ]);
    expect(end[4].final_obs).toEqual([Float32Array.of(2), null]);
    expect([...(end[4]._final_obs as Uint8Array)]).toEqual([1, 0]);
    const last = end[4].final_info as Infos;
    expect([[...(last.count as Float64Array)], [...(last._count as Uint8Array)]]).toEqual([
      [2, 0],
      [1, 0],
    ]);
    expect([...next[0]]).toEqual([1, 3]);
  });

  it('waits for a reset, in mode Disabled', () => {
    expect(() => play('Disabled')).toThrow(
      'environment 0 has ended its episode: in mode Disabled it must be reset with options.resetMask before it steps',
    );
    const env = counters([2, 5], { autoresetMode: 'Disabled' });
    env.reset();
    env.step([1, 1]);
    env.step([1, 1]);
    const [observations, infos] = env.reset({ options: { resetMask: [true, false], extra: 4 } });
    expect([...observations]).toEqual([0, 2]);
    expect([...(infos._reset as Uint8Array)]).toEqual([1, 0]);
    expect(inner(env).map(({ options }) => options)).toEqual([{ extra: 4 }, null]);
    expect([...env.step([1, 1])[0]]).toEqual([1, 3]);
  });

  it('is handled in one of three modes', () => {
    expect(() => counters([1], { autoresetMode: 'Never' as AutoresetMode })).toThrow(
      new errors.ValueError("'Never' is not a valid AutoresetMode"),
    );
    expect(counters([1], { autoresetMode: AutoresetMode.SAME_STEP }).metadata.autoresetMode).toBe('SameStep');
  });
});

describe('reset masks', () => {
  it.each([
    [[true], 'have shape `(2,)`, got (1,)'],
    [[false, false], 'contain a boolean array, got reset_mask=[False, False]'],
    [Int8Array.of(1, 0), 'have `dtype=np.bool_`, got int8'],
    ['all', 'be a list of booleans or a BoolArray, got string'],
    [[1, 0], 'be a list of booleans or a BoolArray, got Array'],
  ])('such as %j are refused', (resetMask, message) => {
    expect(() => counters([3, 3]).reset({ options: { resetMask } })).toThrow(
      new errors.AssertionError(`\`options['reset_mask': mask]\` must ${message}`),
    );
  });
});

describe('infos', () => {
  it('keep what each environment said, whatever the order of keys', () => {
    const leaf = fc.oneof(fc.double({ noNaN: true }), fc.boolean(), fc.string());
    const kinds = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('number', 'flag', 'text'));
    const value = { number: fc.double({ noNaN: true }), flag: fc.boolean(), text: fc.string() };
    fc.assert(
      fc.property(
        kinds.chain((types) =>
          fc.array(
            fc.record(
              Object.fromEntries(
                Object.entries(types).map(([key, type]) => [key, value[type] as typeof leaf]),
              ),
              { requiredKeys: [] },
            ),
            { minLength: 1, maxLength: 5 },
          ),
        ),
        (all) => {
          const infos: Infos = {};
          all.forEach((info, n) => {
            addInfo(infos, { ...info, nested: info }, n, all.length);
          });
          all.forEach((info, n) => {
            for (const layer of [infos, infos.nested as Infos]) {
              for (const key of ['a', 'b', 'c']) {
                const mask = (layer[`_${key}`] as ArrayLike<number> | undefined)?.[n] ?? 0;
                expect(mask).toBe(key in info ? 1 : 0);
                const column = layer[key] as ArrayLike<unknown> | undefined;
                const told = info[key as keyof typeof info];
                if (key in info) expect(column?.[n]).toBe(typeof told === 'boolean' ? Number(told) : told);
              }
            }
          });
        },
      ),
    );
  });
});

describe('infos of several kinds under one key', () => {
  it.each([
    [1, 'red', "must be a number, as those of the others are, got 'red'"],
    [Int8Array.of(1, 2), Int8Array.of(1), 'must be an array of 2, as those of the others are, got 1'],
  ])('%j and %j are refused', (first, second, message) => {
    const infos: Infos = {};
    addInfo(infos, { key: first }, 0, 2);
    expect(() => addInfo(infos, { key: second }, 1, 2)).toThrow(`the info 'key' of environment 1 ${message}`);
  });
});

describe('the type of a column of infos', () => {
  function columnOf(...infos: Infos[]): unknown {
    const all: Infos = {};
    infos.forEach((info, n) => {
      addInfo(all, info, n, infos.length);
    });
    return all.count;
  }

  it('is that of the first value: after an integer, fractions are cut', () => {
    const integer = () => markIntegers({ count: 1 }, ['count']);
    expect(columnOf(integer(), { count: 0.5 })).toEqual(Int64Array.of(1, 0));
    expect(columnOf({ count: 0.5 }, integer())).toEqual(Float64Array.of(0.5, 1));
  });

  it('is told of copies that come from other threads', () => {
    const info = { count: markIntegers({ all: 3 }, ['all']) };
    const copy = structuredClone(info);
    applyMarks(copy, structuredClone(marksOf(info)) as IntegerMarks);
    expect(columnOf(copy)).toEqual({ all: Int64Array.of(3), _all: BoolArray.of(1) });
  });
});

describe('spaces that do not go together', () => {
  const pair = (a: CounterOptions, b: CounterOptions, options: SyncVectorEnvOptions = {}) =>
    new SyncVectorEnv<unknown, unknown>(
      [a, b].map((option) => () => new Counter(option) as never),
      options,
    );

  it('are refused, unless they only differ in their bounds and that is meant', () => {
    expect(() => pair({ high: 9 }, { high: 8 })).toThrow(
      'however the sub-environments observation spaces are not equivalent',
    );
    const env = pair({ high: 9 }, { high: 8 }, { observationMode: 'different' });
    expect(String(env.observationSpace)).toBe('Box(0.0, [[9.]\n [8.]], (2, 1), float32)');
    expect(() =>
      pair({}, { observationSpace: new Discrete(3) as Space<unknown> }, { observationMode: 'different' }),
    ).toThrow(errors.AssertionError);
    expect(() => pair({ actions: 2 }, { actions: 3 })).toThrow(
      "Sub-environment action space doesn't make the `single_action_space`, action_space=Discrete(3), single_action_space=Discrete(2)",
    );
    expect(() => pair({}, {}, { observationMode: 'other' as never })).toThrow(
      "Invalid `observation_mode`, expected: 'same' or 'different'",
    );
    expect(() => new SyncVectorEnv([])).toThrow('SyncVectorEnv needs at least one environment');
    expect(() => new SyncVectorEnv([() => ({}) as never])).toThrow('Expected env to be a `gymnasium.Env`');
  });

  it('may be given by hand', () => {
    const spaces = [new Box(0, 9, [2, 1]), new Box(0, 9, [1])] as unknown as [Space<unknown>, Space<unknown>];
    const env = pair({ high: 9 }, { high: 4 }, { observationMode: spaces });
    expect([env.observationSpace, env.singleObservationSpace]).toEqual(spaces);
  });
});

describe('the environments inside', () => {
  it('are called, read, set, drawn and closed', () => {
    const env = counters([5, 5]);
    env.reset();
    env.step([0, 1]);
    expect(env.call('plus', 10)).toEqual([11, 11]);
    env.setAttr('count', [3, 4]);
    expect(env.getAttr('count')).toEqual([3, 4]);
    env.setAttr('count', 2);
    expect(env.render()).toEqual(['2', '2']);
    expect(() => env.setAttr('count', [1])).toThrow(errors.ValueError);
    expect(() => env.getAttr('wings')).toThrow(errors.AttributeError);
    env.close();
    env.close();
    expect(inner(env).map(({ closed }) => closed)).toEqual([1, 1]);
    expect(env.closed).toBe(true);
  });

  it('are as many as actions', () => {
    const env = counters([5, 5]);
    env.reset();
    expect(() => env.step([1])).toThrow('step needs 2 actions, one for each environment, got 1');
  });

  it('give batches that are copies, or are overwritten', () => {
    const kept = counters([5, 5]);
    const [first] = kept.reset();
    kept.step([1, 1]);
    expect([...first]).toEqual([0, 0]);
    const shared = counters([5, 5], { copy: false });
    expect(shared.reset()[0]).toBe(shared.step([1, 1])[0]);
  });

  it('answer calls that are waited for as well', async () => {
    const env = counters([5, 5]);
    env.resetAsync();
    expect(() => env.stepAsync([1, 1])).toThrow(errors.AlreadyPendingCallError);
    await expect(env.stepWait()).rejects.toBeInstanceOf(errors.NoAsyncCallError);
    expect([...(await env.resetWait())[0]]).toEqual([0, 0]);
    env.stepAsync([1, 1]);
    expect([...(await env.stepWait())[0]]).toEqual([1, 1]);
  });

  it('have observations in parts', () => {
    const space = new Dict({ a: new Discrete(3), b: new Box(0, 1, [2]) });
    class Parted extends Counter {
      override reset(): [never, Info] {
        return [{ a: 2, b: Float32Array.of(0.25, 0.5) } as never, {}];
      }
    }
    const make = () => new Parted({ observationSpace: space as Space<unknown> }) as never;
    const [observations] = new SyncVectorEnv<Info, unknown>([make, make]).reset();
    expect(Array.from(observations.a as Float64Array)).toEqual([2, 2]);
    expect(observations.b).toEqual(Float32Array.of(0.25, 0.5, 0.25, 0.5));
  });
});

describe('CartPoleVectorEnv', () => {
  it('refuses what makes no sense', () => {
    const env = new CartPoleVectorEnv({ numEnvs: 2 });
    expect(() => env.step([0, 1])).toThrow('Call reset before using step method.');
    expect(() => env.render()).toThrow("Cartpole's state is None");
    env.reset({ seed: 1 });
    expect(() => env.step([0])).toThrow('step needs 2 actions, got 1');
    expect(() => env.step([0, 2])).toThrow('2 (number) invalid, action of environment 1');
    expect(() => env.step([0, Number.NaN])).toThrow(errors.AssertionError);
    expect(() => env.reset({ seed: [1, 2] })).toThrow('takes one seed and resets all environments');
    expect(() => env.reset({ options: { low: 2, high: 1 } })).toThrow(errors.ValueError);
    expect(() => env.reset({ seed: -1 })).toThrow(errors.GymnasiumError);
    expect(() => new CartPoleVectorEnv({ numEnvs: 0 })).toThrow(errors.ValueError);
    expect(() => new CartPoleVectorEnv({ wings: 2 } as never)).toThrow(
      "CartPoleVectorEnv.__init__() got an unexpected keyword argument 'wings'",
    );
  });

  it('is drawn, one picture for each', () => {
    const env = new CartPoleVectorEnv({ numEnvs: 2, renderMode: 'rgb_array' });
    env.reset({ seed: 1 });
    expect(env.render().map((frame) => (frame as { shape: unknown }).shape)).toEqual([
      [400, 600, 3],
      [400, 600, 3],
    ]);
  });

  it('goes on with its generator, which can be seen', () => {
    const env = new CartPoleVectorEnv({ numEnvs: 1 });
    const [first] = env.reset({ seed: 42 });
    // The example of Gymnasium's documentation.
    expect([...first].map((value) => value.toFixed(7))).toEqual([
      '0.0273956',
      '-0.0061122',
      '0.0358598',
      '0.0197368',
    ]);
    expect(env.npRandomSeed).toBe(42);
    expect([...env.reset()[0]]).not.toEqual([...first]);
  });
});

class Unrendered extends VectorEnv<number, number> {
  readonly numEnvs = 1;
  readonly metadata = { renderModes: [] };
  readonly renderMode = null;
  readonly observationSpace = new Discrete(2);
  readonly actionSpace = new Discrete(2);
  readonly singleObservationSpace = new Discrete(2) as unknown as Space<unknown>;
  readonly singleActionSpace = new Discrete(2) as unknown as Space<unknown>;
  readonly kwargs: object;

  constructor(kwargs: object = {}) {
    super();
    this.kwargs = kwargs;
  }

  override reset(_?: VectorResetArguments): [number, Infos] {
    return [0, {}];
  }

  override step(): never {
    throw new Error('not played');
  }
}

describe('makeVec', () => {
  it('rebuilds from a spec', () => {
    const env = makeVec('Taxi-v4', {
      numEnvs: 3,
      maxEpisodeSteps: 5,
      vectorKwargs: { autoresetMode: 'SameStep' },
    });
    const again = makeVec(env.spec as never);
    expect(String(again)).toBe('SyncVectorEnv(Taxi-v4, num_envs=3)');
    expect(again.metadata.autoresetMode).toBe('SameStep');
    const actions = [0, 0, 0];
    for (const made of [env, again]) made.reset({ seed: 1 });
    for (let n = 0; n < 8; n++) expect(again.step(actions)).toEqual(env.step(actions));
  });

  it('puts wrappers around every environment, and around no vector class', () => {
    const wrappers = [(env: Env<unknown, unknown>) => new RecordEpisodeStatistics(env)];
    const env = makeVec('CartPole-v1', { vectorizationMode: 'sync', numEnvs: 2, wrappers });
    const { envs } = env.unwrapped as unknown as SyncVectorEnv<unknown, unknown>;
    expect(String(envs[1])).toContain('<RecordEpisodeStatistics<TimeLimit<');
    expect(() => makeVec('CartPole-v1', { wrappers })).toThrow(
      "Cannot use `vectorization_mode='vector_entry_point'` with the wrappers argument",
    );
    expect(() => makeVec('CartPole-v1', { vectorizationMode: 'async', wrappers })).toThrow(
      'wrappers are functions, which do not go to workers',
    );
    expect(() => makeVec('CartPole-v1', { vectorKwargs: { copy: false } })).toThrow(
      'Custom vector environment can be passed arguments only through kwargs and `vector_kwargs` is not empty',
    );
    expect(() => makeVec('CartPole-v1', { numEnvs: 0.5 })).toThrow(
      'makeVec: numEnvs must be a positive integer, got 0.5',
    );
  });

  it('makes what has a vector entry point only', () => {
    register({ id: 'VectorOnly-v0', vectorEntryPoint: Unrendered, maxEpisodeSteps: 12 });
    const env = makeVec('VectorOnly-v0', { wings: 2 });
    expect((env as unknown as Unrendered).kwargs).toEqual({ numEnvs: 1, maxEpisodeSteps: 12, wings: 2 });
    for (const vectorizationMode of ['sync', 'async'] as const) {
      expect(() => makeVec('VectorOnly-v0', { vectorizationMode })).toThrow(
        "Cannot create vectorized environment for VectorOnly-v0 because it doesn't have an entry point defined.",
      );
    }
    registry.delete('VectorOnly-v0');
    expect(() => env.render()).toThrow(
      new errors.NotImplementedError(
        'Unrendered(VectorOnly-v0, num_envs=1) render function is not implemented.',
      ),
    );
  });

  it('warns as make does', () => {
    const [env, warnings] = logger.catchWarnings(() => makeVec('CartPole', { numEnvs: 2 }));
    expect(warnings[0].message).toContain('Using the latest versioned environment `CartPole-v1`');
    expect(env.spec?.id).toBe('CartPole-v1');
  });
});
