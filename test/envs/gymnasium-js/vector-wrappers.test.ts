/** Vector wrappers in all three autoreset modes, and those that golden data cannot show. */

import * as gymnasium from 'gymnasium-js';
import {
  AutoresetMode,
  Box,
  type Display,
  Env,
  errors,
  type Info,
  infosToList,
  logger,
  makeVec,
  type RecordedVideo,
  type RenderedImage,
  SyncVectorEnv,
  setDisplayMaker,
  TransformObservation,
  TransformReward,
  type VectorEnv,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { gridFor, tileImages } from '../../../envs/gymnasium-js/src/wrappers/vector/tile-images.ts';

type AnyVectorEnv = VectorEnv<unknown, unknown>;
type WrapperClass = new (env: AnyVectorEnv, ...options: unknown[]) => AnyVectorEnv;

const MODES = Object.values(AutoresetMode);
const image = (shade: number): RenderedImage => ({
  pixels: new Uint8Array(12).fill(shade),
  shape: [2, 2, 3],
});

/** Goes on for `end` steps with the rewards 1, 2, 3, ... and draws its count as a shade. */
class Ramp extends Env<Float32Array, Float32Array> {
  static override readonly metadata = { renderModes: ['rgb_array'], renderFps: 5 };
  override readonly observationSpace = new Box(0, 10, [2]);
  override readonly actionSpace = new Box(-1, 1, [1]);
  private readonly end: number;
  count = 0;
  acted: number[] = [];

  constructor(end: number, renderMode: string | null = 'rgb_array') {
    super(renderMode);
    this.end = end;
  }

  override reset(): [Float32Array, Info] {
    this.count = 0;
    return [Float32Array.of(0, 1), {}];
  }

  override step(action: Float32Array): [Float32Array, number, boolean, boolean, Info] {
    this.count += 1;
    this.acted.push(action[0]);
    return [Float32Array.of(this.count, 1), this.count, this.count >= this.end, false, { count: this.count }];
  }

  override render(): RenderedImage {
    return image(this.count);
  }
}

function ramps(ends: readonly number[], mode: AutoresetMode, renderMode = 'rgb_array'): AnyVectorEnv {
  const makers = ends.map((end) => () => new Ramp(end, renderMode) as never);
  return new SyncVectorEnv<unknown, unknown>(makers, { autoresetMode: mode });
}

/** Steps with actions 0; in mode Disabled what has ended is reset. */
function play(env: AnyVectorEnv, mode: AutoresetMode, steps: number) {
  env.reset({ seed: 1 });
  return Array.from({ length: steps }, () => {
    const result = env.step(new Float32Array(env.numEnvs));
    const resetMask = Array.from(result[2], (flag, n) => (flag | result[3][n]) === 1);
    if (mode === AutoresetMode.DISABLED && resetMask.includes(true)) env.reset({ options: { resetMask } });
    return result;
  });
}

describe.each(MODES)('RecordEpisodeStatistics in mode %s', (mode) => {
  it('tells the return and length of every episode, of each environment by itself', () => {
    const env = new gymnasium.VectorRecordEpisodeStatistics(ramps([2, 3], mode), { likeRelease13: false });
    const results = play(env, mode, 8);
    const told = results.flatMap(([, , , , infos]) => {
      if (infos.episode === undefined) return [];
      const { r, l } = infos.episode as { r: Float64Array; l: Float64Array };
      return [[[...r], [...l], [...(infos._episode as Uint8Array)]]];
    });
    expect(told[0]).toEqual([
      [3, 0],
      [2, 0],
      [1, 0],
    ]);
    expect(told[1]).toEqual([
      [0, 6],
      [0, 3],
      [0, 1],
    ]);
    // An episode of 2 and one of 3 steps take one step more where a reset is a step.
    const episodes = mode === AutoresetMode.NEXT_STEP ? 3 + 2 : 4 + 2;
    expect(env.episodeCount).toBe(episodes);
    expect([...new Set(env.lengthQueue)].sort()).toEqual([2, 3]);
    expect([...new Set(env.returnQueue)].sort()).toEqual([3, 6]);
    expect(env.timeQueue.length).toBe(episodes);
  });
});

describe('RecordEpisodeStatistics', () => {
  it('forgets all at a reset of some unless told otherwise, as release 1.3.0 does', () => {
    const env = new gymnasium.VectorRecordEpisodeStatistics(ramps([2, 3], 'Disabled'));
    play(env, 'Disabled', 3);
    expect(env.lengthQueue).toEqual([2, 1]);
  });

  it('keeps as many as asked for, under the key asked for', () => {
    const env = new gymnasium.VectorRecordEpisodeStatistics(ramps([1, 1], 'SameStep'), {
      bufferLength: 3,
      statsKey: 'life',
    });
    const results = play(env, 'SameStep', 4);
    expect(results[3][4].life).toBeDefined();
    expect([env.lengthQueue.length, env.episodeCount]).toEqual([3, 8]);
    const twice = new gymnasium.VectorRecordEpisodeStatistics(env, { statsKey: 'life' });
    twice.reset();
    expect(() => twice.step(new Float32Array(2))).toThrow(
      "Attempted to add episode stats with key 'life' but this key already exists in info",
    );
  });
});

describe.each(MODES)('NormalizeReward in mode %s', (mode) => {
  it('divides by the deviation of the returns of episodes that are kept apart', () => {
    const env = new gymnasium.VectorNormalizeReward(ramps([2, 2], mode), {
      gamma: 1,
      epsilon: 0,
      likeRelease13: false,
    });
    const rewards = play(env, mode, 4).map(([, values]) => values[0]);
    const { mean, variance } = env.returnStatistics;
    expect(rewards.every(Number.isFinite)).toBe(true);
    expect(variance[0]).toBeGreaterThan(0);
    // Returns are 1, 3, 1, 3; where the original's flow over, the last reward of an episode begins the next.
    if (mode === AutoresetMode.SAME_STEP) expect(mean[0]).toBeCloseTo(2, 3);
    env.updateRunningMean = false;
    const before = env.returnStatistics.count;
    env.reset();
    env.step(new Float32Array(2));
    expect(env.returnStatistics.count).toBe(before);
  });
});

describe('NormalizeObservation', () => {
  it('has no place for the last observations of mode SameStep', () => {
    expect(() => new gymnasium.VectorNormalizeObservation(ramps([2], 'SameStep') as never)).toThrow(
      'SyncVectorEnv(num_envs=1) has the autoreset mode SameStep, accepted here: NextStep, Disabled',
    );
  });

  it('is for resets of all environments', () => {
    const env = new gymnasium.VectorNormalizeObservation(ramps([1, 2], 'Disabled') as never);
    env.reset();
    env.step(new Float32Array(2) as never);
    expect(() => env.reset({ options: { resetMask: [true, false] } })).toThrow(
      "NormalizeObservation does not support partial resets. The 'reset_mask' must contain all True values.",
    );
    env.reset({ options: { resetMask: [true, true] } });
    env.updateRunningMean = false;
    const { count } = env.observationStatistics;
    env.step(new Float32Array(2) as never);
    expect(env.observationStatistics.count).toBe(count);
  });
});

/** A wrapper that turns (a, b) into (2a, 2b), and one that does so to batches. */
const double = (values: Float32Array): Float32Array => values.map((value) => 2 * value);
const DOUBLED = new Box(0, 20, [2]);

describe.each(MODES)('VectorizeTransformObservation in mode %s', (mode) => {
  it('changes observations, the last ones of episodes too', () => {
    const env = new gymnasium.VectorizeTransformObservation(ramps([2, 5], mode), TransformObservation, {
      func: double,
      observationSpace: DOUBLED,
    });
    expect(String(env.observationSpace)).toBe('Box(0.0, 20.0, (2, 2), float32)');
    expect([...(env.reset()[0] as Float32Array)]).toEqual([0, 2, 0, 2]);
    const [first] = env.step(new Float32Array(2));
    expect([...(first as Float32Array)]).toEqual([2, 2, 2, 2]);
    const [second, , , , infos] = env.step(new Float32Array(2));
    if (mode !== AutoresetMode.SAME_STEP) expect([...(second as Float32Array)]).toEqual([4, 2, 4, 2]);
    else {
      expect([...(second as Float32Array)]).toEqual([0, 2, 4, 2]);
      expect(infos.final_obs).toEqual([Float32Array.of(4, 2), null]);
    }
  });
});

describe('TransformObservation', () => {
  it('changes whole batches, with spaces that are told', () => {
    const options = { func: double as never, singleObservationSpace: DOUBLED as never };
    const env = new gymnasium.VectorTransformObservation(ramps([3, 3], 'NextStep'), options);
    expect([...(env.reset()[0] as Float32Array)]).toEqual([0, 2, 0, 2]);
    expect(String(env.observationSpace)).toBe('Box(0.0, 20.0, (2, 2), float32)');
    expect(String(env)).toBe('<TransformObservation, SyncVectorEnv(num_envs=2)>');
    expect(
      () => new gymnasium.VectorTransformObservation(ramps([3], 'SameStep'), { func: (seen) => seen }),
    ).toThrow(errors.AssertionError);
    const [, warnings] = logger.catchWarnings(
      () =>
        new gymnasium.VectorTransformObservation(ramps([3], 'NextStep'), {
          func: (seen) => seen,
          observationSpace: new Box(0, 1, [7]) as never,
        }),
    );
    expect(warnings[0].message).toContain(
      "the observation space and the batched single observation space don't match",
    );
  });
});

describe.each(MODES)('wrappers of actions and rewards in mode %s', (mode) => {
  it('change what goes in and what comes out', () => {
    const inner = ramps([9, 9], mode);
    const acted = () => (inner as unknown as { envs: Ramp[] }).envs.map((env) => env.acted.at(-1));
    const halved = new gymnasium.VectorTransformAction(inner, {
      func: (actions) => (actions as Float32Array).map((action) => action / 2),
    });
    const clipped = new gymnasium.VectorClipAction(halved as never) as unknown as AnyVectorEnv;
    const env = new gymnasium.VectorTransformReward(clipped, { func: (rewards) => rewards.map((r) => -r) });
    env.reset();
    const [, rewards] = env.step(Float32Array.of(5, -0.5));
    expect([acted(), [...rewards]]).toEqual([
      [0.5, -0.25],
      [-1, -1],
    ]);
    const squared = new gymnasium.VectorizeTransformReward(env, TransformReward, {
      func: (reward: number) => reward * reward,
    });
    expect([...squared.step(new Float32Array(2))[1]]).toEqual([4, 4]);
    const bounded = new gymnasium.VectorClipReward(squared, { maxReward: 5 });
    expect([...bounded.step(new Float32Array(2))[1]]).toEqual([5, 5]);
    expect(() => new gymnasium.VectorClipReward(env, {})).toThrow(errors.InvalidBound);
  });
});

describe('wrappers of observations in parts, and of images', () => {
  it('filter, and turn colours to grey', () => {
    const blackjack = makeVec('Blackjack-v1', { numEnvs: 2 });
    const filtered = new gymnasium.VectorFilterObservation(blackjack, { filterKeys: [2, 0] });
    expect(String(filtered.observationSpace)).toBe('Tuple(MultiDiscrete([2 2]), MultiDiscrete([32 32]))');
    const [seen] = filtered.reset({ seed: 1 });
    const [all] = makeVec('Blackjack-v1', { numEnvs: 2 }).reset({ seed: 1 });
    expect(seen).toEqual([(all as unknown[])[2], (all as unknown[])[0]]);
    class Picture extends Ramp {
      override readonly observationSpace = new Box(0, 255, [1, 2, 3], 'uint8') as never;
      override reset(): [never, Info] {
        return [Uint8Array.of(255, 0, 0, 0, 0, 255) as never, {}];
      }
    }
    const pictures = new SyncVectorEnv<Uint8Array, unknown>([() => new Picture(1) as never]);
    const gray = new gymnasium.VectorGrayscaleObservation(pictures, { keepDim: true });
    expect([...gray.reset()[0]]).toEqual([54, 18]);
    expect(String(gray.observationSpace)).toBe('Box(0, 255, (1, 1, 2, 1), uint8)');
  });
});

describe.each(MODES)('DictInfoToList in mode %s', (mode) => {
  it('gives each environment its info', () => {
    const env = new gymnasium.DictInfoToList(ramps([1, 3], mode));
    const infos = play(env, mode, 2).map((result) => result[4] as unknown as Info[]);
    if (mode === AutoresetMode.SAME_STEP) {
      expect(infos[0]).toEqual([
        { final_obs: Float32Array.of(1, 1), final_info: { count: 1 } },
        { count: 1 },
      ]);
    } else expect(infos[0]).toEqual([{ count: 1 }, { count: 1 }]);
    expect((env.reset()[1] as unknown as Info[]).length).toBe(2);
  });
});

describe('infosToList', () => {
  it('tells flags from numbers, and rows from arrays', () => {
    const taxi = makeVec('Taxi-v4', { numEnvs: 2 });
    const [, infos] = taxi.reset({ seed: 1 });
    const [first] = infosToList(
      { ...infos, odd: new gymnasium.BoolArray([1, 0]), _odd: new gymnasium.BoolArray([1, 1]) },
      2,
    );
    expect(first.prob).toBe(1);
    expect(first.odd).toBe(true);
    expect((first.action_mask as Int8Array).length).toBe(6);
  });
});

describe('pictures of batches', () => {
  it('lie in a grid that grows where there is room', () => {
    expect(gridFor(1, 1, 1)).toEqual({ rows: 1, columns: 1 });
    expect(gridFor(5, 1, 1)).toEqual({ rows: 3, columns: 3 });
    expect(gridFor(3, 1, 0.25)).toEqual({ rows: 1, columns: 3 });
    const tiled = tileImages([image(1), image(2), image(3)], [4, 4]);
    const shades = Array.from({ length: 16 }, (_, n) => tiled.pixels[3 * n]);
    expect(shades).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 0, 0, 3, 3, 0, 0]);
    expect(() => tileImages([])).toThrow('Expected images of one size');
  });

  it('are shown to human eyes', () => {
    const shown: number[] = [];
    const display: Display = { show: ({ pixels }) => shown.push(pixels[0]), close: () => shown.push(-1) };
    setDisplayMaker(() => display);
    const env = new gymnasium.VectorHumanRendering(ramps([3], 'NextStep'), { screenSize: [4, 4] });
    env.reset();
    env.step(new Float32Array(1));
    expect([env.renderMode, env.render(), env.metadata.renderModes]).toEqual([
      'human',
      [],
      ['rgb_array', 'human'],
    ]);
    env.close();
    setDisplayMaker();
    expect(shown).toEqual([0, 1, -1]);
    expect(() => new gymnasium.VectorHumanRendering(ramps([3], 'NextStep', 'ansi'))).toThrow(
      'Expected env.render_mode to be one of',
    );
  });

  it.each(MODES)('are recorded from chosen episodes of the first environment, in mode %s', (mode) => {
    const videos: RecordedVideo[] = [];
    const env = new gymnasium.VectorRecordVideo(ramps([2, 9], mode), {
      save: (video) => videos.push(video),
      episodeTrigger: (episode) => episode < 2,
      recordFirstOnly: true,
    });
    play(env, mode, 7);
    env.close();
    expect(videos.map(({ name }) => name)).toEqual(['rl-video-episode-0', 'rl-video-episode-1']);
    const shades = videos.map(({ frames }) => frames.map(({ pixels }) => pixels[0]));
    // In mode SameStep the last picture of an episode is gone when the step returns.
    const expected = mode === AutoresetMode.SAME_STEP ? [0, 1] : [0, 1, 2];
    expect(shades).toEqual([expected, expected]);
    expect(videos[0].framesPerSecond).toBe(5);
  });
});

