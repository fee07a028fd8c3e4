/** The trainer: improves, logs, measures, stops on request, and resumes to the bit, also after `kill -9`. */

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import type { Evaluate } from '../../../src/evolution/executor.ts';
import { createInlineExecutor } from '../../../src/evolution/inline-executor.ts';
import { hashParameters } from '../../../src/evolution/parameter-hash.ts';
import { STRATEGIES } from '../../../src/evolution/registry.ts';
import { createRun, openRun } from '../../../src/store/open-run.ts';
import type { RunStore } from '../../../src/store/run-store.ts';
import { type TrainingLog, type TrainingResult, train } from '../../../src/training/trainer.ts';
import { finished, startScript } from '../../fixtures/child-script.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';
import { evaluateSphere } from '../../fixtures/toy-evaluators.ts';
import { toyTraining } from '../../fixtures/toy-training.ts';

const executor = createInlineExecutor(evaluateSphere);

function log(store: RunStore, resume = false): TrainingLog {
  return {
    store,
    resume,
    encode: (_parameters, generation, hash) => new TextEncoder().encode(`${generation} ${hash}`),
  };
}

function trainPlainly(generations: number): Promise<TrainingResult> {
  return train({ ...toyTraining(generations), executor });
}

function distanceToOptimum(parameters: Float32Array): number {
  return Math.sqrt(parameters.reduce((sum, value) => sum + (value - 1) ** 2, 0));
}

it('improves on fresh tasks and names what it found', async () => {
  const result = await trainPlainly(50);
  expect(distanceToOptimum(result.parameters)).toBeLessThan(0.5);
  expect(result).toMatchObject({
    generations: 50,
    stopped: false,
    ruleHash: hashParameters(result.parameters),
  });
  expect(result.hashes.length).toBe(50);
  expect(result.hashes.at(-1)).toBe(result.ruleHash);
});

it('gives all members of a generation the same tasks', async () => {
  const asked: number[] = [];
  const spy: Evaluate = (_parameters, taskSeed) => asked.push(taskSeed);
  await train({ ...toyTraining(2), executor: createInlineExecutor(spy) });
  expect(asked.length).toBe(2 * 10 * 2);
  expect(new Set(asked.slice(0, 20)).size).toBe(2);
  expect(new Set(asked).size).toBe(4);
});

it('saves every generation with its rule, and reports the same', async () => {
  const directory = temporaryDirectory();
  const reported: unknown[] = [];
  const result = await train({
    ...toyTraining(5),
    executor,
    run: log(createRun(directory, 'a', null)),
    evaluateEvery: 2,
    onGeneration: (record) => reported.push(record),
  });
  const run = openRun(directory, 'a');
  expect(run.hashes()).toEqual(result.hashes);
  expect(run.generations()).toEqual(reported);
  expect(run.ruleGenerations()).toEqual([1, 3, 4]);
  expect(new TextDecoder().decode(run.rule()?.bytes)).toBe(`4 ${result.ruleHash}`);
  expect(run.fitness(4)?.fitness.length).toBe(20);
  run.close();
});

it('measures the mean when it is due and after the last generation', async () => {
  const directory = temporaryDirectory();
  const seen: unknown[] = [];
  const result = await train({
    ...toyTraining(5),
    executor,
    run: log(createRun(directory, 'a', null)),
    evaluateEvery: 2,
    evaluateMean: async (parameters) => ({ mean: -distanceToOptimum(parameters), ci95: 0.5 }),
    onEvaluation: (evaluation) => seen.push(evaluation),
  });
  const run = openRun(directory, 'a');
  expect(run.evaluations()).toEqual(seen);
  expect(run.evaluations().map(({ generation }) => generation)).toEqual([1, 3, 4]);
  expect(run.evaluations().at(-1)?.mean).toBe(-distanceToOptimum(result.parameters));
  run.close();
});

it('makes up for a measurement that a kill prevented', async () => {
  const directory = temporaryDirectory();
  await train({ ...toyTraining(4), executor, run: log(createRun(directory, 'a', null)) });
  await train({
    ...toyTraining(4),
    executor,
    run: log(openRun(directory, 'a'), true),
    evaluateMean: async () => ({ mean: 1, ci95: 2 }),
  });
  const run = openRun(directory, 'a');
  expect(run.evaluations()).toEqual([{ generation: 3, mean: 1, ci95: 2 }]);
  run.close();
});

it('resumes after every generation as if it had never stopped', async () => {
  const expected = await trainPlainly(8);
  for (let stop = 1; stop < 8; stop++) {
    const directory = temporaryDirectory();
    await train({ ...toyTraining(stop), executor, run: log(createRun(directory, 'a', null)) });
    const result = await train({ ...toyTraining(8), executor, run: log(openRun(directory, 'a'), true) });
    expect(result.hashes).toEqual(expected.hashes);
  }
});

