/** ObstructView: squares of noise over the rendered image (gymnasium/wrappers/rendering.py). */
import type { Env, RenderedImage } from '../env.ts';
import { ValueError } from '../errors.ts';
import { requireImage, withNoise } from '../rendering/noise.ts';
import { Wrapper } from '../wrapper.ts';

/** Arguments of ObstructView. */
export interface ObstructViewOptions {
  /** The share of the pixels that is hidden, were no squares to overlap. */
  readonly obstructedPixelsRatio: number;
  /** The side of a square in pixels. */
  readonly obstructionWidth: number;
  readonly isNoiseGrayscale?: boolean;
}

export class ObstructView<Observation, Action> extends Wrapper<Observation, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.rendering:ObstructView';
  private readonly centersRatio: number;
  private readonly width: number;
  private readonly grayscale: boolean;

  /** @throws ValueError for a ratio outside [0, 1) and a width that is no positive integer */
  constructor(env: Env<Observation, Action>, options: ObstructViewOptions) {
    super(env);
    const { obstructedPixelsRatio: ratio, obstructionWidth: width, isNoiseGrayscale = false } = options;
    if (!(ratio >= 0 && ratio < 1)) {
      throw new ValueError(`obstructed_pixels_ratio should be in the interval [0,1). Received ${ratio}`);
    }
    if (!(Number.isInteger(width) && width >= 1)) {
      throw new ValueError(`obstruction_width should be larger or equal than 1. Received ${width}`);
    }
    this.recordConstructorArguments({
      obstructedPixelsRatio: ratio,
      obstructionWidth: width,
      isNoiseGrayscale,
    });
    this.centersRatio = ratio / (width * width);
    this.width = width;
    this.grayscale = isNoiseGrayscale;
  }

  override render(): RenderedImage {
    const image = requireImage(this.env.render());
    const [rows, columns] = image.shape;
    const count = Math.floor(rows * columns * this.centersRatio);
    const centers = this.npRandom.integers(0, rows * columns, { size: count });
    const mask = new Array<boolean>(rows * columns).fill(false);
    const before = Math.floor(this.width / 2);
    for (const center of centers) {
      const top = Math.floor(center / columns) - before;
      const left = (center % columns) - before;
      for (let row = Math.max(top, 0); row < Math.min(top + this.width, rows); row++) {
        mask.fill(
          true,
          row * columns + Math.max(left, 0),
          row * columns + Math.min(left + this.width, columns),
        );
      }
    }
    return withNoise(image, this.npRandom, this.grayscale, () => mask);
  }
}
