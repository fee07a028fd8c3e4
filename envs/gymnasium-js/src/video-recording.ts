/**
 * VideoRecording: the images of chosen episodes, or from chosen steps on, one after the other, for the wrappers that
 * record environments of one agent and of many.
 */
import type { Metadata, RenderedImage, RenderFrame } from './env.ts';
import { ValueError } from './errors.ts';
import { warn } from './logger.ts';
import { typeText } from './python-text.ts';
import { cappedCubicVideoSchedule } from './video-schedule.ts';

/** A video that has come to its end. */
export interface RecordedVideo {
  /** `<namePrefix>-episode-<n>` or `<namePrefix>-step-<n>`. */
  readonly name: string;
  readonly frames: readonly RenderedImage[];
  readonly framesPerSecond: number;
}
/** Arguments of the wrappers that record. Without a trigger the capped cubic schedule chooses episodes. */
export interface RecordVideoOptions {
  /** What becomes of a video: a library makes a GIF or an MP4 of it. */
  readonly save: (video: RecordedVideo) => void;
  readonly episodeTrigger?: ((episode: number) => boolean) | null;
  readonly stepTrigger?: ((step: number) => boolean) | null;
  /** Frames of a video at most; 0 for whole episodes. */
  readonly videoLength?: number;
  readonly namePrefix?: string;
  /** Frames a second; those of the environment when left out. */
  readonly fps?: number | null;
}

/** What is recorded. */
export interface RecordedEnv {
  readonly renderMode: string | null;
  readonly metadata: Metadata;
  render(): RenderFrame | readonly RenderFrame[];
}

export class VideoRecording {
  private readonly env: RecordedEnv;
  private readonly options: RecordVideoOptions;
  private readonly episodeTrigger: ((episode: number) => boolean) | null;
  private readonly maxFrames: number;
  /** The video under way. */
  private recorded: { readonly name: string; readonly frames: RenderedImage[] } | null = null;
  /** Frames that a listing render mode gave to the video and still owes to the caller of `render`. */
  private history: RenderFrame[] = [];
  private stepNumber = -1;
  private episodeNumber = -1;

  /** @throws ValueError when the environment renders no images */
  constructor(env: RecordedEnv, options: RecordVideoOptions) {
    if (env.renderMode === null || env.renderMode === 'human' || env.renderMode === 'ansi') {
      throw new ValueError(
        `Render mode is ${env.renderMode}, which is incompatible with RecordVideo. Initialize your environment with a render_mode that returns an image, such as rgb_array.`,
      );
    }
    this.env = env;
    this.options = options;
    const { episodeTrigger = null, stepTrigger = null, videoLength = 0 } = options;
    this.episodeTrigger =
      episodeTrigger === null && stepTrigger === null ? cappedCubicVideoSchedule : episodeTrigger;
    this.maxFrames = videoLength === 0 ? Infinity : videoLength;
  }

  /** Whether a video is under way. */
  get recording(): boolean {
    return this.recorded !== null;
  }

  /** To be called after `reset`. */
  episodeBegan(): void {
    this.episodeNumber += 1;
    if (this.maxFrames === Infinity) this.stop();
    if (this.episodeTrigger?.(this.episodeNumber)) this.start(`episode-${this.episodeNumber}`);
    this.captureFrame();
  }

  /** To be called after `step`. */
  stepTaken(): void {
    this.stepNumber += 1;
    if (this.options.stepTrigger?.(this.stepNumber)) this.start(`step-${this.stepNumber}`);
    this.captureFrame();
  }

  /** What the caller of `render` is to get: of a listing render mode the frames that the video took, too. */
  render(): RenderFrame | readonly RenderFrame[] {
    const frame = this.env.render();
    if (!Array.isArray(frame)) return frame;
    this.recorded?.frames.push(...(frame as RenderedImage[]));
    const frames = [...this.history, ...(frame as RenderFrame[])];
    this.history = [];
    return frames;
  }

  private start(moment: string): void {
    this.stop();
    this.recorded = { name: `${this.options.namePrefix ?? 'rl-video'}-${moment}`, frames: [] };
  }

  private captureFrame(): void {
    if (this.recorded === null) return;
    const rendered = this.env.render();
    const frames = Array.isArray(rendered) ? (rendered as RenderFrame[]) : [rendered as RenderFrame];
    if (frames.length === 0) {
      warn(
        "Trying to capture render frame but 'env.render()' has just been called. The frame cannot be captured.",
      );
      return;
    }
    if (Array.isArray(rendered)) this.history.push(...frames);
    const last = frames[frames.length - 1];
    if (last === null || typeof last === 'string') {
      this.stop();
      warn(
        `Recording stopped: expected type of frame returned by render to be a numpy array, got instead ${typeText(last)}.`,
      );
      return;
    }
    this.recorded.frames.push(last);
    if (this.recorded.frames.length > this.maxFrames) this.stop();
  }

  /** Hands over the video under way, if there is one. */
  stop(): void {
    if (this.recorded === null) return;
    const { name, frames } = this.recorded;
    this.recorded = null;
    if (frames.length === 0) warn('Ignored saving a video as there were zero frames to save.');
    else {
      const framesPerSecond = this.options.fps ?? this.env.metadata.renderFps ?? 30;
      this.options.save({ name, frames, framesPerSecond });
    }
  }
}