it.each(STRATEGIES.map((strategy) => [strategy.name, strategy] as const))(
  'resumes a run by %s as if it had never stopped',
  async (_name, strategy) => {
    const training = (generations: number) => ({
      ...toyTraining(generations),
      strategy,
      configuration: strategy.defaults(5),
    });
    const expected = await train({ ...training(6), executor });
    const directory = temporaryDirectory();
    for (const stop of [2, 5, 6]) {
      const store = stop === 2 ? createRun(directory, 'a', null) : openRun(directory, 'a');
      await train({ ...training(stop), executor, run: log(store, stop > 2) });
    }
    const run = openRun(directory, 'a');
    expect(run.hashes()).toEqual(expected.hashes);
    run.close();
  },
);

it('lets generations share tasks for a period, and draws new ones after it', async () => {
  const asked: number[] = [];
  const spy: Evaluate = (_parameters, taskSeed) => asked.push(taskSeed);
  await train({ ...toyTraining(4), taskPeriod: 2, executor: createInlineExecutor(spy) });
  expect(new Set(asked.slice(0, 40)).size).toBe(2);
  expect(new Set(asked).size).toBe(4);
});

it('gives each pair tasks of its own where asked to, the same for both of its members', async () => {
  const asked: number[] = [];
  const spy: Evaluate = (_parameters, taskSeed) => asked.push(taskSeed);
  const inline = createInlineExecutor(spy);
  await train({ ...toyTraining(1), tasksSharedBy: 'pair', executor: inline });
  // 10 members x 2 tasks: 5 pairs.
  expect(new Set(asked).size).toBe(10);
  for (let pair = 0; pair < 5; pair++) {
    expect(asked.slice(4 * pair, 4 * pair + 2)).toEqual(asked.slice(4 * pair + 2, 4 * pair + 4));
  }
});

it('asks for the lengths of life of a curriculum, the same for all members of a generation', async () => {
  const asked: (number | undefined)[] = [];
  const spy: Evaluate = (_parameters, _taskSeed, steps) => asked.push(steps);
  const curriculum = { firstSteps: 10, finalSteps: 40, generations: 2, mixed: false };
  await train({ ...toyTraining(3), curriculum, executor: createInlineExecutor(spy) });
  expect(asked.filter((_, n) => n % 20 === 7)).toEqual([10, 20, 40]);
  expect(new Set(asked).size).toBe(3);
});

it('ends early where the target is reached, and so does a resumed run', async () => {
  const directory = temporaryDirectory();
  const options = {
    ...toyTraining(50),
    executor,
    evaluateEvery: 2,
    evaluateMean: async (parameters: Float32Array) => ({ mean: -distanceToOptimum(parameters), ci95: 0 }),
    stopping: { target: -1.8, minimumGain: 0 },
  };
  const whole = await train(options);
  expect(whole.generations).toBeLessThan(50);
  expect(whole.stopped).toBe(false);
  await train({ ...options, generations: 3, run: log(createRun(directory, 'a', null)) });
  const resumed = await train({ ...options, run: log(openRun(directory, 'a'), true) });
  expect(resumed.hashes).toEqual(whole.hashes);
  const again = await train({ ...options, run: log(openRun(directory, 'a'), true) });
  expect(again.hashes).toEqual(resumed.hashes);
});

it('goes back one generation when the newest checkpoint cannot be read', async () => {
  const directory = temporaryDirectory();
  await train({ ...toyTraining(4), executor, run: log(createRun(directory, 'a', null)) });
  const database = new DatabaseSync(join(directory, 'a.sqlite'));
  database.exec("UPDATE checkpoints SET state = x'00' WHERE generation = 3");
  database.close();
  const result = await train({ ...toyTraining(6), executor, run: log(openRun(directory, 'a'), true) });
  expect(result.hashes).toEqual((await trainPlainly(6)).hashes);
});

it('stops on the signal in the middle of a generation and keeps the whole ones', async () => {
  const directory = temporaryDirectory();
  const controller = new AbortController();
  let calls = 0;
  const interrupted: Evaluate = (parameters, taskSeed) => {
    calls += 1;
    // Twenty evaluations make a generation: the fourth is under way.
    if (calls === 70) controller.abort();
    return evaluateSphere(parameters, taskSeed);
  };
  const result = await train({
    ...toyTraining(8),
    executor: createInlineExecutor(interrupted),
    run: log(createRun(directory, 'a', null)),
    signal: controller.signal,
  });
  expect(result.stopped).toBe(true);
  expect(result.generations).toBe(3);
  expect(calls).toBe(70);
  const run = openRun(directory, 'a');
  expect(run.hashes()).toEqual(result.hashes);
  const resumed = await train({ ...toyTraining(8), executor, run: log(run, true) });
  expect(resumed.hashes).toEqual((await trainPlainly(8)).hashes);
});

it('finishes the generation at hand and its measurement where it is asked to', async () => {
  const controller = new AbortController();
  let calls = 0;
  const interrupted: Evaluate = (parameters, taskSeed) => {
    calls += 1;
    if (calls === 70) controller.abort();
    return evaluateSphere(parameters, taskSeed);
  };
  const measured: number[] = [];
  const result = await train({
    ...toyTraining(8),
    executor: createInlineExecutor(interrupted),
    finish: controller.signal,
    evaluateEvery: 2,
    evaluateMean: async () => ({ mean: 0, ci95: 0 }),
    onEvaluation: ({ generation }) => measured.push(generation),
  });
  expect(result).toMatchObject({ stopped: true, generations: 4 });
  expect(calls).toBe(80);
  expect(measured).toEqual([1, 3]);
  expect(result.hashes).toEqual((await trainPlainly(8)).hashes.slice(0, 4));
});

