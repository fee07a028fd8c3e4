/**
 * LinearTeacher-v0: a random linear map `W` with N(0, 1) entries labels Gaussian inputs, by `argmax W x` or by
 * `W x` itself; a new teacher for each lifetime.
 */
import { z } from 'zod';
import { assertSeed, fillGaussian } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { choiceOption, inputsOption, integerOption, lifetimeOption } from './option-schemas.ts';
import { argmax } from './score.ts';
import type { Stream, StreamKind } from './stream.ts';
import type { StreamDefinition } from './stream-definition.ts';

export interface LinearTeacherOptions {
  readonly inputs: number;
  readonly outputs: number;
  readonly kind: StreamKind;
  readonly lifetime: number;
}

class LinearTeacher implements Stream {
  readonly id = linearTeacher.id;
  readonly kind: StreamKind;
  readonly inputSize: number;
  readonly outputSize: number;
  readonly lifetimeSteps: number;
  readonly input: Float32Array;
  readonly target: Float32Array;
  /** `[outputs, inputs]` */
  private readonly teacher: Float32Array;
  private seed = 0;
  private index = 0;

  constructor({ inputs, outputs, kind, lifetime }: LinearTeacherOptions) {
    this.kind = kind;
    this.inputSize = inputs;
    this.outputSize = outputs;
    this.lifetimeSteps = lifetime;
    this.input = new Float32Array(inputs);
    this.target = new Float32Array(outputs);
    this.teacher = new Float32Array(outputs * inputs);
    this.reset(0);
  }

  reset(seed: number): void {
    assertSeed(seed);
    this.seed = seed;
    this.index = 0;
    fillGaussian(this.teacher, seed, STREAM.streamTask);
    this.load();
  }

  next(): void {
    this.index += 1;
    this.load();
  }

  private load(): void {
    const { input, target, teacher } = this;
    fillGaussian(input, this.seed, STREAM.streamExample, this.index);
    for (let output = 0; output < target.length; output++) {
      let sum = 0;
      for (let n = 0; n < input.length; n++) sum += teacher[output * input.length + n] * input[n];
      target[output] = sum;
    }
    if (this.kind === 'regression') return;
    const label = argmax(target);
    target.fill(0);
    target[label] = 1;
  }
}

export const linearTeacher: StreamDefinition<LinearTeacherOptions> = {
  id: 'LinearTeacher-v0',
  summary: 'A random linear map labels Gaussian inputs; a new one for each lifetime.',
  optionsSchema: z
    .strictObject({
      inputs: inputsOption(3),
      outputs: integerOption(1, 4096, 2),
      kind: choiceOption(['classification', 'regression'], 'classification'),
      lifetime: lifetimeOption(50),
    })
    .refine(({ kind, outputs }) => kind === 'regression' || outputs >= 2, {
      path: ['outputs'],
      message: 'must be at least 2 for classification',
    }),
  create: (options) => new LinearTeacher(options),
};
