/**
 * What holds for every registered stream, plain and augmented: exact in its seed, in place, finite, one-hot where
 * it has classes, and sound as an environment.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Env, logger, make } from 'gymnasium-js';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { createStream, listAugmentations, listStreams } from '../../../envs/streams/registry.ts';
import { score } from '../../../envs/streams/score.ts';
import type { Stream } from '../../../envs/streams/stream.ts';
import { registerStreams } from '../../../envs/streams/stream-environment.ts';
import { writeImageFiles } from './image-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'murmuration-'));
process.env.MURMURATION_DATA = folder;
writeImageFiles(folder, { set: 'mnist', count: 60, classes: 5 });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

registerStreams();

const STEPS = 30;

/** Every stream plain, every stream in every augmentation that suits it, and all augmentations at once. */
const cases = listStreams().flatMap(({ id, options }) => {
  const { kind } = createStream(id);
  const small = 'inputs' in options ? { inputs: 30 } : {};
  const kinds = listAugmentations()
    .map((augmentation) => augmentation.kind)
    .filter(
      (name) => kind === 'classification' || name === 'random-projection' || name === 'input-permutation',
    );
  const stacks = [[], ...kinds.map((name) => [name]), kinds];
  return stacks.map((names) => ({
    id,
    names: names.join(' + ') || 'plain',
    options: { ...small, augment: names.map((name) => ({ kind: name })) },
  }));
});

/** Inputs and targets of a life. */
function trajectory(stream: Stream, seed: number, steps = STEPS): number[] {
  const record: number[] = [];
  stream.reset(seed);
  for (let step = 0; step < steps; step++) {
    record.push(...stream.input, ...stream.target);
    stream.next();
  }
  return record;
}

describe.each(cases)('$id, $names', ({ id, options }) => {
  const create = () => createStream(id, options);

  it('is an exact function of its seed, whatever was lived before', () => {
    const first = create();
    const second = create();
    const expected = trajectory(first, 11);
    trajectory(second, 12, 5);
    expect(trajectory(second, 11)).toEqual(expected);
    expect(trajectory(first, Number.MAX_SAFE_INTEGER, 3)).toEqual(
      trajectory(second, Number.MAX_SAFE_INTEGER, 3),
    );
  });

  it('gives other lives for other seeds', () => {
    const stream = create();
    const distinct = new Set([1, 2, 3, 4].map((seed) => trajectory(stream, seed, 10).join()));
    expect(distinct.size).toBe(4);
  });

  it('works in place, in its sizes, with finite numbers', () => {
    const stream = create();
    const { input, target } = stream;
    expect(input).toHaveLength(stream.inputSize);
    expect(target).toHaveLength(stream.outputSize);
    expect(stream.lifetimeSteps).toBeGreaterThan(0);
    expect(trajectory(stream, 4).every(Number.isFinite)).toBe(true);
    expect(stream.input).toBe(input);
    expect(stream.target).toBe(target);
    expect(stream.id).toBe(id);
  });

  it('has one-hot targets where it has classes', () => {
    const stream = create();
    if (stream.kind === 'regression') return;
    stream.reset(6);
    const met = new Set<number>();
    for (let step = 0; step < 200; step++) {
      const ones = [...stream.target].filter((value) => value === 1).length;
      const zeros = [...stream.target].filter((value) => value === 0).length;
      expect([ones, zeros]).toEqual([1, stream.outputSize - 1]);
      met.add(stream.target.indexOf(1));
      stream.next();
    }
    expect(met.size).toBe(stream.outputSize);
  });

  it('refuses bad seeds', () => {
    const stream = create();
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 53])
      expect(() => stream.reset(seed)).toThrow('seed must be an integer');
  });

  it('is an Env whose seed names the same life and whose feedback is the score', () => {
    // `make` has the package check the first reset and step; what it objects to it warns of.
    const warnings: unknown[] = [];
    logger.setHandler((warning) => warnings.push(warning));
    onTestFinished(() => logger.setHandler());
    const env = make(id, { ...options, lifetime: 3 }) as Env<Float32Array, Float32Array>;
    const stream = createStream(id, { ...options, lifetime: 3 });
    stream.reset(21);
    const { observationSpace, actionSpace } = env;
    actionSpace.seed(1);
    expect(env.reset({ seed: 21 })).toEqual([stream.input, {}]);
    for (let step = 0; step < 3; step++) {
      const action = actionSpace.sample();
      const error = new Float32Array(stream.outputSize);
      const loss = score(stream.kind, action, stream.target, error);
      const target = stream.target.slice();
      stream.next();
      const [observation, reward, terminated, truncated, info] = env.step(action);
      expect(observation).toEqual(stream.input);
      expect(observationSpace.contains(observation)).toBe(true);
      expect([reward, terminated, truncated]).toEqual([-loss, false, step === 2]);
      expect(info).toMatchObject({ feedback: error, target, loss });
    }
    expect(env.observationSpace).toBe(observationSpace);
    expect(env.actionSpace).toBe(actionSpace);
    expect(() => env.unwrapped.step(actionSpace.sample())).toThrow('call reset before step');
    expect(String(env.unwrapped)).toBe(`<StreamEnv<${id}>>`);
    expect(warnings).toEqual([]);
  });
});

describe.each(listStreams())('$id', ({ id, summary, options }) => {
  it('is listed with a sentence and its defaults', () => {
    expect(summary).toMatch(/^[A-Z].*[.?]$/);
    expect(options.lifetime).toBe(createStream(id).lifetimeSteps);
    expect(JSON.parse(JSON.stringify(options))).toEqual(options);
  });

  it('takes numbers as text and refuses what it does not know', () => {
    expect(createStream(id, { lifetime: '9' }).lifetimeSteps).toBe(9);
    for (const lifetime of ['', 'x', '1.5', 0, -1, null, true, [2]]) {
      expect(() => createStream(id, { lifetime })).toThrow(
        `${id}: option 'lifetime' must be an integer from 1 to`,
      );
    }
    expect(() => createStream(id, { lifetme: 5 })).toThrow(`${id} has no option 'lifetme'; it accepts `);
  });
});

it('names the streams there are', () => {
  expect(() => createStream('Sinus-v0')).toThrow(
    "unknown stream 'Sinus-v0'; there are GaussianClusters-v0, LinearTeacher-v0, RandomImages-v0, SumSign-v0, Sinusoid-v0, Images-v0",
  );
});
