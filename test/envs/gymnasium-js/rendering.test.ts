/** Pictures: the rasteriser, one picture for each environment, and the wrappers that change or collect them. */
import {
  AddRenderObservation,
  AddWhiteNoise,
  cappedCubicVideoSchedule,
  Discrete,
  Env,
  errors,
  type Info,
  logger,
  make,
  ObstructView,
  type RecordedVideo,
  RecordVideo,
  type RenderedImage,
  type ResetArguments,
  registry,
  type StepResult,
  setDisplayMaker,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { type Color, Raster } from '../../../envs/gymnasium-js/src/rendering/raster.ts';
import { withOpacity } from '../../../envs/gymnasium-js/src/rendering/with-opacity.ts';

const BLACK: Color = [0, 0, 0];
const builtIn = [...registry.keys()];

/** The pixels that are not white, as rows of text. */
function drawn({ pixels, shape }: RenderedImage): string[] {
  return Array.from({ length: shape[0] }, (_, row) =>
    Array.from({ length: shape[1] }, (_, column) =>
      pixels[(row * shape[1] + column) * 3] === 255 ? '.' : '#',
    ).join(''),
  );
}

function canvas(): Raster {
  return new Raster(6, 5, [255, 255, 255]);
}

describe('the rasteriser', () => {
  it('fills the pixels whose centres lie inside a polygon, also where it is hollow', () => {
    const raster = canvas();
    raster.polygon(
      [
        [1, 1],
        [5, 1],
        [3, 4],
      ],
      BLACK,
    );
    expect(drawn(raster)).toEqual(['......', '.####.', '..##..', '......', '......']);
    const notched = canvas();
    notched.polygon(
      [
        [0, 0],
        [3, 4],
        [6, 0],
        [6, 5],
        [0, 5],
      ],
      BLACK,
    );
    expect(drawn(notched)).toEqual(['......', '#....#', '##..##', '######', '######']);
  });

  it('fills rectangles, circles and lines, and cuts off what lies outside', () => {
    const raster = canvas();
    raster.rectangle(-3, 3, 5, 10, BLACK);
    raster.circle([5, 1], 1, BLACK);
    expect(drawn(raster)).toEqual(['....##', '....##', '......', '##....', '##....']);
    const crossed = canvas();
    crossed.line([0, 2.5], [6, 2.5], 1, BLACK);
    crossed.line([2.5, -9], [2.5, 9], 1, BLACK);
    expect(drawn(crossed)).toEqual(['..#...', '..#...', '######', '..#...', '..#...']);
  });

  it('gives a canvas what it takes', () => {
    const image = { pixels: Uint8Array.of(1, 2, 3, 4, 5, 6), shape: [1, 2, 3] };
    expect([...withOpacity(image)]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
  });
});

describe.each(builtIn)('%s', (id) => {
  it('draws what changes', () => {
    const [env] = logger.catchWarnings(() => make(id, { renderMode: 'rgb_array' }));
    env.reset({ seed: 0 });
    env.actionSpace.seed(0);
    const pictures = new Set<string>();
    for (let step = 0; step < 8; step++) {
      const { pixels, shape } = env.render() as RenderedImage;
      expect([pixels.length, shape[2]]).toEqual([shape[0] * shape[1] * 3, 3]);
      pictures.add(pixels.join());
      const [, , terminated, truncated] = env.step(env.actionSpace.sample());
      if (terminated || truncated) env.reset();
    }
    expect(pictures.size).toBeGreaterThan(1);
  });

  it('shows itself to human eyes after every reset and step, and warns where nothing can be seen', () => {
    let shown = 0;
    let closed = 0;
    setDisplayMaker(() => ({ show: () => shown++, close: () => closed++ }));
    const [env] = logger.catchWarnings(() => make(id, { renderMode: 'human' }));
    env.reset({ seed: 0 });
    env.step(env.actionSpace.sample());
    expect([env.render(), shown]).toEqual([null, 3]);
    env.close();
    env.close();
    expect(closed).toBe(1);
    setDisplayMaker();
    const [blind] = logger.catchWarnings(() => make(id));
    blind.reset();
    const [frame, warnings] = logger.catchWarnings(() => blind.render());
    expect(frame).toBe(null);
    expect(warnings[0].message).toContain(`e.g. gym.make("${id}", render_mode="rgb_array")`);
  });
});

/** A picture of 5 x 7 whose bytes count up. */
class Counting extends Env<number, number> {
  static override readonly metadata = { renderModes: ['rgb_array', 'rgb_array_list', 'ansi'], renderFps: 7 };
  override readonly observationSpace = new Discrete(2);
  override readonly actionSpace = new Discrete(2);
  frame: RenderedImage | RenderedImage[] | null = {
    pixels: Uint8Array.from({ length: 105 }, (_, n) => n),
    shape: [5, 7, 3],
  };

  override reset(resetArguments: ResetArguments = {}): [number, Info] {
    this.seedFrom(resetArguments);
    return [0, {}];
  }

  override step(): StepResult<number> {
    return [0, 0, false, false, {}];
  }

  override render() {
    return this.frame;
  }
}

describe('noise', () => {
  // Recorded from Gymnasium 1.3.0 with NumPy 2.4.6: sums of three frames, and the next draw of the generator.
  it.each([
    [
      'white',
      () => new AddWhiteNoise(new Counting('rgb_array'), { probabilityOfNoisePerPixel: 0.4 }),
      [8321, 8247, 8770],
      0.3416340099741699,
    ],
    [
      'gray',
      () =>
        new AddWhiteNoise(new Counting('rgb_array'), {
          probabilityOfNoisePerPixel: 0.4,
          isNoiseGrayscale: true,
        }),
      [8187, 6966, 9306],
      0.5299633264027296,
    ],
    [
      'squares',
      () => new ObstructView(new Counting('rgb_array'), { obstructedPixelsRatio: 0.5, obstructionWidth: 2 }),
      [6621, 8239, 8100],
      0.2361941283958635,
    ],
    [
      'gray squares',
      () =>
        new ObstructView(new Counting('rgb_array'), {
          obstructedPixelsRatio: 0.7,
          obstructionWidth: 3,
          isNoiseGrayscale: true,
        }),
      [6558, 7125, 8055],
      0.9364420618420031,
    ],
  ])('in %s is that of the original', (_, create, sums, next) => {
    const env = create();
    env.reset({ seed: 5 });
    const frames = sums.map(() => (env.render() as RenderedImage).pixels);
    expect(frames.map((pixels) => pixels.reduce((sum, value) => sum + value, 0))).toEqual(sums);
    expect(env.npRandom.random()).toBe(next);
  });

  it('refuses shares that are none', () => {
    const env = new Counting('rgb_array');
    expect(() => new AddWhiteNoise(env, { probabilityOfNoisePerPixel: 1 })).toThrow(
      errors.InvalidProbability,
    );
    expect(() => new ObstructView(env, { obstructedPixelsRatio: -1, obstructionWidth: 1 })).toThrow(
      errors.ValueError,
    );
    expect(() => new ObstructView(env, { obstructedPixelsRatio: 0, obstructionWidth: 0 })).toThrow(
      errors.ValueError,
    );
  });
});

describe('videos', () => {
  function record(
    options: Partial<ConstructorParameters<typeof RecordVideo>[1]> = {},
    env = new Counting('rgb_array'),
  ) {
    const videos: RecordedVideo[] = [];
    const recording = new RecordVideo(env, { save: (video) => videos.push(video), ...options });
    return { recording, titles: () => videos.map(({ name, frames }) => `${name}: ${frames.length}`), videos };
  }

  it('are taken of whole episodes on the capped cubic schedule', () => {
    const { recording, titles, videos } = record();
    for (let episode = 0; episode < 10; episode++) {
      recording.reset();
      for (let step = 0; step < 3; step++) recording.step(0);
    }
    recording.close();
    expect(titles()).toEqual(['rl-video-episode-0: 4', 'rl-video-episode-1: 4', 'rl-video-episode-8: 4']);
    expect(videos[0].framesPerSecond).toBe(7);
    expect([0, 1, 2, 8, 27, 729, 999, 1000, 1001, 2000].filter(cappedCubicVideoSchedule)).toEqual([
      0, 1, 8, 27, 729, 1000, 2000,
    ]);
  });

  it('are taken from chosen steps on, and no longer than asked', () => {
    const { recording, titles } = record({
      stepTrigger: (step) => step % 10 === 2,
      videoLength: 4,
      namePrefix: 'a',
    });
    recording.reset();
    for (let step = 0; step < 14; step++) recording.step(0);
    expect(recording.recording).toBe(true);
    recording.close();
    expect(titles()).toEqual(['a-step-2: 5', 'a-step-12: 2']);
  });

  it('stop with a warning when there is no image', () => {
    const env = new Counting('rgb_array');
    const { recording, titles } = record({}, env);
    env.frame = null;
    const [, warnings] = logger.catchWarnings(() => recording.reset());
    expect(warnings.map(({ message }) => message)).toEqual([
      'WARN: Ignored saving a video as there were zero frames to save.',
      'WARN: Recording stopped: expected type of frame returned by render to be a numpy array, got instead null.',
    ]);
    expect([recording.recording, titles()]).toEqual([false, []]);
    expect(() => record({}, new Counting('ansi'))).toThrow(
      'Render mode is ansi, which is incompatible with RecordVideo.',
    );
  });

  it('leave a listing mode its frames', () => {
    const env = new Counting('rgb_array_list');
    const image = env.frame as RenderedImage;
    env.frame = [image];
    const { recording } = record({}, env);
    recording.reset();
    recording.step(0);
    expect(recording.render()).toEqual([image, image, image]);
    expect(recording.render()).toEqual([image]);
    env.frame = [];
    const [, warnings] = logger.catchWarnings(() => recording.step(0));
    expect(warnings[0].message).toContain('The frame cannot be captured.');
  });
});

describe('AddRenderObservation', () => {
  it('gives the image as observation, or beside it', () => {
    const only = new AddRenderObservation(new Counting('rgb_array') as Env<unknown, number>);
    expect(String(only.observationSpace)).toBe('Box(0, 255, (5, 7, 3), uint8)');
    expect(only.observationSpace.contains(only.reset()[0])).toBe(true);
    const beside = new AddRenderObservation(new Counting('rgb_array') as Env<unknown, number>, {
      renderOnly: false,
    });
    expect(String(beside.observationSpace)).toBe(
      "Dict('pixels': Box(0, 255, (5, 7, 3), uint8), 'state': Discrete(2))",
    );
    expect(beside.observationSpace.contains(beside.step(0)[0])).toBe(true);
    expect(() => new AddRenderObservation(beside, { renderOnly: false })).toThrow('choose another renderKey');
    expect(() => new AddRenderObservation(new Counting() as Env<unknown, number>)).toThrow(
      errors.AssertionError,
    );
  });
});
