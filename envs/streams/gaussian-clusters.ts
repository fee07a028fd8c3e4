/**
 * GaussianClusters-v0: classes are Gaussian clouds about means that are drawn afresh for each lifetime,
 * `x = mean_c + noise * N(0, I)` with c uniform; what can be carried from life to life is only how to learn.
 */
import { z } from 'zod';
import { assertSeed, fillGaussian, integerAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { classesOption, inputsOption, lifetimeOption, numberOption } from './option-schemas.ts';
import type { Stream } from './stream.ts';
import type { StreamDefinition } from './stream-definition.ts';

export interface GaussianClustersOptions {
  readonly inputs: number;
  readonly classes: number;
  /** Standard deviation of a class about its mean. */
  readonly noise: number;
  readonly lifetime: number;
}

class GaussianClusters implements Stream {
  readonly id = gaussianClusters.id;
  readonly kind = 'classification';
  readonly inputSize: number;
  readonly outputSize: number;
  readonly lifetimeSteps: number;
  readonly input: Float32Array;
  readonly target: Float32Array;
  private readonly noise: number;
  /** `[classes, inputs]` */
  private readonly means: Float32Array;
  private seed = 0;
  private index = 0;

  constructor({ inputs, classes, noise, lifetime }: GaussianClustersOptions) {
    this.inputSize = inputs;
    this.outputSize = classes;
    this.lifetimeSteps = lifetime;
    this.noise = noise;
    this.input = new Float32Array(inputs);
    this.target = new Float32Array(classes);
    this.means = new Float32Array(classes * inputs);
    this.reset(0);
  }

  reset(seed: number): void {
    assertSeed(seed);
    this.seed = seed;
    this.index = 0;
    fillGaussian(this.means, seed, STREAM.streamTask);
    this.load();
  }

  next(): void {
    this.index += 1;
    this.load();
  }

  private load(): void {
    const { seed, index, input, target, means } = this;
    const label = integerAt(seed, STREAM.streamExample, this.outputSize, index, 0, 1);
    target.fill(0);
    target[label] = 1;
    fillGaussian(input, seed, STREAM.streamExample, index);
    for (let n = 0; n < input.length; n++) input[n] = means[label * input.length + n] + this.noise * input[n];
  }
}

export const gaussianClusters: StreamDefinition<GaussianClustersOptions> = {
  id: 'GaussianClusters-v0',
  summary: 'Classes are Gaussian clouds about means drawn afresh for each lifetime.',
  optionsSchema: z.strictObject({
    inputs: inputsOption(16),
    classes: classesOption(4),
    noise: numberOption(0, 1000, 1),
    lifetime: lifetimeOption(40),
  }),
  create: (options) => new GaussianClusters(options),
};
