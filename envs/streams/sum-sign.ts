/**
 * SumSign-v0: noise about a mean drawn from U(-1, 1) for each image; class 1 when its pixels sum to at least
 * zero, else class 0. (Kirsch & Schmidhuber 2021, Fig. 8: "sum sign")
 */
import { z } from 'zod';
import { assertSeed, fillGaussian, uniformAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { inputsOption, lifetimeOption } from './option-schemas.ts';
import type { Stream } from './stream.ts';
import type { StreamDefinition } from './stream-definition.ts';

export interface SumSignOptions {
  readonly inputs: number;
  readonly lifetime: number;
}

class SumSign implements Stream {
  readonly id = sumSign.id;
  readonly kind = 'classification';
  readonly inputSize: number;
  readonly outputSize = 2;
  readonly lifetimeSteps: number;
  readonly input: Float32Array;
  readonly target = new Float32Array(2);
  private seed = 0;
  private index = 0;

  constructor({ inputs, lifetime }: SumSignOptions) {
    this.inputSize = inputs;
    this.lifetimeSteps = lifetime;
    this.input = new Float32Array(inputs);
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
    const { seed, index, input, target } = this;
    const mean = 2 * uniformAt(seed, STREAM.streamExample, index, 0, 1) - 1;
    fillGaussian(input, seed, STREAM.streamExample, index);
    let sum = 0;
    for (let n = 0; n < input.length; n++) {
      input[n] += mean;
      // The rounded pixel is what a learner sees, so it is what the label is about.
      sum += input[n];
    }
    target[0] = sum >= 0 ? 0 : 1;
    target[1] = 1 - target[0];
  }
}

export const sumSign: StreamDefinition<SumSignOptions> = {
  id: 'SumSign-v0',
  summary: 'Noise about a random mean: is the sum of the pixels at least zero?',
  optionsSchema: z.strictObject({ inputs: inputsOption(784), lifetime: lifetimeOption(500) }),
  create: (options) => new SumSign(options),
};
