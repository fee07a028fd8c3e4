/**
 * RenderCollection: renders at every step and gives the frames as a list on `render`, the `<mode>_list` of
 * other modes (gymnasium/wrappers/rendering.py).
 */
import type { Env, Info, RenderFrame, ResetArguments, StepResult } from '../env.ts';
import { AssertionError } from '../errors.ts';
import { Wrapper } from '../wrapper.ts';

/** What a RenderCollection keeps between calls. */
export interface RenderCollectionOptions {
  /** Whether `render` empties the list. */
  readonly popFrames?: boolean;
  /** Whether `reset` empties the list. */
  readonly resetClean?: boolean;
}

export class RenderCollection<Observation, Action> extends Wrapper<Observation, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.rendering:RenderCollection';
  private frames: RenderFrame[] = [];
  private readonly popFrames: boolean;
  private readonly resetClean: boolean;

  /** @throws AssertionError when the environment renders nothing or lists already */
  constructor(
    env: Env<Observation, Action>,
    { popFrames = true, resetClean = true }: RenderCollectionOptions = {},
  ) {
    super(env);
    const mode = env.renderMode;
    if (mode === null || mode.endsWith('_list')) {
      throw new AssertionError(`RenderCollection needs a render mode that gives single frames, got ${mode}`);
    }
    this.recordConstructorArguments({ popFrames, resetClean });
    this.popFrames = popFrames;
    this.resetClean = resetClean;
    const { renderModes } = env.metadata;
    if (!renderModes.includes(`${mode}_list`))
      this.metadata = { ...env.metadata, renderModes: [...renderModes, `${mode}_list`] };
  }

  override get renderMode(): string {
    return `${this.env.renderMode}_list`;
  }

  override reset(resetArguments?: ResetArguments): [Observation, Info] {
    const result = this.env.reset(resetArguments);
    if (this.resetClean) this.frames = [];
    this.frames.push(this.env.render() as RenderFrame);
    return result;
  }

  override step(action: Action): StepResult<Observation> {
    const result = this.env.step(action);
    this.frames.push(this.env.render() as RenderFrame);
    return result;
  }

  /** The frames since the last call, or since `reset`. */
  override render(): readonly RenderFrame[] {
    const frames = this.frames;
    if (this.popFrames) this.frames = [];
    return frames;
  }
}
