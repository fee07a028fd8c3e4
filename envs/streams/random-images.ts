/**
 * RandomImages-v0: a few images of Gaussian noise with random labels, drawn for each lifetime and then met again
 * and again; nothing but memory helps. (Kirsch & Schmidhuber 2021, Fig. 8: "random")
 */
import { z } from 'zod';
import { assertSeed, fillGaussian, integerAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { classesOption, inputsOption, integerOption, lifetimeOption } from './option-schemas.ts';
import { fillPermutation } from './permutation.ts';
import type { Stream } from './stream.ts';
import type { StreamDefinition } from './stream-definition.ts';

export interface RandomImagesOptions {
  readonly inputs: number;
  readonly images: number;
  readonly classes: number;
  readonly lifetime: number;
}

class RandomImages implements Stream {
  readonly id = randomImages.id;
  readonly kind = 'classification';
  readonly inputSize: number;
  readonly outputSize: number;
  readonly lifetimeSteps: number;
  readonly input: Float32Array;
  readonly target: Float32Array;
  /** `[images, inputs]` */
  private readonly images: Float32Array;
  /** `[images]`, every class as often as any other: a learner that knows no image can only guess. */
  private readonly labels: Uint32Array;
  private seed = 0;
  private index = 0;

  constructor({ inputs, images, classes, lifetime }: RandomImagesOptions) {
    this.inputSize = inputs;
    this.outputSize = classes;
    this.lifetimeSteps = lifetime;
    this.input = new Float32Array(inputs);
    this.target = new Float32Array(classes);
    this.images = new Float32Array(images * inputs);
    this.labels = new Uint32Array(images);
    this.reset(0);
  }

  reset(seed: number): void {
    assertSeed(seed);
    this.seed = seed;
    this.index = 0;
    fillGaussian(this.images, seed, STREAM.streamTask);
    this.drawLabels(seed);
    this.load();
  }

  next(): void {
    this.index += 1;
    this.load();
  }

  /** The shift lets no class be rarer than another even where images cannot be shared out evenly. */
  private drawLabels(seed: number): void {
    const { labels, outputSize } = this;
    const shift = integerAt(seed, STREAM.streamTask, outputSize, 0, 0, 2);
    fillPermutation(labels, seed, STREAM.streamTask);
    for (let image = 0; image < labels.length; image++) labels[image] = (labels[image] + shift) % outputSize;
  }

  private load(): void {
    const { input, target, images, labels } = this;
    const image = integerAt(this.seed, STREAM.streamExample, labels.length, this.index);
    for (let n = 0; n < input.length; n++) input[n] = images[image * input.length + n];
    target.fill(0);
    target[labels[image]] = 1;
  }
}

export const randomImages: StreamDefinition<RandomImagesOptions> = {
  id: 'RandomImages-v0',
  summary: 'A few images of noise with random labels, met again and again: only memory helps.',
  optionsSchema: z.strictObject({
    inputs: inputsOption(784),
    images: integerOption(1, 65536, 20),
    classes: classesOption(10),
    lifetime: lifetimeOption(500),
  }),
  create: (options) => new RandomImages(options),
};
