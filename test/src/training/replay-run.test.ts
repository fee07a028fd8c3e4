/** Runs lived again from their logs. */
import { expect, it } from 'vitest';
import { createInlineExecutor } from '../../../src/evolution/inline-executor.ts';
import { openAiEs } from '../../../src/evolution/openai-es.ts';
import { createRun, openRun } from '../../../src/store/open-run.ts';
import { type AuditLog, beginReplay, type ReplayedGeneration } from '../../../src/training/replay-run.ts';
import { train } from '../../../src/training/trainer.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';
import { toyEvaluator } from '../../fixtures/toy-evaluators.ts';
import { toyTraining } from '../../fixtures/toy-training.ts';

const GENERATIONS = 8;

/** Trains, and replays what was logged, changed by `meddle`. */
async function replayed(meddle: (log: AuditLog) => AuditLog = (log) => log) {
  const directory = temporaryDirectory();
  const training = toyTraining(GENERATIONS);
  const executor = createInlineExecutor(toyEvaluator('sphere'));
  const encode = (parameters: Float32Array) => new Uint8Array(parameters.slice().buffer);
  const run = { store: createRun(directory, 'a', {}), resume: false, encode };
  const result = await train({ ...training, executor, run });
  const log = openRun(directory, 'a', { readOnly: true });
  try {
    const { strategy, configuration, initialMean, seed } = training;
    expect(strategy).toBe(openAiEs);
    const replay = beginReplay(strategy, configuration, initialMean, seed);
    const meddled = meddle(log);
    const generations: ReplayedGeneration[] = [];
    for (let next = replay.next(meddled); next; next = replay.next(meddled)) generations.push(next);
    return { result, generations };
  } finally {
    log.close();
  }
}

it('rebuilds the rule of every generation', async () => {
  const { result, generations } = await replayed();
  expect(generations.map(({ hash }) => hash)).toEqual(result.hashes);
  expect(generations.every(({ difference }) => difference === undefined)).toBe(true);
  expect(generations.at(-1)?.parameters).toEqual(result.parameters);
});

it('tells from which generation on the fitness cannot be what was computed', async () => {
  const { generations } = await replayed((log) => ({
    name: log.name,
    hash: (generation) => log.hash(generation),
    fitness: (generation) => {
      const entry = log.fitness(generation);
      return entry && generation === 3 ? { ...entry, fitness: entry.fitness.toReversed() } : entry;
    },
  }));
  const wrong = generations.filter(({ difference }) => difference !== undefined);
  expect(wrong[0].generation).toBe(3);
  expect(wrong[0].difference).toMatch(/^its rule is [0-9a-f]{12}, logged is [0-9a-f]{12}$/);
  expect(wrong).toHaveLength(GENERATIONS - 3);
});

it('tells of tasks that are not those of the seed', async () => {
  const { generations } = await replayed((log) => ({
    name: log.name,
    hash: (generation) => log.hash(generation),
    fitness: (generation) => {
      const entry = log.fitness(generation);
      return entry && generation === 5 ? { ...entry, taskSeeds: [1, 2] } : entry;
    },
  }));
  expect(generations[5].difference).toBe('its tasks are not those of the seed');
});
