/** Restarts: when they come, with how many members, and what is kept of earlier starts. */
import { expect, it } from 'vitest';
import { ipopCmaEs } from '../../../src/evolution/ipop-cma-es.ts';
import { mildRastrigin } from '../../fixtures/optimisation-problems.ts';

const configuration = {
  ...ipopCmaEs.defaults(2),
  populationSize: 6,
  patience: 10,
  maximumPopulationSize: 20,
};

it('starts again with a larger population, up to the limit, when no record has been set for long', () => {
  let state = ipopCmaEs.init(configuration, new Float32Array(2), 1);
  const sizes: number[] = [];
  for (let generation = 0; generation < 45; generation++) {
    const { populationSize } = ipopCmaEs.ask(state);
    sizes.push(populationSize);
    const fitness = Float64Array.from({ length: populationSize }, (_, member) => -generation - member);
    state = ipopCmaEs.tell(state, fitness, 1).state;
  }
  expect([...new Set(sizes)]).toEqual([6, 12, 20]);
  expect(state.restarts).toBe(4);
});

it('keeps the best mean of all starts', () => {
  let state = ipopCmaEs.init({ ...configuration, minimumSigma: 1e-3 }, new Float32Array(2), 3);
  const parameters = new Float32Array(2);
  let best = Infinity;
  for (let generation = 0; generation < 300; generation++) {
    const proposal = ipopCmaEs.ask(state);
    const fitness = Float64Array.from({ length: proposal.populationSize }, (_, member) => {
      ipopCmaEs.candidate(proposal, member, parameters);
      return -mildRastrigin.loss(parameters);
    });
    state = ipopCmaEs.tell(state, fitness, 1).state;
    if (state.record === null) best = Math.min(best, mildRastrigin.loss(state.bestMean));
  }
  expect(state.restarts).toBeGreaterThan(2);
  expect(best).toBeLessThan(1e-4);
  expect(mildRastrigin.loss(ipopCmaEs.mean(state))).toBeLessThan(1e-4);
});
