/** Gradients on threads: the same bits as without, for any number of them; and a network that learns to learn. */
import { afterEach, describe, expect, it } from 'vitest';
import { gaussianAt, uniformAt } from '../../../src/numerics/noise.ts';
import { STREAM } from '../../../src/numerics/streams.ts';
import {
  createGradientExecutor,
  type GradientExecutor,
  type GradientExecutorOptions,
} from '../../../src/training/gradient-executor.ts';
import { initGradientTraining, trainByGradient } from '../../../src/training/gradient-trainer.ts';
import { chooseBackend } from '../../../src/vsml/differentiable/backend.ts';
import { lifetimeGradient } from '../../../src/vsml/differentiable/gradient.ts';
import type { LifetimeBatch } from '../../../src/vsml/differentiable/lifetime-batch.ts';
import { batchOf, parametersOf, settingOf } from '../vsml/differentiable/reference-lifetime.ts';

const setting = settingOf({ layerSizes: [3, 2], ticks: 1, backwardPass: true });
const parameters = parametersOf(setting, 4);
const batch = batchOf(setting, 7, 5, 9);
const usual: GradientExecutorOptions = { backend: 'wasm', threads: 0, chunkLearners: 2, segmentExamples: 3 };

const open: GradientExecutor[] = [];

function executor(changes: Partial<GradientExecutorOptions> = {}): GradientExecutor {
  const made = createGradientExecutor(setting, { ...usual, ...changes });
  open.push(made);
  return made;
}

afterEach(async () => {
  for (const made of open.splice(0)) await made.close();
});

describe('the gradient executor', () => {
  it.each([1, 3])('computes the same bits on %i threads as without', async (threads) => {
    const expected = await executor().differentiate(parameters, batch);
    expect(await executor({ threads }).differentiate(parameters, batch)).toEqual(expected);
  });

  it('computes the gradient of the whole batch, whatever the chunks', async () => {
    await chooseBackend('wasm');
    const whole = lifetimeGradient(setting, parameters, batch);
    const { loss, gradient } = await executor().differentiate(parameters, batch);
    expect(loss).toBeCloseTo(whole.loss, 6);
    expect(Math.max(...gradient.map((slope, n) => Math.abs(slope - whole.gradient[n])))).toBeLessThan(1e-6);
  });

  it.each([0, 1])('fails with the error of a computation that fails (threads: %i)', async (threads) => {
    const failing = executor({ threads, segmentExamples: 0 }).differentiate(parameters, batch);
    await expect(failing).rejects.toThrow('segmentExamples must be an integer of at least 1, got 0');
  });

  it('refuses what cannot be', async () => {
    expect(() => executor({ threads: -1 })).toThrow('threads must be an integer from 0 to 1024, got -1');
    await expect(executor({ chunkLearners: 0 }).differentiate(parameters, batch)).rejects.toThrow(
      'chunkLearners must be an integer of at least 1, got 0',
    );
  });
});

/** Two classes, each a point of the plane drawn afresh for every learner, met with a little noise. */
function clusters(step: number): LifetimeBatch {
  const drawn = batchOf(setting, 8, 10, step);
  const draw = (...indices: [number, number]) => gaussianAt(step, STREAM.test, ...indices);
  const inputs = drawn.inputs.map((_, n) => {
    const [row, a] = [Math.floor(n / 3), n % 3];
    const label = uniformAt(step, STREAM.test, 0, row) < 0.5 ? 0 : 1;
    return draw(1, (row % 8) * 6 + label * 3 + a) + 0.3 * draw(2, n);
  });
  const targets = drawn.targets.map((_, n) => {
    const label = uniformAt(step, STREAM.test, 0, Math.floor(n / 2)) < 0.5 ? 0 : 1;
    return n % 2 === label ? 1 : 0;
  });
  return { ...drawn, inputs, targets };
}

it('meta-trains a rule that learns new clusters while it lives', async () => {
  const { differentiate } = executor({ chunkLearners: 8, segmentExamples: 10 });
  const losses: number[] = [];
  await trainByGradient(initGradientTraining(parametersOf(setting, 1, 1)), {
    steps: 80,
    learningRate: 0.02,
    clipNorm: 25,
    batchAt: clusters,
    differentiate,
    onStep: ({ loss }) => losses.push(loss),
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  // Guessing costs ln 2 = .693.
  expect(mean(losses.slice(0, 10))).toBeGreaterThan(0.67);
  expect(mean(losses.slice(-10))).toBeLessThan(0.5);
});
