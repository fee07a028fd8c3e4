/** The differentiable path lives the lifetimes of the reference kernel, on every backend that this machine has. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { chooseBackend } from '../../../../src/vsml/differentiable/backend.ts';
import { liveLifetimes } from '../../../../src/vsml/differentiable/lifetime.ts';
import type { LifetimeSetting } from '../../../../src/vsml/differentiable/lifetime-batch.ts';
import { everyBackend, furthest } from './backends.ts';
import { batchOf, parametersOf, referenceLifetimes, settingOf } from './reference-lifetime.ts';

const shape = settingOf().ruleShape;

const SETTINGS: readonly (readonly [string, Partial<LifetimeSetting>])[] = [
  ['one layer, the error entering with the next input', {}],
  ['one layer, target fed', { targetFeedback: true }],
  ['three layers', { layerSizes: [4, 3, 2, 3] }],
  [
    'two layers with backward pass and target',
    { layerSizes: [4, 3, 2], backwardPass: true, targetFeedback: true },
  ],
  ['regression', { kind: 'regression', layerSizes: [3, 2], backwardPass: true }],
  ['messages that are sums', { reduction: 'sum', layerSizes: [4, 2, 2] }],
  ['own messages', { layerSizes: [3, 2, 2], ruleShape: { ...shape, ownMessages: true }, backwardPass: true }],
  ['coordinates', { layerSizes: [3, 2, 2], ruleShape: { ...shape, coordinates: true } }],
  ['a rule with a reward input that is told nothing', { ruleShape: { ...shape, reward: true } }],
  [
    'rules of their own for layers and passes',
    { layerSizes: [3, 2, 2], backwardPass: true, layerwiseRules: true, separateBackwardRule: true },
  ],
];

describe.each(everyBackend)('on backend %s', (backend) => {
  it.for(SETTINGS)('lives 100 ticks a layer as the reference does, within 1e-5: %s', async ([, changes]) => {
    await chooseBackend(backend);
    const setting = settingOf(changes);
    const parameters = parametersOf(setting, 3);
    const batch = batchOf(setting, 3, setting.backwardPass ? 25 : 50, 7);
    const expected = referenceLifetimes(setting, parameters, batch);
    const found = liveLifetimes(setting, parameters, batch);
    expect(furthest(found.predictions, expected.predictions)).toBeLessThan(1e-5);
    expect(furthest(found.losses, expected.losses)).toBeLessThan(1e-5);
    // Answers that stay at 0 would agree whatever was computed.
    expect(Math.max(...found.predictions)).toBeGreaterThan(0.05);
  });

  it('keeps no tensor', async () => {
    await chooseBackend(backend);
    const setting = settingOf({ layerSizes: [3, 2, 2] });
    const before = tf.memory().numTensors;
    liveLifetimes(setting, parametersOf(setting, 1), batchOf(setting, 2, 4, 1));
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('bad input', () => {
  const setting = settingOf();
  const batch = batchOf(setting, 2, 3, 1);

  it('names the array that does not fit', () => {
    const wrong = { ...batch, targets: new Float32Array(4) };
    expect(() => liveLifetimes(setting, parametersOf(setting, 1), wrong)).toThrow(
      'targets must hold 3 x 2 x 3 floats, got 4',
    );
    expect(() => liveLifetimes(setting, parametersOf(setting, 1), { ...batch, cells: [] })).toThrow(
      'the cells of layer 0 must hold 2 x 4 x 3 x 8 floats, got none',
    );
  });

  it('says how many parameters the network takes', () => {
    expect(() => liveLifetimes(setting, new Float32Array(7), batch)).toThrow(
      `this network takes ${parametersOf(setting, 1).length} parameters, got 7`,
    );
  });
});
