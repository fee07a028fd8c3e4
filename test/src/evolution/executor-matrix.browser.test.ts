/**
 * The row of Chromium's Web Workers in the matrix of `executor-matrix.test.ts`: {1, 3 workers} x {never stopped, killed at
 * every generation}, held to the hashes of Node.
 */
import { describe, expect, test } from 'vitest';
import type { Executor } from '../../../src/evolution/executor.ts';
import { openAiEs } from '../../../src/evolution/openai-es.ts';
import { createWebWorkersExecutor } from '../../../src/evolution/web-workers-executor.ts';
import { generationTaskSeeds } from '../../../src/training/training-conditions.ts';
import { hashInPage } from '../../fixtures/page-hash.ts';
import { store, stored } from '../../fixtures/page-storage.ts';
import { TOY_CHAIN, TOY_GENERATIONS } from '../../fixtures/toy-chain.ts';
import { toyTraining } from '../../fixtures/toy-training.ts';

const training = toyTraining(TOY_GENERATIONS);

function webWorkers(workers: number): Executor {
  const url = new URL('../../fixtures/toy-page-evaluators.ts', import.meta.url).href;
  return createWebWorkersExecutor({ url, exportName: 'sphere', specification: {} }, workers);
}

interface Progress {
  readonly state: ReturnType<typeof openAiEs.init>;
  readonly hashes: readonly string[];
}

const beginning: Progress = {
  state: openAiEs.init(training.configuration, training.initialMean, training.seed),
  hashes: [],
};

/** One generation as the trainer lives it; the trainer itself needs Node. */
async function live({ state, hashes }: Progress, executor: Executor): Promise<Progress> {
  const taskSeeds = generationTaskSeeds(training, training.seed, openAiEs.generation(state));
  const fitness = await executor.evaluate(openAiEs.ask(state), taskSeeds);
  const next = openAiEs.tell(state, fitness, training.tasksPerGeneration).state;
  return { state: next, hashes: [...hashes, await hashInPage(next.mean)] };
}

/** What lies in storage, or the beginning. */
async function restored(run: string): Promise<Progress> {
  const found = (await stored(run)) as { state: unknown; hashes: string[] } | undefined;
  return found ? { state: openAiEs.restore(found.state), hashes: found.hashes } : beginning;
}

describe.each([1, 3])('%i Web Workers give the chain of Node', (workers) => {
  test('never stopped', async () => {
    const executor = webWorkers(workers);
    let progress = beginning;
    while (progress.hashes.length < TOY_GENERATIONS) progress = await live(progress, executor);
    await executor.close();
    expect(progress.hashes).toEqual(TOY_CHAIN);
  });

  test('ended in mid-generation and resumed from storage with new workers at every generation', async () => {
    const run = `killed-${workers}-${crypto.randomUUID()}`;
    for (let saved = 1; saved <= TOY_GENERATIONS; saved++) {
      const executor = webWorkers(workers);
      const progress = await live(await restored(run), executor);
      await store(run, progress);
      expect(progress.hashes.length).toBe(saved);
      const dying = live(progress, executor);
      await executor.close();
      await expect(dying).rejects.toThrow('the web workers executor is closed');
    }
    expect((await restored(run)).hashes).toEqual(TOY_CHAIN);
  });
});
