/** The built-in environments beyond their golden episodes: bad input, custom maps, what they tell about themselves. */
import {
  AcrobotEnv,
  BlackjackEnv,
  CartPoleEnv,
  CliffWalkingEnv,
  Continuous_MountainCarEnv,
  type Env,
  errors,
  FrozenLakeEnv,
  generateRandomMap,
  logger,
  MountainCarEnv,
  make,
  PendulumEnv,
  registry,
  TaxiEnv,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';

const ids = [...registry.keys()];

function quietly(id: string): Env<unknown, unknown> {
  return logger.catchWarnings(() => make(id))[0];
}

describe.each(ids)('%s', (id) => {
  it('stays inside its spaces, gives the same episode for the same seed, and another for another', () => {
    const episode = (seed: number) => {
      const env = quietly(id);
      env.actionSpace.seed(seed);
      const seen: unknown[] = [env.reset({ seed })[0]];
      for (let step = 0; step < 40; step++) {
        const [observation, reward, terminated, truncated] = env.step(env.actionSpace.sample());
        expect(env.observationSpace.contains(observation)).toBe(true);
        seen.push(observation, reward);
        if (terminated || truncated) seen.push(env.reset()[0]);
      }
      return JSON.stringify(seen);
    };
    expect(episode(3)).toBe(episode(3));
    expect(episode(3)).not.toBe(episode(4));
  });

  it('refuses actions that are none, and closes as often as asked', () => {
    const env = quietly(id);
    const isBox = env.actionSpace.shape?.length === 1;
    env.reset();
    for (const action of [-1, 99, 0.5, Number.NaN, '1', null, undefined]) {
      const given = isBox ? [Number.NaN] : action;
      expect(() => env.step(given)).toThrow(/got|invalid/);
    }
    env.close();
    env.close();
  });

  it('refuses arguments that it does not know', () => {
    expect(() => logger.catchWarnings(() => make(id, { wings: 2 }))).toThrow(
      /got an unexpected keyword argument 'wings' was raised from the environment creator/,
    );
  });
});

it.each([
  new CartPoleEnv(),
  new AcrobotEnv(),
  new BlackjackEnv(),
  new FrozenLakeEnv(),
  new CliffWalkingEnv(),
  new TaxiEnv(),
])('%s wants a reset before a step', (env) => {
  expect(() => env.step(0)).toThrow(/[Cc]all reset/);
});

it.each([new CartPoleEnv(), new MountainCarEnv(), new Continuous_MountainCarEnv(), new AcrobotEnv()])(
  '%s refuses bounds of the start that are none',
  (env) => {
    expect(() => env.reset({ options: { low: 1, high: 0 } })).toThrow(
      new errors.ValueError('Lower bound (1) must be lower than higher bound (0).'),
    );
    expect(() => env.reset({ options: { low: 'deep' } })).toThrow(
      'An option (deep) could not be converted to a float.',
    );
  },
);

it('Pendulum refuses bounds of the start that are none', () => {
  expect(() => new PendulumEnv().reset({ options: { x_init: Number.NaN } })).toThrow(errors.ValueError);
});

it('CartPole pays for the step that ends, then warns and pays no more', () => {
  const env = new CartPoleEnv();
  env.reset({ seed: 0 });
  const play = (wrapped: CartPoleEnv) => {
    for (;;) {
      const [, reward, terminated] = wrapped.step(1);
      if (terminated) return reward;
    }
  };
  expect(play(env)).toBe(1);
  const [after, warnings] = logger.catchWarnings(() => [env.step(1)[1], env.step(1)[1]]);
  expect(after).toEqual([0, 0]);
  expect(warnings.map(({ message }) => message.slice(0, 34))).toEqual(["WARN: You are calling 'step()' eve"]);
  const book = new CartPoleEnv({ suttonBartoReward: true });
  book.reset({ seed: 0 });
  expect([play(book), logger.catchWarnings(() => book.step(1)[1])[0]]).toEqual([-1, -1]);
});

describe('FrozenLake', () => {
  it('takes maps of any size, and random ones', () => {
    const env = new FrozenLakeEnv({ desc: ['SFF', 'HFG'], isSlippery: false });
    expect([env.observationSpace.n, env.reset()[0]]).toEqual([6, 0]);
    expect([2, 2, 1].map((action) => env.step(action).slice(0, 3))).toEqual([
      [1, 0, false],
      [2, 0, false],
      [5, 1, true],
    ]);
    expect(new FrozenLakeEnv({ mapName: null }).desc).toHaveLength(8);
    expect(generateRandomMap(3, 2)).toEqual(['SFF', 'FFF', 'FFG']);
  });

  it('refuses maps that are none', () => {
    expect(() => new FrozenLakeEnv({ mapName: 'nope' })).toThrow(
      "FrozenLake: map_name must be one of 4x4 and 8x8, got 'nope'",
    );
    for (const desc of [['SF', 'F'], ['FF', 'FG'], ['SX'], []])
      expect(() => new FrozenLakeEnv({ desc })).toThrow('FrozenLake: a map must be rows of one length');
    expect(() => generateRandomMap(1)).toThrow(errors.ValueError);
    expect(() => generateRandomMap(4, 0)).toThrow(errors.ValueError);
  });
});

it('Taxi masks the actions that change nothing', () => {
  const env = new TaxiEnv();
  for (let state = 0; state < 500; state++) {
    const mask = Array.from(env.actionMask(state));
    const changes = mask.map((_, action) => Number(env.transitions(state, action)[0][1] !== state));
    expect(mask, `state ${state}`).toEqual(changes);
  }
});
