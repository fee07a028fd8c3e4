/** RecordVideoWrapper: RecordVideo for environments of turns, a frame a turn (pettingzoo/utils/wrappers/record_video.py). */
import type { AECEnv } from '../aec-env.ts';
import type { ResetArguments } from '../env.ts';
import { type RecordVideoOptions, VideoRecording } from '../video-recording.ts';
import { BaseWrapper } from './base-wrapper.ts';

export class RecordVideoWrapper<Observation, Action> extends BaseWrapper<Observation, Action> {
  readonly #video: VideoRecording;

  /** @throws ValueError when the environment renders no images */
  constructor(env: AECEnv<Observation, Action>, options: RecordVideoOptions) {
    super(env);
    this.#video = new VideoRecording(env, options);
  }

  /** Whether a video is under way. */
  get recording(): boolean {
    return this.#video.recording;
  }

  override reset(resetArguments?: ResetArguments): void {
    super.reset(resetArguments);
    this.#video.episodeBegan();
  }

  override step(action: Action | null): void {
    super.step(action);
    this.#video.stepTaken();
  }

  override close(): void {
    super.close();
    this.#video.stop();
  }
}
