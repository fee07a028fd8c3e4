/** A batch of environments as a single one that only has a picture, for wrappers that show or record pictures. */
import { Env, type Info, type Metadata, type RenderedImage, type StepResult } from '../../env.ts';
import { imagesOf, type VectorEnv } from '../../vector/vector-env.ts';
import { tileImages } from './tile-images.ts';

export class TiledEnv extends Env<null, null> {
  override readonly observationSpace = null as never;
  override readonly actionSpace = null as never;
  private readonly env: VectorEnv<never, never>;
  private readonly size: readonly [height: number, width: number] | null;

  constructor(env: VectorEnv<never, never>, size: readonly [height: number, width: number] | null) {
    super(env.renderMode);
    this.env = env;
    this.size = size;
  }

  override get metadata(): Metadata {
    return this.env.metadata;
  }

  override reset(): [null, Info] {
    return [null, {}];
  }

  override step(): StepResult<null> {
    return [null, 0, false, false, {}];
  }

  override render(): RenderedImage {
    return tileImages(imagesOf(this.env.render()), this.size);
  }
}
