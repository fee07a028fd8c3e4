/** Utilities: step results of old, environments made again, functions as environments, GIF files. */

import * as gifenc from 'gifenc';
import {
  BoolArray,
  Box,
  CartPoleEnv,
  Discrete,
  errors,
  FuncEnv,
  FunctionalEnv,
  FunctionalVectorEnv,
  fromRecipe,
  type Generator,
  logger,
  make,
  makeAgain,
  NormalizeReward,
  type RecordedVideo,
  RecordVideo,
  toDoneStepApi,
  toGif,
  toRecipe,
  toTerminatedTruncatedStepApi,
  toVectorDoneStepApi,
  toVectorTerminatedTruncatedStepApi,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';

describe('results of step with one flag', () => {
  it.each([
    [false, false, false, undefined],
    [true, false, true, false],
    [false, true, true, true],
    [true, true, true, false],
  ])('are done when terminated %s or truncated %s', (terminated, truncated, done, limited) => {
    const result = toDoneStepApi([1, 2, terminated, truncated, { a: 1 }]);
    expect(result.slice(0, 3)).toEqual([1, 2, done]);
    expect(result[3]['TimeLimit.truncated']).toBe(limited);
    expect(toTerminatedTruncatedStepApi(result)).toEqual([
      1,
      2,
      terminated,
      truncated && !terminated,
      { a: 1 },
    ]);
  });

  it('stay as they are when they have that form already', () => {
    const done: [number, number, boolean, object] = [1, 2, true, {}];
    expect(toDoneStepApi(done as never)).toBe(done);
    const both = [1, 2, true, false, {}] as never;
    expect(toTerminatedTruncatedStepApi(both)).toBe(both);
  });

  it('are made of those of vector environments, and back', () => {
    const flags = (...values: number[]) => BoolArray.from(values) as BoolArray;
    const rewards = Float64Array.of(1, 2, 3);
    const result = toVectorDoneStepApi(['obs', rewards, flags(1, 0, 0), flags(0, 1, 0), {}]);
    expect(result.slice(2)).toEqual([flags(1, 1, 0), { 'TimeLimit.truncated': flags(0, 1, 0) }]);
    expect(toVectorTerminatedTruncatedStepApi(result)).toEqual([
      'obs',
      rewards,
      flags(1, 0, 0),
      flags(0, 1, 0),
      {},
    ]);
  });
});

describe('an environment made again', () => {
  it('has the wrappers of the first, and lives its episodes', () => {
    const env = new NormalizeReward(make<Float32Array, number>('CartPole-v1', { maxEpisodeSteps: 7 }), {
      gamma: 0.5,
    });
    const first = [env.reset({ seed: 1 }), env.step(0)];
    for (const again of [makeAgain(env), fromRecipe<Float32Array, number>(toRecipe(env))]) {
      expect(String(again)).toBe(String(env));
      expect([again.reset({ seed: 1 }), again.step(0)]).toEqual(first);
    }
  });

  it('needs a recipe', () => {
    expect(() => makeAgain(new CartPoleEnv())).toThrow(errors.ValueError);
    expect(() => fromRecipe('{')).toThrow(SyntaxError);
    expect(() => fromRecipe('{"name":"CartPole"}')).toThrow(errors.ValueError);
  });
});

/** A walk on a line: forward by 1 or 2, by chance one more; from `end` on it is over. */
class Walk extends FuncEnv<number, Float32Array, number, { readonly end: number }> {
  override readonly observationSpace = new Box(0, Infinity, [1]);
  override readonly actionSpace = new Discrete(2);
  override readonly defaultParameters = { end: 4 };

  override initial(generator: Generator): number {
    return generator.integers(2);
  }

  override transition(state: number, action: number, generator: Generator): number {
    return state + 1 + action + generator.integers(2);
  }

  override observation(state: number): Float32Array {
    return Float32Array.of(state);
  }

  override reward(state: number, _action: number, next: number): number {
    return next - state;
  }

  override terminal(state: number, _generator: Generator, { end }: { readonly end: number }): boolean {
    return state >= end;
  }

  override transitionInfo(state: number) {
    return { from: state };
  }
}

describe('functions as an environment', () => {
  it('keep the state, and draw from the generator of the seed', () => {
    const env = new FunctionalEnv(new Walk());
    const live = () => [env.reset({ seed: 3 }), env.step(0), env.state, env.step(1)];
    const first = live();
    expect(live()).toEqual(first);
    expect((first[1] as unknown[])[4]).toEqual({ from: (first[0] as unknown as [Float32Array])[0][0] });
  });

  it('take parameters, and refuse to step before a reset', () => {
    const env = new FunctionalEnv(new Walk(), { parameters: { end: 1 } });
    expect(() => env.step(0)).toThrow(errors.ResetNeeded);
    env.reset({ seed: 0 });
    expect(env.step(0)[2]).toBe(true);
  });

  it('are a vector environment, each state with the episodes that it lives alone', () => {
    const vector = new FunctionalVectorEnv(new Walk(), {
      numEnvs: 3,
      maxEpisodeSteps: 2,
    });
    const singles = [0, 1, 2].map(() => new FunctionalEnv(new Walk()));
    const starts = singles.map((env, n) => env.reset({ seed: 5 + n })[0][0]);
    expect(vector.reset({ seed: 5 })[0]).toEqual(Float32Array.from(starts));
    const results = singles.map((env, n) => env.step(n % 2));
    const [observations, rewards, terminations] = vector.step(Float64Array.of(0, 1, 0));
    expect(observations).toEqual(Float32Array.from(results, ([observation]) => observation[0]));
    expect([...rewards]).toEqual(results.map(([, reward]) => reward));
    expect([...terminations]).toEqual(results.map(([, , ended]) => Number(ended)));
    expect([...vector.step(Float64Array.of(0, 0, 0))[3]]).toContain(1);
  });
});

describe('a GIF of an episode', () => {
  it('has the size of the images, a frame for each, and goes round for ever', () => {
    const videos: RecordedVideo[] = [];
    const env = make<Float32Array, number>('CartPole-v1', { renderMode: 'rgb_array' });
    const recorded = new RecordVideo(env, {
      save: (video) => videos.push(video),
      episodeTrigger: () => true,
    });
    recorded.reset({ seed: 1 });
    recorded.step(0);
    recorded.step(1);
    recorded.close();
    const bytes = toGif(videos[0], gifenc);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    expect(new TextDecoder().decode(bytes.subarray(0, 6))).toBe('GIF89a');
    expect([view.getUint16(6, true), view.getUint16(8, true)]).toEqual([600, 400]);
    // Every frame begins with a graphic control extension of four bytes; its delay is in hundredths of a second.
    const text = Buffer.from(bytes).toString('latin1');
    const delays = text
      .split('!\u00f9\u0004')
      .slice(1)
      .map((part) => part.charCodeAt(1));
    expect(delays).toEqual([2, 2, 2]);
    expect(text).toContain('NETSCAPE2.0');
    expect(bytes.at(-1)).toBe(0x3b);
  });
});

describe('the logger', () => {
  it('prints a text once, and gives a handler every one', () => {
    const [, warnings] = logger.catchWarnings(() => {
      logger.warn('twice');
      logger.warn('twice');
    });
    expect(warnings).toHaveLength(2);
    const printed: unknown[] = [];
    const { warn } = console;
    console.warn = (text) => printed.push(text);
    try {
      logger.warn('printed by the test of utilities');
      logger.warn('printed by the test of utilities');
      logger.deprecation('printed by the test of utilities');
    } finally {
      console.warn = warn;
    }
    expect(printed).toHaveLength(2);
  });
});
