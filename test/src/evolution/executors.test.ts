/** Executors: the same bits for any number of workers, and what happens when workers die, throw or say NaN. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { EvaluatorModule, Executor } from '../../../src/evolution/executor.ts';
import { evaluateFixed } from '../../../src/evolution/fixed-candidate.ts';
import { createInlineExecutor } from '../../../src/evolution/inline-executor.ts';
import { openAiEs } from '../../../src/evolution/openai-es.ts';
import { hashParameters } from '../../../src/evolution/parameter-hash.ts';
import { STRATEGIES } from '../../../src/evolution/registry.ts';
import { createThreadsExecutor } from '../../../src/evolution/threads-executor.ts';
import { hashChain } from '../../fixtures/hash-chain.ts';
import { CHAIN_LENGTH, SPHERE_CHAIN } from '../../fixtures/sphere-chain.ts';
import { TOY_CONFIGURATION } from '../../fixtures/toy-configuration.ts';
import { evaluateSphere, toyEvaluator } from '../../fixtures/toy-evaluators.ts';

const open: Executor[] = [];

function executor(evaluator: EvaluatorModule, threads?: number): Executor {
  const made =
    threads === undefined ? createInlineExecutor(evaluator) : createThreadsExecutor(evaluator, threads);
  open.push(made);
  return made;
}

afterEach(async () => {
  for (const made of open.splice(0)) await made.close();
});

const proposal = openAiEs.ask(openAiEs.init(TOY_CONFIGURATION, new Float32Array(3), 5));

it.each([1, 2, 3, 7])('finds the same rule at every generation inline and on %i threads', async (threads) => {
  const expected = await hashChain(executor(toyEvaluator('sphere')));
  expect(new Set(expected).size).toBe(6);
  expect(await hashChain(executor(toyEvaluator('sphere'), threads))).toEqual(expected);
});

it('finds the rule that browsers are held to', async () => {
  expect(await hashChain(executor(toyEvaluator('sphere')), CHAIN_LENGTH)).toEqual(SPHERE_CHAIN);
});

it('finds the same rule by every strategy inline and on 3 threads', async () => {
  const executors = [executor(toyEvaluator('sphere')), executor(toyEvaluator('sphere'), 3)];
  for (const strategy of STRATEGIES) {
    const found: string[] = [];
    for (const made of executors) {
      let state = strategy.init(strategy.defaults(13), new Float32Array(13), 5);
      for (let generation = 0; generation < 4; generation++) {
        state = strategy.tell(state, await made.evaluate(strategy.ask(state), [generation, 7]), 2).state;
      }
      found.push(hashParameters(strategy.mean(state)));
    }
    expect(found[1], strategy.name).toBe(found[0]);
  }
});

it('replaces a worker that dies and evaluates its members again', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'murmuration-crash-'));
  try {
    const marker = join(directory, 'crashed');
    const survived = await hashChain(executor(toyEvaluator('crashOnce', { marker }), 2), 3);
    expect(existsSync(marker)).toBe(true);
    expect(survived).toEqual(await hashChain(executor(toyEvaluator('sphere')), 3));
  } finally {
    rmSync(directory, { recursive: true });
  }
});

it('gives up on members that kill every worker, naming what is needed to see it again', async () => {
  await expect(executor(toyEvaluator('crashAlways'), 1).evaluate(proposal, [42, 43])).rejects.toThrow(
    'members 0 to 4 of generation 0 (seed 5, task seeds 42, 43) ended their worker 4 times: worker exited with code: 3',
  );
});

it.each([undefined, 2])(
  'fails at once with the error of an evaluator that throws (threads: %s)',
  async (threads) => {
    const failing = executor(toyEvaluator('throwing'), threads);
    await expect(failing.evaluate(proposal, [1])).rejects.toThrow(
      new RangeError('the toy world has no cell -1'),
    );
  },
);

it.each([undefined, 2])('passes NaN through (threads: %s)', async (threads) => {
  const fitness = await executor(toyEvaluator('partlyNaN'), threads).evaluate(proposal, [1, 2]);
  const parameters = new Float32Array(3);
  for (let n = 0; n < fitness.length; n++) {
    openAiEs.candidate(proposal, n >> 1, parameters);
    expect(Number.isNaN(fitness[n])).toBe(parameters[0] < 0);
  }
});

it.each([undefined, 2])('stops when told to (threads: %s)', async (threads) => {
  const slow = executor(toyEvaluator('slowSphere', { milliseconds: 20 }), threads);
  const controller = new AbortController();
  const result = slow.evaluate(proposal, [1, 2, 3], controller.signal);
  setTimeout(() => controller.abort(new Error('enough')), 30);
  await expect(result).rejects.toThrow();
  const evaluated = await slow.evaluate(proposal, [1]);
  expect(evaluated.length).toBe(10);
});

it.each([undefined, 3])('evaluates one parameter vector on many tasks (threads: %s)', async (threads) => {
  const parameters = new Float32Array([-0, 0.3, 2]);
  const taskSeeds = Array.from({ length: 11 }, (_, n) => 1000 - n);
  const fitness = await evaluateFixed(executor(toyEvaluator('sphere'), threads), parameters, taskSeeds);
  expect([...fitness]).toEqual(taskSeeds.map((taskSeed) => evaluateSphere(parameters, taskSeed)));
});

it('refuses to work once closed', async () => {
  const closed = executor(toyEvaluator('sphere'), 1);
  await closed.close();
  await expect(closed.evaluate(proposal, [1])).rejects.toThrow('the threads executor is closed');
});

it('names the export that an evaluator module lacks', async () => {
  await expect(executor(toyEvaluator('absent'), 1).evaluate(proposal, [1])).rejects.toThrow(
    /toy-evaluators\.ts must export a function named "absent"$/,
  );
});

it('refuses an impossible number of threads', () => {
  expect(() => createThreadsExecutor(toyEvaluator('sphere'), 0)).toThrow(
    'threads must be an integer from 1 to 1024, got 0',
  );
});
