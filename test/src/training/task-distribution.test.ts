/** Task seeds: fresh each generation, fixed where held out. */
import { expect, it } from 'vitest';
import { heldOutTaskSeeds, trainingTaskSeeds } from '../../../src/training/task-distribution.ts';

it('draws other tasks each generation and for each seed, and the same when asked again', () => {
  const seeds = [0, 1, 2].flatMap((generation) => trainingTaskSeeds(5, generation, 4));
  expect(new Set([...seeds, ...trainingTaskSeeds(6, 0, 4)]).size).toBe(16);
  expect(trainingTaskSeeds(5, 1, 4)).toEqual(seeds.slice(4, 8));
});

it('keeps held-out tasks apart, and more of them begin with the same ones', () => {
  const heldOut = heldOutTaskSeeds(5, 50);
  expect(heldOutTaskSeeds(5, 20)).toEqual(heldOut.slice(0, 20));
  const trained = new Set(
    Array.from({ length: 50 }, (_, generation) => trainingTaskSeeds(5, generation, 8)).flat(),
  );
  expect(heldOut.some((seed) => trained.has(seed))).toBe(false);
});
