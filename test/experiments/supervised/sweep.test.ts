/** A sweep: every condition trained and tested for every seed, and counted in the report. */
import { describe, expect, it } from 'vitest';
import { evolutionPlan } from '../../../experiments/supervised/meta-train.ts';
import {
  accuracyIn,
  type SweepCase,
  sweepExperiment,
  valuesOf,
} from '../../../experiments/supervised/sweep.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';

const condition = (name: string, stateSize: number) => {
  const setting = {
    stream: 'GaussianClusters-v0',
    streamOptions: { inputs: 3, classes: 2 },
    steps: 5,
    learner: { kind: 'vsml' as const, stateSize, messageSize: 2, gateOffset: 1 },
  };
  return {
    name,
    training: {
      settings: [setting],
      evolution: evolutionPlan(2, { populationSize: 4 }),
      generations: 2,
      tasksPerGeneration: 1,
    },
    tests: new Map([['home', setting]]),
  };
};

const sweep = sweepExperiment({
  name: 'toy',
  title: 'Toy',
  question: 'What? (nobody)',
  method: 'Somehow.',
  seeds: { quick: 1, full: 2 },
  testLifetimes: { quick: 3, full: 4 },
  conditions: () => [condition('small state', 4), condition('large state', 8)],
  verdict: (results) => `small: ${valuesOf(results, 'small state', accuracyIn('home')).length} seeds`,
});

const run = (work: SweepCase) =>
  sweep.run(work, { workers: 0, directory: temporaryDirectory(), onProgress: () => {} });

describe('a sweep', () => {
  it('has a case for every condition and seed', () => {
    expect(sweep.cases('full', [1, 2]).map(({ key }) => key)).toEqual([
      'small-state-1',
      'large-state-1',
      'small-state-2',
      'large-state-2',
    ]);
  });

  it('trains the condition of the case, and the same seed finds the same', async () => {
    const [small, large] = sweep.cases('quick', [1]);
    const first = await run(small);
    const again = await run(small);
    expect({ ...again, trainingSeconds: 0 }).toEqual({ ...first, trainingSeconds: 0 });
    expect((await run(large)).parameters).toBeGreaterThan(first.parameters);
    expect(first.trainingLosses.length).toBe(2);
    expect(sweep.resultSchema.parse(JSON.parse(JSON.stringify(first)))).toEqual(first);
  });

  it('reports every condition, with the verdict first', async () => {
    const results = await Promise.all(
      sweep.cases('full', [1, 2]).map(async (work) => ({ case: work, result: await run(work), seconds: 1 })),
    );
    const text = sweep.findings(results);
    expect(text.startsWith('small: 2 seeds')).toBe(true);
    expect(text).toMatch(/\| small state \| \d+ \| .* \| 0\.\d+ \+- \d\.\d+ \|/);
    expect(sweep.figure(results)).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  });

  it('refuses a condition that it does not have', async () => {
    await expect(run({ key: 'x', seed: 1, scale: 'quick', condition: 'no state' })).rejects.toThrow(
      "experiment toy has no condition 'no state'",
    );
  });
});
