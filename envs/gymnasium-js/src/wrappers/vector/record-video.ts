/**
 * RecordVideo of vector environments: the images of all in one, or of the first alone, handed over to be made
 * videos of (gymnasium/wrappers/vector/rendering.py). Episodes are counted by those of the first environment.
 */
import { AutoresetMode } from '../../vector/autoreset-mode.ts';
import { autoresetModeOf } from '../../vector/autoreset-mode-of.ts';
import { resetMaskOf } from '../../vector/reset-arguments.ts';
import {
  type CloseOptions,
  imagesOf,
  type VectorEnv,
  type VectorResetArguments,
  type VectorResetResult,
  type VectorStepResult,
} from '../../vector/vector-env.ts';
import { VectorWrapper } from '../../vector/vector-wrapper.ts';
import { RecordVideo, type RecordVideoOptions } from '../record-video.ts';
import { tileImages } from './tile-images.ts';
import { TiledEnv } from './tiled-env.ts';

/** Arguments of VectorRecordVideo. */
export interface VectorRecordVideoOptions extends RecordVideoOptions {
  /** Whether the video shows the first environment alone. */
  readonly recordFirstOnly?: boolean;
  /** Height and width of the video; those of one environment's image when left out. */
  readonly videoSize?: readonly [height: number, width: number] | null;
}

/** The picture of the first environment. */
class FirstEnv extends TiledEnv {
  private readonly first: VectorEnv<never, never>;

  constructor(env: VectorEnv<never, never>) {
    super(env, null);
    this.first = env;
  }

  override render() {
    return tileImages(imagesOf(this.first.render()).slice(0, 1));
  }
}

export class VectorRecordVideo<Observations, Actions> extends VectorWrapper<Observations, Actions> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.vector.rendering:RecordVideo';
  private readonly recorder: RecordVideo<null, null>;
  private readonly mode: AutoresetMode;
  private hasEnded = false;

  /** @throws ValueError when the environments render no images */
  constructor(env: VectorEnv<Observations, Actions>, options: VectorRecordVideoOptions) {
    super(env);
    const { recordFirstOnly = false, videoSize = null, ...rest } = options;
    const inner = env as VectorEnv<never, never>;
    this.mode = autoresetModeOf(inner);
    this.recorder = new RecordVideo(
      recordFirstOnly ? new FirstEnv(inner) : new TiledEnv(inner, videoSize),
      rest,
    );
  }

  /** Whether a video is under way. */
  get recording(): boolean {
    return this.recorder.recording;
  }

  protected override afterReset(
    result: VectorResetResult<Observations>,
    { options }: VectorResetArguments,
  ): VectorResetResult<Observations> {
    const mask = resetMaskOf(options, this.numEnvs);
    if (mask === null || mask[0] === 1) this.recorder.reset();
    this.hasEnded = false;
    return result;
  }

  protected override afterStep(result: VectorStepResult<Observations>): VectorStepResult<Observations> {
    const isEnd = (result[2][0] | result[3][0]) === 1;
    const begins = this.mode === AutoresetMode.SAME_STEP ? isEnd : this.hasEnded;
    if (begins) this.recorder.reset();
    else this.recorder.step(null);
    this.hasEnded = isEnd && this.mode === AutoresetMode.NEXT_STEP;
    return result;
  }

  override close(options?: CloseOptions): void | Promise<void> {
    this.recorder.close();
    return this.env.close(options);
  }
}
