/** RecordVideoParallelWrapper: RecordVideo where all act at once (pettingzoo/utils/wrappers/record_video_parallel.py). */
import type { Info, ResetArguments } from '../env.ts';
import type { ParallelEnv, ParallelStepResult } from '../parallel-env.ts';
import { type RecordVideoOptions, VideoRecording } from '../video-recording.ts';
import { BaseParallelWrapper } from './base-parallel-wrapper.ts';

export class RecordVideoParallelWrapper<Observation, Action> extends BaseParallelWrapper<
  Observation,
  Action
> {
  readonly #video: VideoRecording;

  /** @throws ValueError when the environment renders no images */
  constructor(env: ParallelEnv<Observation, Action>, options: RecordVideoOptions) {
    super(env);
    this.#video = new VideoRecording(env, options);
  }

  /** Whether a video is under way. */
  get recording(): boolean {
    return this.#video.recording;
  }

  override reset(resetArguments?: ResetArguments): [Map<string, Observation>, Map<string, Info>] {
    const result = super.reset(resetArguments);
    this.#video.episodeBegan();
    return result;
  }

  override step(actions: ReadonlyMap<string, Action>): ParallelStepResult<Observation> {
    const result = super.step(actions);
    this.#video.stepTaken();
    return result;
  }

  override close(): void {
    super.close();
    this.#video.stop();
  }
}
