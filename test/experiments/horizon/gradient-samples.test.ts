/** Both samplers find one direction: that in which the mean loss of lifetimes changes. */
import { describe, expect, it } from 'vitest';
import { settingOf } from '../../../experiments/horizon/cases.ts';
import { backpropagationSamples, evolutionSamples } from '../../../experiments/horizon/gradient-samples.ts';
import { LifetimeBatchSource } from '../../../experiments/supervised/lifetime-batch-source.ts';
import { supervisedSettingSchema } from '../../../experiments/supervised/supervised-setting.ts';
import { chooseBackend } from '../../../src/vsml/differentiable/backend.ts';
import { lifetimeGradient } from '../../../src/vsml/differentiable/gradient.ts';
import { initialRule } from '../../../src/vsml/rule.ts';

const setting = settingOf(4);
const source = new LifetimeBatchSource(supervisedSettingSchema.parse(setting));
// Louder than a newborn rule, so that there is a slope to be seen.
const parameters = initialRule(source.setting.ruleShape, 1).parameters.map((value) => 2 * value);
const seeds = [5, 6, 7, 8];
const inline = { workers: 0 };

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += a[n] * b[n];
  return sum;
}

describe('samples of a gradient', () => {
  it('by backpropagation have the gradient of all lifetimes as their mean', async () => {
    const samples = await backpropagationSamples(setting, parameters, seeds, 2, 4, inline);
    expect(samples).toHaveLength(2);
    await chooseBackend('wasm');
    const { gradient } = lifetimeGradient(source.setting, parameters, source.draw(seeds));
    gradient.forEach((slope, n) => {
      expect(Math.abs((samples[0][n] + samples[1][n]) / 2 - slope)).toBeLessThan(1e-6);
    });
  });

  it('by evolution point down the gradient, some of the way', async () => {
    const samples = await evolutionSamples(setting, parameters, 24, 0.05, { seed: 1, first: 0 }, inline);
    expect(samples).toHaveLength(24);
    await chooseBackend('wasm');
    const many = Array.from({ length: 64 }, (_, seed) => seed);
    const { gradient } = lifetimeGradient(source.setting, parameters, source.draw(many));
    const found = samples[0].map((_, n) => samples.reduce((sum, sample) => sum + sample[n], 0));
    const cosine = dot(found, gradient) / Math.sqrt(dot(found, found) * dot(gradient, gradient));
    // Of noise the cosine would have deviation 1 / sqrt(616) = .04.
    expect(cosine).toBeLessThan(-0.12);
  });

  it('stop when told to', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    const stopped = { ...inline, signal };
    await expect(backpropagationSamples(setting, parameters, seeds, 2, 4, stopped)).rejects.toThrow(
      'stopped',
    );
    const evolving = evolutionSamples(setting, parameters, 2, 0.1, { seed: 1, first: 0 }, stopped);
    await expect(evolving).rejects.toThrow('stopped');
  });
});
