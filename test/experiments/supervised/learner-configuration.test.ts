/** Learners as plain data: every kind can be written down, made, and lived with. */
import { describe, expect, it } from 'vitest';
import { PaddedLearner } from '../../../agents/baselines/supervised/padded-learner.ts';
import { GrownLearner } from '../../../agents/vsml/grown-learner.ts';
import { UnfactoredLearner } from '../../../agents/vsml/unfactored-learner.ts';
import type { LearnerInput } from '../../../experiments/supervised/learner-configuration.ts';
import { measure } from '../../../experiments/supervised/measure.ts';
import {
  SupervisedSetting,
  supervisedSettingSchema,
} from '../../../experiments/supervised/supervised-setting.ts';
import { createReferenceKernel } from '../../../src/vsml/kernels/reference.ts';

const shape = { stateSize: 8, messageSize: 4, gateOffset: 2 };
const setting = (learner: LearnerInput) => ({
  stream: 'GaussianClusters-v0',
  streamOptions: { inputs: 9, classes: 3 },
  steps: 6,
  learner,
});
const make = (learner: LearnerInput) =>
  new SupervisedSetting(supervisedSettingSchema.parse(setting(learner)), createReferenceKernel);

const convolution = {
  kind: 'unfactored' as const,
  ...shape,
  options: {
    layers: [
      { kind: 'convolution' as const, kernel: 3, stride: 2, channels: 2, height: 3, width: 3 },
      { kind: 'dense' as const },
    ],
    layerNorm: true,
    batchSize: 2,
    layerwiseRules: true,
  },
};
const grown = { kind: 'grown' as const, ...shape, growth: [{ stateSize: 2, codeSize: 12, ticks: 2 }] };
const padded = { kind: 'baseline' as const, name: 'meta-rnn', options: { hiddenSize: 4 }, outputs: 5 };

describe('a learner as plain data', () => {
  it.each([
    ['a convolution with LayerNorm', convolution, UnfactoredLearner],
    ['a grown rule', grown, GrownLearner],
    ['a padded Meta RNN', padded, PaddedLearner],
  ] as const)('makes %s that lives', (_, learner, kind) => {
    const made = make(learner);
    expect(made.learner).toBeInstanceOf(kind);
    const parameters = (made.learner as InstanceType<typeof kind>).initialParameters(1);
    const { loss } = measure(setting(learner), parameters, [1, 2], createReferenceKernel);
    expect(loss).toBeGreaterThan(0.5);
    expect(loss).toBeLessThan(3);
  });

  it('is met in batches where it says so', () => {
    expect(make(convolution).lifetime.batchSize).toBe(2);
    expect(make(grown).lifetime.batchSize).toBe(1);
  });

  it('is not padded where it has as many outputs as its stream', () => {
    expect(make({ ...padded, outputs: 3 }).learner).not.toBeInstanceOf(PaddedLearner);
  });

  it('is refused where only meta-learners are padded', () => {
    expect(() => make({ kind: 'baseline', name: 'sgd', outputs: 5 })).toThrow(
      'only meta-learners are padded',
    );
  });
});
