/**
 * Images-v0: images of a set with their labels, drawn with replacement. Of sets without training images of their
 * own the first four fifths are `train` and the rest `test`: of 10,000 images 8,000 and 2,000, of the 1,797
 * digits 1,437 and 360.
 */
import { z } from 'zod';
import { assertSeed, integerAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { type ImageSet, loadImageSet, type Split } from './image-set.ts';
import { choiceOption, integerOption, lifetimeOption } from './option-schemas.ts';
import type { Stream } from './stream.ts';
import type { StreamDefinition } from './stream-definition.ts';

export interface ImagesOptions {
  /** Name of the set: `mnist`, `kmnist`, `digits`, or any whose files are in the data folder. */
  readonly set: string;
  readonly split: Split;
  /** Rows and columns of the images; 0 for the set's own. */
  readonly size: number;
  readonly lifetime: number;
}

class Images implements Stream {
  readonly id = images.id;
  readonly kind = 'classification';
  readonly inputSize: number;
  readonly outputSize: number;
  readonly lifetimeSteps: number;
  readonly input: Float32Array;
  readonly target: Float32Array;
  private readonly images: ImageSet;
  private seed = 0;
  private index = 0;

  /** @throws DataError when the set is missing or damaged */
  constructor({ set, split, size, lifetime }: ImagesOptions) {
    this.images = loadImageSet(set, split, size);
    this.inputSize = this.images.rows * this.images.columns;
    this.outputSize = this.images.classes;
    this.lifetimeSteps = lifetime;
    this.input = new Float32Array(this.inputSize);
    this.target = new Float32Array(this.outputSize);
    this.reset(0);
  }

  reset(seed: number): void {
    assertSeed(seed);
    this.seed = seed;
    this.index = 0;
    this.load();
  }

  next(): void {
    this.index += 1;
    this.load();
  }

  private load(): void {
    const { input, target } = this;
    const { count, images, labels } = this.images;
    const image = integerAt(this.seed, STREAM.streamExample, count, this.index);
    for (let n = 0; n < input.length; n++) input[n] = images[image * input.length + n];
    target.fill(0);
    target[labels[image]] = 1;
  }
}

const SET_NAME = /^[a-z\d][a-z\d-]*$/;

export const images: StreamDefinition<ImagesOptions> = {
  id: 'Images-v0',
  summary: 'Images of a set (mnist, kmnist, digits, ...) with their labels.',
  optionsSchema: z.strictObject({
    set: z
      .string('must be the name of a set')
      .regex(SET_NAME, 'must be the name of a set: small letters, digits and hyphens')
      .default('mnist'),
    split: choiceOption(['train', 'test'], 'train'),
    size: integerOption(0, 256, 0),
    lifetime: lifetimeOption(500),
  }),
  create: (options) => new Images(options),
};
