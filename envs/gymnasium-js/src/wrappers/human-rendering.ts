/**
 * HumanRendering: shows the images of an environment that only gives them away
 * (gymnasium/wrappers/rendering.py).
 */
import { type Display, makeDisplay } from '../display.ts';
import type { Env, Info, RenderedImage, ResetArguments, StepResult } from '../env.ts';
import { AssertionError } from '../errors.ts';
import { pythonText } from '../python-text.ts';
import { Wrapper } from '../wrapper.ts';

const ACCEPTED_MODES = ['rgb_array', 'rgb_array_list', 'depth_array', 'depth_array_list'];

export class HumanRendering<Observation, Action> extends Wrapper<Observation, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.rendering:HumanRendering';
  private display: Display | null = null;

  /** @throws AssertionError when the environment gives no images or does not say how many a second */
  constructor(env: Env<Observation, Action>) {
    super(env);
    if (env.renderMode === null || !ACCEPTED_MODES.includes(env.renderMode)) {
      throw new AssertionError(
        `Expected env.render_mode to be one of ${pythonText(ACCEPTED_MODES)} but got '${env.renderMode}'`,
      );
    }
    if (env.metadata.renderFps === undefined) {
      throw new AssertionError(
        "The base environment must specify 'render_fps' to be used with the HumanRendering wrapper",
      );
    }
    this.recordConstructorArguments({});
    const { renderModes } = env.metadata;
    if (!renderModes.includes('human'))
      this.metadata = { ...env.metadata, renderModes: [...renderModes, 'human'] };
  }

  override get renderMode(): string {
    return 'human';
  }

  override reset(resetArguments?: ResetArguments): [Observation, Info] {
    const result = this.env.reset(resetArguments);
    this.show();
    return result;
  }

  override step(action: Action): StepResult<Observation> {
    const result = this.env.step(action);
    this.show();
    return result;
  }

  /** Nothing: `reset` and `step` have shown the image already. */
  override render(): null {
    return null;
  }

  override close(): void {
    this.display?.close();
    this.display = null;
    this.env.close();
  }

  private show(): void {
    const frames = [this.env.render()].flat();
    this.display ??= makeDisplay();
    this.display.show(frames[frames.length - 1] as RenderedImage);
  }
}
