/**
 * Sinusoid-v0: regression of `A sin(x - phase)`, amplitude and phase drawn for each lifetime, x uniform on
 * [-5, 5]. (Finn, Abbeel & Levine 2017, "Model-agnostic meta-learning", section 5.1)
 */
import { z } from 'zod';
import { exp } from '../../src/numerics/exponential.ts';
import { assertSeed, uniformAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { sin } from '../../src/numerics/trigonometric.ts';
import { integerOption, lifetimeOption } from './option-schemas.ts';
import type { Stream } from './stream.ts';
import type { StreamDefinition } from './stream-definition.ts';

export interface SinusoidOptions {
  /** 1: the input is `x / 5`; more: as many Gaussian radial basis functions of x. */
  readonly features: number;
  readonly lifetime: number;
}

/** Inputs lie between minus and plus this. */
const REACH = 5;

class Sinusoid implements Stream {
  readonly id = sinusoid.id;
  readonly kind = 'regression';
  readonly inputSize: number;
  readonly outputSize = 1;
  readonly lifetimeSteps: number;
  readonly input: Float32Array;
  readonly target = new Float32Array(1);
  private amplitude = 0;
  private phase = 0;
  private seed = 0;
  private index = 0;

  constructor({ features, lifetime }: SinusoidOptions) {
    this.inputSize = features;
    this.lifetimeSteps = lifetime;
    this.input = new Float32Array(features);
    this.reset(0);
  }

  reset(seed: number): void {
    assertSeed(seed);
    this.seed = seed;
    this.index = 0;
    this.amplitude = 0.1 + 4.9 * uniformAt(seed, STREAM.streamTask, 0);
    this.phase = Math.PI * uniformAt(seed, STREAM.streamTask, 1);
    this.load();
  }

  next(): void {
    this.index += 1;
    this.load();
  }

  private load(): void {
    const x = REACH * (2 * uniformAt(this.seed, STREAM.streamExample, this.index) - 1);
    this.target[0] = this.amplitude * sin(x - this.phase);
    this.encode(x);
  }

  /** Radial basis functions stand at equal distances over the whole range, each as wide as that distance. */
  private encode(x: number): void {
    const { input } = this;
    if (input.length === 1) {
      input[0] = x / REACH;
      return;
    }
    const distance = (2 * REACH) / (input.length - 1);
    for (let n = 0; n < input.length; n++) {
      const away = (x + REACH) / distance - n;
      input[n] = exp(-0.5 * away * away);
    }
  }
}

export const sinusoid: StreamDefinition<SinusoidOptions> = {
  id: 'Sinusoid-v0',
  summary: 'Regression of a sine whose amplitude and phase are drawn for each lifetime.',
  optionsSchema: z.strictObject({ features: integerOption(1, 4096, 1), lifetime: lifetimeOption(100) }),
  create: (options) => new Sinusoid(options),
};
