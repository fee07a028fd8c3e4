/** A learner as plain data, and the learner made of it: the one place where experiments put learners together. */
import { z } from 'zod';
import { createBaseline } from '../../agents/baselines/supervised/registry.ts';
import type { Learner, MetaLearner } from '../../agents/learner.ts';
import { VsmlLearner, vsmlLearnerOptionsSchema } from '../../agents/vsml/vsml-learner.ts';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import type { RuleShape } from '../../src/vsml/rule-shape.ts';

export const learnerConfigurationSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('vsml'),
    stateSize: z.int(),
    messageSize: z.int(),
    gateOffset: z.number(),
    ownMessages: z.boolean().default(false),
    coordinates: z.boolean().default(false),
    options: vsmlLearnerOptionsSchema.prefault({}),
  }),
  z.strictObject({
    kind: z.literal('baseline'),
    name: z.string(),
    options: z.record(z.string(), z.unknown()).default({}),
  }),
]);

export type LearnerConfiguration = z.infer<typeof learnerConfigurationSchema>;
/** The same as it may be written down, defaults left out. */
export type LearnerInput = z.input<typeof learnerConfigurationSchema>;

/** The shape of a VSML learner's rule. */
export function ruleShapeOf(configuration: Extract<LearnerConfiguration, { kind: 'vsml' }>): RuleShape {
  const { stateSize, messageSize, gateOffset, ownMessages, coordinates } = configuration;
  return { stateSize, messageSize, gateOffset, ownMessages, coordinates, reward: false };
}

/**
 * Makes a learner that fits a stream.
 * @throws RangeError naming the option that is out of range
 */
export function createLearner(
  configuration: LearnerConfiguration,
  size: { readonly inputSize: number; readonly outputSize: number },
  createKernel: KernelFactory,
): Learner | MetaLearner {
  if (configuration.kind === 'vsml') {
    return new VsmlLearner(ruleShapeOf(configuration), size, configuration.options, createKernel);
  }
  const { inputSize, outputSize } = size;
  return createBaseline(configuration.name, { inputSize, outputSize, options: configuration.options });
}

/** Whether a learner's behaviour is set by meta-learned parameters. */
export function isMetaLearner(learner: Learner): learner is MetaLearner {
  return 'loadParameters' in learner;
}
