/** Wrappers: what falls through, what stays outside, and how a stack of them is written down. */
import {
  ActionWrapper,
  Box,
  Discrete,
  Env,
  EnvSpec,
  errors,
  type Info,
  logger,
  make,
  ObservationWrapper,
  OrderEnforcing,
  PassiveEnvChecker,
  RenderCollection,
  type ResetArguments,
  RewardWrapper,
  register,
  registerEntryPoint,
  registerWrapperEntryPoint,
  registry,
  type StepResult,
  setDisplayMaker,
  TimeLimit,
  Wrapper,
  wrapperSpec,
} from 'gymnasium-js';
import { beforeEach, describe, expect, it } from 'vitest';

/** Counts up by the action, from a drawn start. */
class Counter extends Env<number, number> {
  static override readonly metadata = { renderModes: ['ansi', 'rgb_array'], renderFps: 10 };
  override readonly observationSpace = new Discrete(100);
  override readonly actionSpace = new Discrete(3);
  count = 0;
  closed = 0;

  constructor({ renderMode = null }: { readonly renderMode?: string | null } = {}) {
    super(renderMode);
  }

  override reset(resetArguments: ResetArguments = {}): [number, Info] {
    this.seedFrom(resetArguments);
    this.count = this.npRandom.integers(5);
    return [this.count, {}];
  }

  override step(action: number): StepResult<number> {
    this.count += action;
    return [this.count, action, false, false, {}];
  }

  override render() {
    if (this.renderMode === 'ansi') return `${this.count}`;
    return { pixels: new Uint8Array(3).fill(this.count), shape: [1, 1, 3] };
  }

  override close(): void {
    this.closed += 1;
  }
}

class Tenfold extends ObservationWrapper<number, number> {
  static override readonly entryPoint: string = 'test.wrappers:Tenfold';
  readonly factor: number;

  constructor(env: Env<number, number>, { factor = 10 } = {}) {
    super(env);
    this.recordConstructorArguments({ factor });
    this.factor = factor;
  }

  override observation(observation: number): number {
    return this.factor * observation;
  }
}

class Unrecorded extends Wrapper<number, number> {}

class PlusOne extends ActionWrapper<number, number> {
  override action(action: number): number {
    return action + 1;
  }
}

class Halved extends RewardWrapper<number, number> {
  override reward(reward: number): number {
    return reward / 2;
  }
}

beforeEach(() => {
  registry.clear();
  registerEntryPoint('test.envs.counter:Counter', Counter);
  registerWrapperEntryPoint('test.wrappers:Tenfold', Tenfold);
  register({ id: 'Counter-v0', entryPoint: 'test.envs.counter:Counter', maxEpisodeSteps: 4 });
});

describe('the layers of an environment', () => {
  it('change observations, actions and rewards', () => {
    const env = new Halved(new PlusOne(new Tenfold(new Counter())));
    const [start] = env.reset({ seed: 1 });
    expect(start).toBe(10 * new Counter().reset({ seed: 1 })[0]);
    expect(env.step(1)).toEqual([start + 20, 1, false, false, {}]);
  });

  it('are told by the string form', () => {
    expect(`${new Tenfold(new Counter())}`).toBe('<Tenfold<Counter instance>>');
    expect(`${new Tenfold(make<number, number>('Counter-v0'))}`).toBe(
      '<Tenfold<TimeLimit<OrderEnforcing<PassiveEnvChecker<Counter<Counter-v0>>>>>>',
    );
  });

  it('let spaces, metadata, render mode and generator fall through, and override them outside only', () => {
    const core = new Counter({ renderMode: 'ansi' });
    const env = new Tenfold(core);
    expect([env.observationSpace, env.actionSpace]).toEqual([core.observationSpace, core.actionSpace]);
    expect([env.metadata, env.renderMode, env.unwrapped]).toEqual([Counter.metadata, 'ansi', core]);
    env.observationSpace = new Discrete(1000);
    env.metadata = { renderModes: [] };
    expect(core.observationSpace.n).toBe(100);
    expect([env.metadata.renderModes, core.metadata.renderModes]).toEqual([[], ['ansi', 'rgb_array']]);
    env.reset({ seed: 7 });
    expect(env.npRandomSeed).toBe(7);
    expect(env.npRandom).toBe(core.npRandom);
    env.npRandom = new Counter().npRandom;
    expect(core.npRandomSeed).toBe(-1);
  });

  it('refuse to wrap what is no environment', () => {
    expect(() => new Tenfold({} as Env<number, number>)).toThrow(
      'Expected env to be a `gymnasium.Env` but got Object',
    );
  });
});

