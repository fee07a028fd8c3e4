/** Early stopping: target, patience, gain. */
import { expect, it } from 'vitest';
import { shouldStop, stoppingSchema } from '../../../src/training/early-stopping.ts';

const measured = (...means: number[]) => means.map((mean, generation) => ({ generation, mean, ci95: 0 }));

it('goes on before the first measurement', () => {
  expect(shouldStop([], stoppingSchema.parse({ target: 0, patience: 1 }))).toBe(false);
});

it('stops at the target', () => {
  const stopping = stoppingSchema.parse({ target: 5 });
  expect(shouldStop(measured(1, 4.9), stopping)).toBe(false);
  expect(shouldStop(measured(1, 5), stopping)).toBe(true);
});

it('stops after so many measurements without a record', () => {
  const stopping = stoppingSchema.parse({ patience: 2 });
  expect(shouldStop(measured(1, 3, 2), stopping)).toBe(false);
  expect(shouldStop(measured(1, 3, 2, 3), stopping)).toBe(true);
  expect(shouldStop(measured(1, 3, 2, 4), stopping)).toBe(false);
});

it('counts only gains that are large enough, and no NaN', () => {
  const stopping = stoppingSchema.parse({ patience: 2, minimumGain: 1 });
  expect(shouldStop(measured(1, 1.5, 1.9), stopping)).toBe(true);
  expect(shouldStop(measured(Number.NaN, Number.NaN), stopping)).toBe(true);
  expect(shouldStop(measured(Number.NaN, -5, Number.NaN), stopping)).toBe(false);
});