describe('TensorConversion', () => {
  it('makes tensors of batches and takes actions from tensors', () => {
    const library = {
      tensor: (values: Float32Array | Int32Array, shape: number[]) => ({ shape, dataSync: () => values }),
    };
    const env = new gymnasium.VectorTensorConversion(ramps([3, 3], 'NextStep'), { library });
    expect((env.reset()[0] as { shape: number[] }).shape).toEqual([2, 2]);
    const actions = { dataSync: () => Float32Array.of(0.5, 0.25) };
    const [observations, rewards] = env.step(actions);
    expect([...(observations as { dataSync(): Float32Array }).dataSync()]).toEqual([1, 1, 1, 1]);
    expect([...rewards]).toEqual([1, 1]);
  });
});

describe('every wrapper', () => {
  it('refuses to wrap what is no vector environment', () => {
    const { VectorRecordEpisodeStatistics } = gymnasium as unknown as Readonly<Record<string, WrapperClass>>;
    expect(() => new VectorRecordEpisodeStatistics({} as never)).toThrow(
      'Expected env to be a `gymnasium.vector.VectorEnv` but got Object',
    );
  });

  it('lets everything else through', async () => {
    const inner = ramps([3, 3], 'NextStep');
    const env = new gymnasium.VectorClipReward(new gymnasium.DictInfoToList(inner), { minReward: 0 });
    expect([env.numEnvs, env.unwrapped, env.spec, env.metadata]).toEqual([2, inner, null, inner.metadata]);
    expect([env.renderMode, env.render().length]).toEqual(['rgb_array', 2]);
    env.resetAsync();
    await env.resetWait();
    env.stepAsync(new Float32Array(2));
    expect([...(await env.stepWait())[1]]).toEqual([1, 1]);
    expect(env.npRandomSeed).toEqual(inner.npRandomSeed);
    env.close();
    expect([env.closed, inner.closed]).toEqual([true, true]);
  });
});
