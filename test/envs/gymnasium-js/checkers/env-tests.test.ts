/** Checks of single environments that the golden data do not reach, and environments that are to be alike. */
import {
  Box,
  benchmarkInit,
  benchmarkRender,
  benchmarkStep,
  checkEnv,
  checkEnvironmentsMatch,
  Discrete,
  dataEquivalence,
  type InfoComparison,
  logger,
  make,
  type ResetArguments,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { resetParameters } from '../../../../envs/gymnasium-js/src/reset-parameters.ts';
import { brokenEnv, type Env, type Faults } from './broken-env.ts';

const at = (value: number) => Float32Array.of(value);
/** A reset that seeds as it should and then breaks something. */
const seeded = (observe: (env: Env, count: number) => unknown) => {
  let count = 0;
  return {
    step: () => [at(0.5), 0, false, false, {}],
    reset(this: Env, resetArguments: ResetArguments) {
      this.seedBy(resetArguments ?? {});
      count += 1;
      return [observe(this, count), {}];
    },
  };
};

describe('checkEnv', () => {
  it.each<[string, Faults, string]>([
    [
      'an observation outside after a reset without a seed',
      seeded((_, count) => at(count === 3 ? 2 : 0.5)),
      'The observation returned by `env.reset()` is not within the observation space.',
    ],
    [
      'an observation outside after another seed',
      seeded((_, count) => at(count === 6 ? 2 : 0.5)),
      'The observation returned by `env.reset(seed=456)` is not within the observation space.',
    ],
    [
      'an unseeded reset that goes its own way',
      seeded((env, count) => at(count === 5 ? 0.25 : env.npRandom.random() * 0 + 0.5)),
      'Using `env.reset(seed=123)` then `env.reset()` is non-deterministic',
    ],
    [
      'a reset that throws a TypeError',
      {
        reset(resetArguments: ResetArguments) {
          if (resetArguments?.seed !== undefined) (null as unknown as Env).close();
          return [at(0.5), {}];
        },
      },
      'The environment cannot be reset with a random seed, even though `seed` or `kwargs` appear in the signature.',
    ],
    [
      'options that it cannot do with',
      {
        reset(this: Env, resetArguments: ResetArguments = {}) {
          this.seedBy(resetArguments);
          if (resetArguments.options) (null as unknown as Env).close();
          return [at(0.5), {}];
        },
      },
      'The environment cannot be reset with options',
    ],
    [
      'a step that leaves the generator elsewhere',
      (() => {
        let steps = 0;
        return {
          step(this: Env) {
            steps += 1;
            for (let n = 0; n < steps; n++) this.npRandom.random();
            return [at(0.5), 0, false, false, {}];
          },
        };
      })(),
      'The `.np_random` is not properly been updated after step.',
    ],
    [
      'a render mode that is no image',
      { metadata: { renderModes: ['rgb_array'], renderFps: -1 } },
      "Expects the `env.metadata['render_fps']` to be greater than zero, actual value: -1",
    ],
  ])('tells of %s', (_, faults, message) => {
    expect(() => logger.catchWarnings(() => checkEnv(brokenEnv(faults)))).toThrow(message);
  });

  it('lets environments differ that are registered as nondeterministic', () => {
    const faults = { ...seeded((_, count) => at(count / 100)), nondeterministic: true };
    expect(() => checkEnv(brokenEnv(faults))).not.toThrow();
  });

  it('warns of what is not equal although similar', () => {
    const faults = seeded((_, count) => at(0.5 + count * 1e-7));
    const [, warnings] = logger.catchWarnings(() => checkEnv(brokenEnv(faults)));
    expect(warnings.map(({ message }) => message)).toEqual([
      'WARN: Using `env.reset(seed=123)` observations are not equal although similar.',
      'WARN: Using `env.reset(seed=123)` then `env.reset()` observations are not equal although similar.',
    ]);
  });

  it('renders every mode, closes twice, and leaves out what it is told to', () => {
    const modes: unknown[] = [];
    const closes: unknown[] = [];
    const faults = {
      metadata: { renderModes: ['ansi', 'human'], renderFps: 1 },
      render(this: Env) {
        modes.push(this.renderMode);
        return this.renderMode === 'ansi' ? 'text' : null;
      },
      close: () => closes.push(1),
    };
    checkEnv(brokenEnv(faults));
    expect(modes).toEqual(['ansi', 'human']);
    expect(closes).toHaveLength(4);
    checkEnv(brokenEnv(faults), { skipRenderCheck: true, skipCloseCheck: true });
    expect([modes.length, closes.length]).toEqual([2, 4]);
  });

  it('warns that an environment without a spec cannot be rendered in other modes', () => {
    const env = brokenEnv();
    env.spec = null;
    const [, warnings] = logger.catchWarnings(() => checkEnv(env));
    expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining('not having a spec')]);
  });
});

