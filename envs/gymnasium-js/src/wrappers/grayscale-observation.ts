/** GrayscaleObservation: the luminance of colour images (gymnasium/wrappers/transform_observation.py). */
import type { Env } from '../env.ts';
import { AssertionError } from '../errors.ts';
import { Box } from '../spaces/box.ts';
import { TransformObservation } from './transform-observation.ts';

/** Weights of red, green and blue. */
const WEIGHTS = [0.2125, 0.7154, 0.0721] as const;

function luminance(image: ArrayLike<number>): Uint8Array {
  const gray = new Uint8Array(image.length / 3);
  for (let n = 0; n < gray.length; n++) {
    const [red, green, blue] = WEIGHTS;
    gray[n] = red * image[3 * n] + green * image[3 * n + 1] + blue * image[3 * n + 2];
  }
  return gray;
}

export class GrayscaleObservation<Action> extends TransformObservation<
  Uint8Array,
  Action,
  ArrayLike<number>
> {
  static override readonly entryPoint: string =
    'gymnasium.wrappers.transform_observation:GrayscaleObservation';

  /**
   * @param options `keepDim` leaves a last axis of one
   * @throws AssertionError unless observations are images of H x W x 3 bytes
   */
  constructor(env: Env<ArrayLike<number>, Action>, { keepDim = false } = {}) {
    const box: unknown = env.observationSpace;
    const isImage =
      box instanceof Box &&
      box.dtype === 'uint8' &&
      box.shape.length === 3 &&
      box.shape[2] === 3 &&
      [...box.low].every((low) => low === 0) &&
      [...box.high].every((high) => high === 255);
    if (!isImage) {
      throw new AssertionError(
        `GrayscaleObservation needs observations from a Box(0, 255, (height, width, 3), uint8), got ${box}`,
      );
    }
    const [height, width] = box.shape;
    const shape = keepDim ? [height, width, 1] : [height, width];
    super(env, { func: luminance, observationSpace: new Box(0, 255, shape, 'uint8') });
    this.recordConstructorArguments({ keepDim });
  }
}