describe('attributes of layers', () => {
  it('are read from the outermost layer that has them', () => {
    const env = new TimeLimit(new Tenfold(new Counter()), { maxEpisodeSteps: 5 });
    expect(env.getWrapperAttr('factor')).toBe(10);
    expect(env.getWrapperAttr('count')).toBe(0);
    expect([env.hasWrapperAttr('factor'), env.hasWrapperAttr('nothing')]).toEqual([true, false]);
    expect(() => env.getWrapperAttr('nothing')).toThrow(
      new errors.AttributeError("wrapper TimeLimit has no attribute 'nothing'"),
    );
    expect(() => new Counter().getWrapperAttr('nothing')).toThrow(
      "'Counter' object has no attribute 'nothing'",
    );
  });

  it('are set on the first layer that has them, else outside when forced', () => {
    const core = new Counter();
    const env = new TimeLimit(new Tenfold(core), { maxEpisodeSteps: 5 });
    expect(env.setWrapperAttr('count', 3)).toBe(true);
    expect(core.count).toBe(3);
    expect(env.setWrapperAttr('fresh', 1, { force: false })).toBe(false);
    expect(env.setWrapperAttr('fresh', 1)).toBe(true);
    expect([env.hasWrapperAttr('fresh'), core.hasWrapperAttr('fresh')]).toEqual([true, false]);
  });
});

describe('the spec of a stack', () => {
  it('makes the same stack again, through JSON too', () => {
    const env = new Tenfold(make<number, number>('Counter-v0'), { factor: 3 });
    const written = (env.spec as EnvSpec).toJson();
    const again = make(EnvSpec.fromJson(written));
    expect(`${again}`).toBe(`${env}`);
    expect(again.getWrapperAttr('factor')).toBe(3);
    expect(again.spec).toEqual(env.spec);
    expect(env.spec?.pprint({ entryPoints: true })).toBe(
      "id=Counter-v0\nentry_point=test.envs.counter:Counter\nmax_episode_steps=4\nadditional_wrappers=[\n\tname=Tenfold, entry_point=test.wrappers:Tenfold, kwargs={'factor': 3}\n]",
    );
  });

  it('is a copy: the registered one stays as it is', () => {
    const env = make('Counter-v0', { maxEpisodeSteps: 9, disableEnvChecker: true });
    expect([env.spec?.maxEpisodeSteps, env.spec?.disableEnvChecker]).toEqual([9, true]);
    expect([registry.get('Counter-v0')?.maxEpisodeSteps, env.unwrapped.spec?.maxEpisodeSteps]).toEqual([
      4,
      null,
    ]);
  });

  it('puts registered wrappers outside the time limit', () => {
    register({
      id: 'Wrapped-v0',
      entryPoint: Counter,
      maxEpisodeSteps: 4,
      additionalWrappers: [wrapperSpec(Tenfold, { factor: 2 })],
    });
    const env = make('Wrapped-v0');
    expect(`${env}`).toBe('<Tenfold<TimeLimit<OrderEnforcing<PassiveEnvChecker<Counter<Wrapped-v0>>>>>>');
    expect(() => env.spec?.toJson()).toThrow('Callable found in Wrapped-v0 for entry_point attribute');
  });

  it('knows when a stack cannot be made again', () => {
    const env = new Unrecorded(make<number, number>('Counter-v0'));
    expect(() => make(env.spec as EnvSpec)).toThrow(
      new errors.ValueError(
        'Unrecorded wrapper does not inherit from `gymnasium.utils.RecordConstructorArgs`, therefore, the wrapper cannot be recreated.',
      ),
    );
    expect(new Tenfold(new Counter()).spec).toBe(null);
  });

  it('refuses JSON that is no spec', () => {
    expect(() => EnvSpec.fromJson('{"id": "A-v0", "wings": 2, "additional_wrappers": []}')).toThrow(
      "An issue occurred when trying to make {'id': 'A-v0', 'wings': 2} an EnvSpec",
    );
    expect(() => EnvSpec.fromJson('{"id": "A-v0", "additional_wrappers": [{"name": 1}]}')).toThrow(
      'a WrapperSpec',
    );
    const unknown = '{"id": "A-v0", "entry_point": "a.b:C", "additional_wrappers": []}';
    expect(() => make(EnvSpec.fromJson(unknown))).toThrow(errors.ModuleNotFoundError);
  });
});