it('fails when the disk is full, and resumed where there is room it is as if it had never been', async () => {
  const directory = temporaryDirectory();
  const store = createRun(directory, 'a', null, { maximumBytes: 40_000 });
  const training = train({ ...toyTraining(60), executor, run: log(store) });
  await expect(training).rejects.toThrow(
    /^run "a": the disk is full: generation \d+ could not be saved, all before it is kept$/,
  );
  const again = openRun(directory, 'a');
  expect(again.hashes().length).toBeGreaterThan(0);
  const resumed = await train({ ...toyTraining(60), executor, run: log(again, true) });
  expect(resumed.hashes).toEqual((await trainPlainly(60)).hashes);
});

it('fails with the error of the executor, the store closed and whole', async () => {
  const directory = temporaryDirectory();
  let calls = 0;
  const failing: Evaluate = () => {
    calls += 1;
    if (calls > 45) throw new Error('the toy broke');
    return calls;
  };
  const training = train({
    ...toyTraining(8),
    executor: createInlineExecutor(failing),
    run: log(createRun(directory, 'a', null)),
  });
  await expect(training).rejects.toThrow('the toy broke');
  const run = openRun(directory, 'a');
  expect(run.hashes().length).toBe(2);
  run.close();
});

it('refuses to resume with other settings, and says which', async () => {
  const directory = temporaryDirectory();
  const base = toyTraining(2);
  await train({ ...base, executor, run: log(createRun(directory, 'a', null)) });
  const resume = (changes: Partial<typeof base>) =>
    train({ ...base, ...changes, executor, run: log(openRun(directory, 'a'), true) });
  await expect(resume({ seed: 78 })).rejects.toThrow(
    'run a cannot be resumed: its seed is 77, asked for is 78',
  );
  await expect(resume({ initialMean: new Float32Array(6) })).rejects.toThrow(
    'run a cannot be resumed: its parameters is 5, asked for is 6',
  );
  await expect(resume({ configuration: { ...base.configuration, sigma: 0.2 } })).rejects.toThrow(
    'run a cannot be resumed: its configuration is {',
  );
  await expect(resume({ tasksPerGeneration: 3 })).rejects.toThrow(
    'run a cannot be resumed: it has 2 tasks a generation, asked for are 3',
  );
  await expect(train({ ...base, executor, run: log(openRun(directory, 'a')) })).rejects.toThrow(
    'run a has 2 generations already: resume it, or use another',
  );
});

it.each(['generations', 'tasksPerGeneration', 'evaluateEvery'])('refuses %s = 0', async (field) => {
  await expect(train({ ...toyTraining(2), executor, [field]: 0 })).rejects.toThrow(
    `${field} must be an integer of at least 1, got 0`,
  );
});

it('gives the hashes of a run never stopped after many kills with SIGKILL, printing no warnings', async () => {
  const directory = temporaryDirectory();
  const generations = 25;
  const start = () => startScript('train-run.ts', directory, 'killed', String(generations));
  // Killed so many milliseconds after it printed the hash of so many generations; a generation takes about 30.
  const moments = [
    { generationsSeen: 1, milliseconds: 0 },
    { generationsSeen: 2, milliseconds: 7 },
    { generationsSeen: 1, milliseconds: 19 },
    { generationsSeen: 3, milliseconds: 28 },
  ];
  let atLeast = 0;
  for (const { generationsSeen, milliseconds } of moments) {
    const child = start();
    let seen = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      seen += chunk.toString().split('\n').length - 1;
      if (seen >= generationsSeen) setTimeout(() => child.kill('SIGKILL'), milliseconds);
    });
    expect((await finished(child)).code).toBeNull();
    atLeast += generationsSeen;
    const reader = openRun(directory, 'killed', { readOnly: true });
    expect(reader.hashes().length).toBeGreaterThanOrEqual(atLeast);
    reader.close();
  }
  const last = await finished(start());
  expect(last).toMatchObject({ code: 0, errors: '' });
  const hashes = JSON.parse(last.output.trim().split('\n').at(-1) ?? '');
  expect(hashes).toEqual((await trainPlainly(generations)).hashes);
});

it('survives kills while the run is being made', async () => {
  const directory = temporaryDirectory();
  for (const milliseconds of [60, 100, 130, 160, 200]) {
    const child = startScript('train-run.ts', directory, 'killed', '3');
    setTimeout(() => child.kill('SIGKILL'), milliseconds);
    await finished(child);
  }
  const last = await finished(startScript('train-run.ts', directory, 'killed', '3'));
  expect(last).toMatchObject({ code: 0, errors: '' });
  const hashes = JSON.parse(last.output.trim().split('\n').at(-1) ?? '');
  expect(hashes).toEqual((await trainPlainly(3)).hashes);
});
