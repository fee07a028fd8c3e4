/** AddWhiteNoise: pixels of the rendered image are noise at random (gymnasium/wrappers/rendering.py). */
import type { Env, RenderedImage } from '../env.ts';
import { InvalidProbability } from '../errors.ts';
import { requireImage, withNoise } from '../rendering/noise.ts';
import { Wrapper } from '../wrapper.ts';

/** Arguments of AddWhiteNoise. */
export interface AddWhiteNoiseOptions {
  readonly probabilityOfNoisePerPixel: number;
  readonly isNoiseGrayscale?: boolean;
}

export class AddWhiteNoise<Observation, Action> extends Wrapper<Observation, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.rendering:AddWhiteNoise';
  private readonly probability: number;
  private readonly grayscale: boolean;

  /** @throws InvalidProbability outside [0, 1) */
  constructor(env: Env<Observation, Action>, options: AddWhiteNoiseOptions) {
    super(env);
    const { probabilityOfNoisePerPixel: probability, isNoiseGrayscale = false } = options;
    if (!(probability >= 0 && probability < 1)) {
      throw new InvalidProbability(
        `probability_of_noise_per_pixel should be in the interval [0,1). Received ${probability}`,
      );
    }
    this.recordConstructorArguments({ probabilityOfNoisePerPixel: probability, isNoiseGrayscale });
    this.probability = probability;
    this.grayscale = isNoiseGrayscale;
  }

  override render(): RenderedImage {
    const image = requireImage(this.env.render());
    const generator = this.npRandom;
    const drawMask = () =>
      Array.from({ length: image.pixels.length / 3 }, () => generator.random() < this.probability);
    return withNoise(image, generator, this.grayscale, drawMask);
  }
}
