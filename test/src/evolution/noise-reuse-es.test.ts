/** PES and NRES on systems lived window by window: phases, reuse of noise, and particles rebuilt to the bit. */
import { describe, expect, it } from 'vitest';
import { linearSystem, unrolledTruth } from '../../../bench/estimators/unrolled.ts';
import { createInlineExecutor } from '../../../src/evolution/inline-executor.ts';
import { type NoiseReuseConfiguration, nres, pes } from '../../../src/evolution/noise-reuse-es.ts';
import { hashParameters } from '../../../src/evolution/parameter-hash.ts';
import { fillParticleNoise, particleTime } from '../../../src/evolution/particle-clock.ts';
import { type UnrolledSystem, unrolledEvaluate } from '../../../src/evolution/particle-lives.ts';

const WINDOWS = 8;

/** On the calling thread, with particles of its own; nothing is ever evaluated whole. */
function createUnrolledExecutor<Inner>(system: UnrolledSystem<Inner>) {
  return createInlineExecutor(unrolledEvaluate(() => Number.NaN, system));
}

function configuration(reusePeriod: number): NoiseReuseConfiguration {
  const settings = pes.defaults(2);
  return { ...settings, populationSize: 32, windows: WINDOWS, reusePeriod, finalSigma: 0.1 };
}

describe('particle clocks', () => {
  const schedule = { seed: 3, windows: WINDOWS, reusePeriod: 2 };

  it('begin at windows of their own, so that a generation sees all parts of an episode', () => {
    const windows = Array.from({ length: 100 }, (_, pair) => particleTime(schedule, pair, 0).window);
    expect(new Set(windows).size).toBe(WINDOWS);
  });

  it('move on by one window a generation and start a new episode after the last', () => {
    for (let generation = 0; generation < 40; generation++) {
      const now = particleTime(schedule, 5, generation);
      const next = particleTime(schedule, 5, generation + 1);
      expect(next.window).toBe((now.window + 1) % WINDOWS);
      expect(next.episodeStart).toBe(next.window === 0 ? now.episodeStart + WINDOWS : now.episodeStart);
      expect(now.draw).toBe(now.window >> 1);
    }
  });

  it('draw the same noise in the windows of a reuse period and other noise after it', () => {
    const noise = (draw: number, episodeStart = 0) => {
      const out = new Float32Array(3);
      fillParticleNoise(schedule, 1, { episodeStart, draw }, out);
      return [...out];
    };
    expect(noise(0)).toEqual(noise(0));
    expect(noise(0)).not.toEqual(noise(1));
    expect(noise(0)).not.toEqual(noise(0, WINDOWS));
  });
});

describe.each([
  ['pes', pes, 1],
  ['nres', nres, WINDOWS],
] as const)('%s', (_name, strategy, reusePeriod) => {
  async function run(generations: number, freshExecutorAt: readonly number[] = []): Promise<string[]> {
    let executor = createUnrolledExecutor(linearSystem);
    let state = strategy.init(configuration(reusePeriod), new Float32Array(2), 9);
    const hashes: string[] = [];
    for (let generation = 0; generation < generations; generation++) {
      if (freshExecutorAt.includes(generation)) executor = createUnrolledExecutor(linearSystem);
      const fitness = await executor.evaluate(strategy.ask(state), [0]);
      state = strategy.tell(state, fitness, 1).state;
      hashes.push(hashParameters(strategy.mean(state)));
    }
    return hashes;
  }

  it('gives the same hashes when the particles are lost at any generation and rebuilt', async () => {
    const expected = await run(20);
    for (let lost = 1; lost < 20; lost++) expect(await run(20, [lost])).toEqual(expected);
  });

  it('climbs to where the gradient of whole episodes vanishes', async () => {
    const executor = createUnrolledExecutor(linearSystem);
    let state = strategy.init({ ...configuration(reusePeriod), generations: 400 }, new Float32Array(2), 4);
    for (let generation = 0; generation < 400; generation++) {
      state = strategy.tell(state, await executor.evaluate(strategy.ask(state), [0]), 1).state;
    }
    // sum c_t (target - c_t theta) = 0: the gradient at theta = (0.2, 0.1) gives the curvature of each coordinate.
    const reach = Array.from({ length: WINDOWS }, (_, t) => 2 - 2 * 0.5 ** (t + 1));
    const sum = reach.reduce((total, value) => total + value, 0);
    const squares = reach.reduce((total, value) => total + value * value, 0);
    expect(unrolledTruth(WINDOWS)[0]).toBeCloseTo((sum - 0.2 * squares) / WINDOWS, 12);
    expect(strategy.mean(state)[0]).toBeCloseTo(sum / squares, 1);
    expect(strategy.mean(state)[1]).toBeCloseTo(-sum / squares, 1);
  });
});

it('keeps a task for the length of an episode, the same for both members of a pair', async () => {
  const tasks = new Map<number, number>();
  const spy: UnrolledSystem<number> = {
    begin: (taskSeed) => {
      tasks.set(taskSeed, (tasks.get(taskSeed) ?? 0) + 1);
      return taskSeed;
    },
    advance: (inner) => ({ inner, fitness: 0 }),
  };
  const executor = createUnrolledExecutor(spy);
  let state = nres.init(configuration(WINDOWS), new Float32Array(2), 9);
  for (let generation = 0; generation < WINDOWS; generation++) {
    state = nres.tell(state, await executor.evaluate(nres.ask(state), [0, 1]), 2).state;
  }
  // 16 pairs x 2 tasks; within as many generations as an episode has windows each begins once or twice.
  expect([...tasks.values()].every((times) => times === 2)).toBe(true);
  expect(tasks.size).toBeGreaterThan(16 * 2);
  expect(tasks.size).toBeLessThanOrEqual(2 * 16 * 2);
});

it('refuses a reuse period longer than the episode', () => {
  expect(() => pes.init({ ...configuration(1), reusePeriod: 9 }, new Float32Array(2), 0)).toThrow(
    'the configuration of pes is not valid at reusePeriod: must be at most the number of windows',
  );
});