describe('the wrappers that make puts around', () => {
  it('truncate from the limit on', () => {
    const env = make<number, number>('Counter-v0');
    env.reset();
    expect([1, 1, 1, 1, 1].map((action) => env.step(action)[3])).toEqual([false, false, false, true, true]);
    env.reset();
    expect(env.step(1)[3]).toBe(false);
  });

  it('refuse to step or render before reset', () => {
    const env = make('Counter-v0', { renderMode: 'ansi' });
    expect(() => env.step(0)).toThrow(errors.ResetNeeded);
    expect(() => env.render()).toThrow(errors.ResetNeeded);
    expect(
      new OrderEnforcing(new Counter({ renderMode: 'ansi' }), { disableRenderOrderEnforcing: true }).render(),
    ).toBe('0');
  });

  it('collect frames for the modes that end in _list', () => {
    const env = make<number, number>('Counter-v0', { renderMode: 'ansi_list' });
    const [start] = env.reset({ seed: 0 });
    env.step(1);
    env.step(2);
    expect(env.render()).toEqual([start, start + 1, start + 3].map(String));
    expect(env.render()).toEqual([]);
    expect(env.metadata.renderModes).toContain('ansi_list');
    expect(() => new RenderCollection(new Counter())).toThrow(errors.AssertionError);
  });

  it('show images where human eyes are asked for', () => {
    const shown: number[] = [];
    setDisplayMaker(() => ({ show: ({ pixels }) => shown.push(pixels[0]), close: () => shown.push(-1) }));
    const [env, warnings] = logger.catchWarnings(() =>
      make<number, number>('Counter-v0', { renderMode: 'human' }),
    );
    expect(warnings[0].message).toContain("You are trying to use 'human' rendering");
    const [start] = env.reset();
    env.step(2);
    env.close();
    expect([env.renderMode, env.render(), ...shown]).toEqual(['human', null, start, start + 2, -1]);
    setDisplayMaker();
    const [blind] = logger.catchWarnings(() => make('Counter-v0', { renderMode: 'human' }));
    expect(() => blind.reset()).toThrow(errors.DependencyNotInstalled);
  });

  it('close as often as asked', () => {
    const env = make('Counter-v0');
    env.close();
    env.close();
    expect(env.getWrapperAttr('closed')).toBe(2);
  });

  it('check the first calls only', () => {
    class Outside extends Counter {
      override observationSpace = new Discrete(1);
      override step(action: number): StepResult<number> {
        return [5, Number.NaN * action, false, false, {}];
      }
    }
    const env = new PassiveEnvChecker(new Outside());
    const [, warnings] = logger.catchWarnings(() => [env.step(0), env.step(0)]);
    expect(warnings.map(({ message }) => message)).toEqual([
      'WARN: The obs returned by the `step()` method is not within the observation space.',
      'WARN: The reward is a NaN value.',
    ]);
    class Spaceless extends Counter {
      override actionSpace = 'none' as unknown as Discrete;
    }
    expect(() => new PassiveEnvChecker(new Spaceless())).toThrow(
      'action space does not inherit from `gymnasium.spaces.Space`, actual type: string',
    );
    class Typed extends Env<Float64Array, number> {
      override readonly observationSpace = new Box(0, 1, [2]) as unknown as Box<'float64'>;
      override readonly actionSpace = new Discrete(1);
      override reset(_resetArguments?: ResetArguments): [Float64Array, Info] {
        return [new Float64Array(2), {}];
      }
      override step(): StepResult<Float64Array> {
        return [new Float64Array(2), 0, false, false, {}];
      }
    }
    const [, typed] = logger.catchWarnings(() => new PassiveEnvChecker(new Typed()).reset());
    expect(typed[0].message).toContain('numpy array dtype to be float32, actual type: float64');
  });
});

describe('warnings', () => {
  it('can be caught, silenced and handled', () => {
    const seen: string[] = [];
    logger.setHandler(({ category, message }) => seen.push(`${category} ${message}`));
    logger.deprecation('old');
    logger.setLevel('error');
    logger.warn('unheard');
    logger.error('loud');
    logger.setLevel('warn');
    logger.setHandler();
    expect(seen).toEqual(['DeprecationWarning WARN: old', 'UserWarning ERROR: loud']);
  });
});