it.each([
  [() => 0, { seed: false, options: false }],
  [(_all: unknown) => 0, { seed: true, options: true }],
  [(..._all: unknown[]) => 0, { seed: true, options: true }],
  [({ seed }: ResetArguments = {}) => seed, { seed: true, options: false, defaultSeed: null }],
  [({ seed = null }: ResetArguments) => seed, { seed: true, defaultSeed: null }],
  [
    ({ seed: s = 'a' as never, options = { a: '}' } }: ResetArguments) => [s, options],
    { options: true, defaultSeed: "'a'" },
  ],
  [({ seed, ...rest }: ResetArguments) => [seed, rest], { options: true }],
  [Math.max, { seed: true, options: true }],
])('reads what %s looks at', (reset, found) => {
  expect(resetParameters(reset)).toMatchObject(found);
});

describe('dataEquivalence', () => {
  it('looks into maps and compares objects of a class by identity', () => {
    const space = new Discrete(2);
    expect(dataEquivalence(new Map([['a', at(1)]]), new Map([['a', at(1)]]))).toBe(true);
    expect(dataEquivalence(new Map([['a', at(1)]]), new Map([['b', at(1)]]))).toBe(false);
    expect(dataEquivalence(space, space)).toBe(true);
    expect(dataEquivalence(space, new Discrete(2))).toBe(false);
  });

  it('takes infinities of one sign for equal', () => {
    expect(dataEquivalence(at(Infinity), at(Infinity))).toBe(true);
    expect(dataEquivalence(at(Infinity), at(-Infinity))).toBe(false);
    expect(dataEquivalence(at(1), at(Infinity))).toBe(false);
  });
});

describe('checkEnvironmentsMatch', () => {
  const cartPole = () => make('CartPole-v1', { renderMode: 'rgb_array' });
  const step = (result: unknown[]) => brokenEnv({ ...seeded(() => at(0.5)), step: () => result });
  const sound = [at(0.5), 1, false, false, { a: 1 }];
  const changed = (part: number, value: unknown) => sound.map((known, n) => (n === part ? value : known));

  it('accepts two of one kind, over the end of episodes, images too', () => {
    expect(() => checkEnvironmentsMatch(cartPole(), cartPole(), { numSteps: 30 })).not.toThrow();
  });

  it.each([
    ['observation', 0, at(0.25), { skipObservations: true }],
    ['reward', 1, 2, { skipRewards: true }],
    ['terminal', 2, true, { skipTerminations: true }],
    ['truncated', 3, true, { skipTruncations: true }],
    ['info', 4, { a: 2 }, { infoComparison: 'skip' as InfoComparison }],
  ])('names a different %s and leaves it out on demand', (name, part, value, skip) => {
    const match = (options = {}) =>
      checkEnvironmentsMatch(step(sound), step(changed(part, value)), { numSteps: 2, ...options });
    expect(match).toThrow(`stepping ${name} is not equivalent`);
    expect(() => match(skip)).not.toThrow();
  });

  it('names different spaces, resets and images', () => {
    const other = brokenEnv({ actionSpace: new Box(-1, 1, [1]) });
    expect(() => checkEnvironmentsMatch(brokenEnv(), other, { numSteps: 0 })).toThrow('action spaces differ');
    const seeing = brokenEnv({ observationSpace: new Box(-1, 1, [1]) });
    expect(() => checkEnvironmentsMatch(brokenEnv(), seeing, { numSteps: 0 })).toThrow(
      'observation spaces differ',
    );
    const [first, second] = [brokenEnv(seeded(() => at(0.5))), brokenEnv(seeded(() => at(0.25)))];
    expect(() => checkEnvironmentsMatch(first, second, { numSteps: 0 })).toThrow(
      'resetting observation is not equivalent',
    );
    const drawn = (frame: string) =>
      brokenEnv({ ...seeded(() => at(0.5)), renderMode: 'ansi', render: () => frame });
    const [a, b] = [drawn('a'), drawn('b')];
    expect(() => checkEnvironmentsMatch(a, b, { numSteps: 0 })).toThrow('resetting render is not equivalent');
    expect(() => checkEnvironmentsMatch(a, b, { numSteps: 0, skipRender: true })).not.toThrow();
  });

  it('compares infos by what was asked for', () => {
    const [less, more] = [changed(4, { a: 1 }), changed(4, { a: 2, b: 1 })];
    const match = (left: unknown[], right: unknown[], infoComparison: InfoComparison) => () =>
      checkEnvironmentsMatch(step(left), step(right), { numSteps: 1, infoComparison });
    expect(match(less, more, 'superset')).toThrow('stepping info is not a superset');
    expect(match(less, changed(4, { a: 1, b: 1 }), 'superset')).not.toThrow();
    expect(match(less, more, 'keys-superset')).not.toThrow();
    expect(match(more, less, 'keys-superset')).toThrow('stepping info keys are not a superset');
    expect(match(less, more, 'keys-equivalence')).toThrow('stepping info keys are not equivalent');
    expect(match(less, more, 'values' as never)).toThrow(
      'infoComparison must be one of equivalence, superset',
    );
  });
});

it('benchmarks count steps, makes and renders', () => {
  const options = { seconds: 0.005, seed: 1 };
  expect(benchmarkStep(make('CartPole-v1'), options)).toBeGreaterThan(0);
  expect(benchmarkInit(() => make('CartPole-v1'), options)).toBeGreaterThan(0);
  const drawn = make('FrozenLake-v1', { renderMode: 'ansi' });
  drawn.reset();
  expect(benchmarkRender(drawn, options)).toBeGreaterThan(0);
});
