/** A learner as plain data, and the learner made of it: the one place where experiments put learners together. */
import { z } from 'zod';
import { PaddedLearner } from '../../agents/baselines/supervised/padded-learner.ts';
import { createBaseline } from '../../agents/baselines/supervised/registry.ts';
import type { Learner, MetaLearner } from '../../agents/learner.ts';
import { GrownLearner, growthLevelsSchema } from '../../agents/vsml/grown-learner.ts';
import { UnfactoredLearner, unfactoredLearnerOptionsSchema } from '../../agents/vsml/unfactored-learner.ts';
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
    kind: z.literal('unfactored'),
    stateSize: z.int(),
    messageSize: z.int(),
    gateOffset: z.number(),
    options: unfactoredLearnerOptionsSchema.prefault({}),
  }),
  z.strictObject({
    kind: z.literal('grown'),
    stateSize: z.int(),
    messageSize: z.int(),
    gateOffset: z.number(),
    growth: growthLevelsSchema,
  }),
  z.strictObject({
    kind: z.literal('baseline'),
    name: z.string(),
    options: z.record(z.string(), z.unknown()).default({}),
    /** Outputs that a meta-learner was trained with, where the stream may have fewer classes. */
    outputs: z.int().min(1).optional(),
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
  if (configuration.kind === 'unfactored' || configuration.kind === 'grown') {
    const { stateSize, messageSize, gateOffset } = configuration;
    const inputs = { ownMessages: false, coordinates: false, reward: false };
    const ruleShape = { stateSize, messageSize, gateOffset, ...inputs };
    return configuration.kind === 'grown'
      ? new GrownLearner(ruleShape, size, configuration.growth, createKernel)
      : new UnfactoredLearner(ruleShape, size, configuration.options);
  }
  const { inputSize, outputSize } = size;
  const { name, options, outputs } = configuration;
  const learner = createBaseline(name, { inputSize, outputSize: outputs ?? outputSize, options });
  if (outputs === undefined || outputs === outputSize) return learner;
  if (isMetaLearner(learner)) return new PaddedLearner(learner, outputSize);
  throw new RangeError(`${name} has as many outputs as its stream: only meta-learners are padded`);
}

/** Whether a learner's behaviour is set by meta-learned parameters. */
export function isMetaLearner(learner: Learner): learner is MetaLearner {
  return 'loadParameters' in learner;
}
