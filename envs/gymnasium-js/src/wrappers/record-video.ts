/**
 * RecordVideo: collects the images of chosen episodes, or from chosen steps on, and hands them over to be made
 * a video of (gymnasium/wrappers/rendering.py, which writes MP4 files itself).
 */
import type { Env, Info, RenderFrame, ResetArguments, StepResult } from '../env.ts';
import { type RecordVideoOptions, VideoRecording } from '../video-recording.ts';
import { Wrapper } from '../wrapper.ts';

export type { RecordedVideo, RecordVideoOptions } from '../video-recording.ts';

export class RecordVideo<Observation, Action> extends Wrapper<Observation, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.rendering:RecordVideo';
  private readonly video: VideoRecording;

  /** @throws ValueError when the environment renders no images */
  constructor(env: Env<Observation, Action>, options: RecordVideoOptions) {
    super(env);
    this.video = new VideoRecording(env, options);
    this.recordConstructorArguments({ ...options });
  }

  /** Whether a video is under way. */
  get recording(): boolean {
    return this.video.recording;
  }

  override reset(resetArguments?: ResetArguments): [Observation, Info] {
    const result = this.env.reset(resetArguments);
    this.video.episodeBegan();
    return result;
  }

  override step(action: Action): StepResult<Observation> {
    const result = this.env.step(action);
    this.video.stepTaken();
    return result;
  }

  override render(): RenderFrame | readonly RenderFrame[] {
    return this.video.render();
  }

  override close(): void {
    this.env.close();
    this.video.stop();
  }
}
