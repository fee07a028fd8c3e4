/** A supervised setting: plain data that names a stream and a learner, and the lifetime made of them. */
import { z } from 'zod';
import type { Learner } from '../../agents/learner.ts';
import { createStream } from '../../envs/streams/registry.ts';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import { createLearner, isMetaLearner, learnerConfigurationSchema } from './learner-configuration.ts';
import { type LearningCurve, type LifetimeScore, SupervisedLifetime } from './supervised-lifetime.ts';

export const supervisedSettingSchema = z.strictObject({
  stream: z.string(),
  streamOptions: z.record(z.string(), z.unknown()).default({}),
  learner: learnerConfigurationSchema,
  /** Length of a lifetime in steps; the stream's own where absent. */
  steps: z.int().min(1).max(1_000_000).optional(),
});

export type SupervisedConfiguration = z.infer<typeof supervisedSettingSchema>;
/** The same as it may be written down, defaults left out. */
export type SupervisedInput = z.input<typeof supervisedSettingSchema>;

/** Stream and learner, ready to live any number of lifetimes one after the other. */
export class SupervisedSetting {
  readonly lifetime: SupervisedLifetime;
  readonly learner: Learner;
  readonly steps: number;

  constructor(configuration: SupervisedConfiguration, createKernel: KernelFactory) {
    const stream = createStream(configuration.stream, configuration.streamOptions);
    const { learner } = configuration;
    this.learner = createLearner(learner, stream, createKernel);
    const isBatched = learner.kind === 'vsml' || learner.kind === 'unfactored';
    const batchSize = isBatched ? learner.options.batchSize : 1;
    this.lifetime = new SupervisedLifetime(stream, this.learner, batchSize);
    this.steps = configuration.steps ?? stream.lifetimeSteps;
  }

  /** Copies meta-learned parameters in; a learner without any needs none. */
  loadParameters(parameters: Float32Array): void {
    if (isMetaLearner(this.learner)) this.learner.loadParameters(parameters);
  }

  live(seed: number, curve?: LearningCurve): LifetimeScore {
    return this.lifetime.live(seed, this.steps, curve);
  }
}
