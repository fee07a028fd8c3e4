/** HumanRendering of vector environments: shows the images of all in one (gymnasium/wrappers/vector/rendering.py). */
import type {
  VectorEnv,
  VectorFrames,
  VectorResetResult,
  VectorStepResult,
} from '../../vector/vector-env.ts';
import { VectorWrapper } from '../../vector/vector-wrapper.ts';
import { HumanRendering } from '../human-rendering.ts';
import { TiledEnv } from './tiled-env.ts';

/** Arguments of VectorHumanRendering. */
export interface VectorHumanRenderingOptions {
  /** Height and width of what is shown; those of one environment's image when left out. */
  readonly screenSize?: readonly [height: number, width: number] | null;
}

export class VectorHumanRendering<Observations, Actions> extends VectorWrapper<Observations, Actions> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.vector.rendering:HumanRendering';
  private readonly shown: HumanRendering<null, null>;

  /** @throws AssertionError when the environments give no images or do not say how many a second */
  constructor(
    env: VectorEnv<Observations, Actions>,
    { screenSize = null }: VectorHumanRenderingOptions = {},
  ) {
    super(env);
    this.shown = new HumanRendering(new TiledEnv(env as VectorEnv<never, never>, screenSize));
    const { renderModes } = env.metadata;
    if (!renderModes.includes('human'))
      this.metadata = { ...env.metadata, renderModes: [...renderModes, 'human'] };
  }

  override get renderMode(): string {
    return 'human';
  }

  protected override afterReset(result: VectorResetResult<Observations>): VectorResetResult<Observations> {
    this.shown.reset();
    return result;
  }

  protected override afterStep(result: VectorStepResult<Observations>): VectorStepResult<Observations> {
    this.shown.step(null);
    return result;
  }

  /** Nothing: `reset` and `step` have shown the images already. */
  override render(): VectorFrames {
    return [];
  }

  override close(): void | Promise<void> {
    this.shown.close();
    return this.env.close();
  }
}
