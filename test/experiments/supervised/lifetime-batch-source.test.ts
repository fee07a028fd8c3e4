/** Batches for the differentiable path hold the lifetimes that a supervised setting lives on the kernel. */
import { describe, expect, it } from 'vitest';
import { LifetimeBatchSource } from '../../../experiments/supervised/lifetime-batch-source.ts';
import {
  SupervisedSetting,
  supervisedSettingSchema,
} from '../../../experiments/supervised/supervised-setting.ts';
import { chooseBackend } from '../../../src/vsml/differentiable/backend.ts';
import { liveLifetimes } from '../../../src/vsml/differentiable/lifetime.ts';
import { createReferenceKernel } from '../../../src/vsml/kernels/reference.ts';
import { initialRule } from '../../../src/vsml/rule.ts';

const learner = { kind: 'vsml' as const, stateSize: 8, messageSize: 4, gateOffset: 1 };
const configuration = (options: object = {}) =>
  supervisedSettingSchema.parse({
    stream: 'GaussianClusters-v0',
    streamOptions: { inputs: 5, classes: 3 },
    steps: 12,
    learner: { ...learner, options },
  });

describe('a batch of lifetimes', () => {
  it.each([
    ['one layer with a backward pass', {}],
    ['a hidden layer, the error with the next input', { hiddenLayers: [4], backwardPass: false, ticks: 2 }],
    ['sums of messages, the target fed', { reduction: 'sum', targetFeedback: true }],
  ])('costs what the same lifetimes cost on the kernel: %s', async (_name, options) => {
    await chooseBackend('wasm');
    const seeds = [3, 14, 15];
    const source = new LifetimeBatchSource(configuration(options));
    // Louder than a newborn rule, so that answers are not all alike.
    const parameters = initialRule(source.setting.ruleShape, 5).parameters.map((value) => 1.5 * value);
    const setting = new SupervisedSetting(configuration(options), createReferenceKernel);
    setting.loadParameters(parameters);
    const { losses } = liveLifetimes(source.setting, parameters, source.draw(seeds));
    seeds.forEach((seed, index) => {
      const own = losses.filter((_, n) => n % seeds.length === index);
      const loss = own.reduce((sum, value) => sum + value, 0) / own.length;
      expect(Math.abs(loss - setting.live(seed).loss)).toBeLessThan(1e-5);
      expect(Math.abs(loss - Math.log(3))).toBeGreaterThan(1e-4);
    });
  });

  it('may be born otherwise', () => {
    const birth = (cells: Float32Array, seed: number) => {
      cells[0] = seed % 1000;
    };
    const [cells] = new LifetimeBatchSource(configuration(), birth).draw([1, 2]).cells;
    expect(cells.filter((value) => value !== 0)).toHaveLength(2);
  });

  it('refuses learners that cannot be differentiated', () => {
    const baseline = { ...configuration(), learner: { kind: 'baseline' as const, name: 'sgd', options: {} } };
    expect(() => new LifetimeBatchSource(baseline)).toThrow(
      "only a vsml learner can be differentiated, got the baseline 'sgd'",
    );
    expect(() => new LifetimeBatchSource(configuration({ batchSize: 4 }))).toThrow(
      'only a learner that meets one example at a time can be differentiated, got 4',
    );
  });
});
