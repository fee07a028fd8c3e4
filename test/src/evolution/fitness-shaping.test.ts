/** Shaping over tasks: within each task, then averaged. */
import { expect, it } from 'vitest';
import { centredRanks } from '../../../src/evolution/centred-ranks.ts';
import { shapeFitness } from '../../../src/evolution/fitness-shaping.ts';

it('ranks within each task, so that an easy task does not drown a hard one', () => {
  // Members in rows, tasks in columns: the second task's values are a thousand times larger.
  const fitness = new Float64Array([3, 1000, 2, 2000, 1, 3000]);
  expect([...shapeFitness(fitness, 3, 2, centredRanks)]).toEqual([0, 0, 0]);
});

it('averages the weights of the tasks', () => {
  const fitness = new Float64Array([1, 10, 2, 20, 3, 15]);
  expect([...shapeFitness(fitness, 3, 2, centredRanks)]).toEqual([-0.5, 0.25, 0.25]);
});

it('counts a NaN in one task as worst in that task only', () => {
  const fitness = new Float64Array([Number.NaN, 3, 1, 2, 2, 1]);
  expect([...shapeFitness(fitness, 3, 2, centredRanks)]).toEqual([0, 0, 0]);
});
