/** Training by gradient: its steps, its end, resuming, and what it does with numbers that are none. */
import { describe, expect, it } from 'vitest';
import { decodeState, encodeState } from '../../../src/evolution/state-encoding.ts';
import {
  GradientTrainingError,
  type GradientTrainingOptions,
  type GradientTrainingState,
  initGradientTraining,
  stepGradientTraining,
  trainByGradient,
} from '../../../src/training/gradient-trainer.ts';

/** Half the squared distance from a target that moves with the step. */
const bowl: GradientTrainingOptions<number> = {
  steps: 20,
  learningRate: 0.1,
  clipNorm: 25,
  batchAt: (step) => 1 + 0.01 * step,
  differentiate: (parameters, target) => ({
    loss: parameters.reduce((sum, value) => sum + (value - target) ** 2 / 2, 0),
    gradient: parameters.map((value) => value - target),
  }),
};

const start = initGradientTraining(new Float32Array([3, -2]));

describe('a step', () => {
  it('goes down the gradient by the learning rate at first, as Adam does', () => {
    const { step, parameters } = stepGradientTraining(start, new Float32Array([5, -7]), bowl);
    expect(step).toBe(1);
    expect(parameters[0]).toBeCloseTo(2.9, 6);
    expect(parameters[1]).toBeCloseTo(-1.9, 6);
  });

  it('shortens a gradient that is longer than the clip to the clip, and no other', () => {
    const options = { learningRate: 0.1, clipNorm: 1 };
    const long = stepGradientTraining(start, new Float32Array([30, -40]), options);
    const atClip = stepGradientTraining(start, new Float64Array([0.6, -0.8]), options);
    const short = stepGradientTraining(start, new Float64Array([0.3, -0.4]), options);
    expect([...long.adam.firstMoment]).toEqual([...atClip.adam.firstMoment]);
    expect(short.adam.firstMoment[0]).toBeCloseTo(0.03, 12);
  });

  it('refuses a gradient of another length', () => {
    expect(() => stepGradientTraining(start, new Float32Array(3), bowl)).toThrow(
      'the gradient of 2 parameters has as many numbers, got 3',
    );
  });
});

describe('training', () => {
  it('lowers the loss, and tells each step with the norm of its gradient', async () => {
    const losses: number[] = [];
    const end = await trainByGradient(start, {
      ...bowl,
      onStep: ({ step, loss, gradientNorm }) => {
        expect(step).toBe(losses.length);
        expect(gradientNorm).toBeCloseTo(Math.sqrt(2 * loss), 5);
        losses.push(loss);
      },
    });
    expect(end.step).toBe(20);
    expect(losses).toHaveLength(20);
    expect(losses[19]).toBeLessThan(losses[0] / 4);
  });

  it('resumes from a saved state to the same bits', async () => {
    const whole = await trainByGradient(start, bowl);
    const half = await trainByGradient(start, { ...bowl, steps: 9 });
    const saved = decodeState(encodeState(half)) as GradientTrainingState;
    expect(await trainByGradient(saved, bowl)).toEqual(whole);
  });

  it('ends after the step at hand when told to', async () => {
    const controller = new AbortController();
    const { step } = await trainByGradient(start, {
      ...bowl,
      signal: controller.signal,
      onStep: ({ step }) => step === 4 && controller.abort(),
    });
    expect(step).toBe(5);
  });

  it.each([
    ['the loss', { loss: Number.NaN, gradient: new Float32Array(2) }, 'the loss is NaN'],
    [
      'the gradient',
      { loss: 1, gradient: new Float32Array([Number.NaN, 0]) },
      'the norm of the gradient is NaN',
    ],
  ])('stops at NaN in %s, names the step, and keeps the last good parameters', async (_, broken, what) => {
    const states: GradientTrainingState[] = [start];
    const training = trainByGradient(start, {
      ...bowl,
      differentiate: (parameters, target) =>
        states.length === 7 ? broken : bowl.differentiate(parameters, target),
      onStep: (_report, state) => states.push(state),
    });
    const error = (await training.catch((reason: unknown) => reason)) as GradientTrainingError;
    expect(error).toBeInstanceOf(GradientTrainingError);
    expect(error.message).toBe(`step 6 of the training: ${what}; the parameters before step 5 are kept`);
    expect(error.step).toBe(6);
    expect(error.state).toBe(states[5]);
  });

  it.each([
    [{ steps: 0 }, 'steps must be an integer of at least 1, got 0'],
    [{ learningRate: -1 }, 'learningRate must be a positive number, got -1'],
    [{ clipNorm: Number.NaN }, 'clipNorm must be a positive number, got NaN'],
  ])('refuses %o', async (wrong, message) => {
    await expect(trainByGradient(start, { ...bowl, ...wrong })).rejects.toThrow(message);
  });
});
