/**
 * AsyncVectorEnv on Web Workers. On pages that are not cross-origin isolated observations are handed over, on those that
 * are they come through shared memory: the projects `browser` and `isolated-browser` run these tests once each.
 */
import {
  AsyncVectorEnv,
  errors,
  logger,
  makeVec,
  SyncVectorEnv,
  VectorRecordEpisodeStatistics,
} from 'gymnasium-js';
import { afterEach, describe, expect, it } from 'vitest';
import { Walker, WORKER_ENVIRONMENTS } from './worker-environments.ts';

type AnyAsyncEnv = AsyncVectorEnv<unknown, unknown>;
const opened: AnyAsyncEnv[] = [];

async function open(name: string, kind: 'box' | 'dict' | 'text' = 'box'): Promise<AnyAsyncEnv> {
  const source = { module: WORKER_ENVIRONMENTS, name, options: { kind } };
  const env = await AsyncVectorEnv.create([source, source, source], { workers: 2 });
  opened.push(env);
  return env;
}

/** Numbers of arrays whatever their class: clones lose Int64Array and BoolArray. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}

afterEach(async () => {
  for (const env of opened.splice(0)) await env.close({ terminate: true });
});

it('is tested on the page that the project promises', () => {
  expect(String(globalThis.crossOriginIsolated)).toBe(import.meta.env.CROSS_ORIGIN_ISOLATED ?? 'false');
});

describe('environments in Web Workers', () => {
  it.each(['box', 'dict', 'text'] as const)('of the kind %s are those of SyncVectorEnv', async (kind) => {
    const env = await open('Walker', kind);
    const make = () => new Walker({ kind }) as never;
    const sync = new SyncVectorEnv<unknown, unknown>([make, make, make]);
    expect(env.sharedMemory).toBe(globalThis.crossOriginIsolated && kind !== 'text');
    env.actionSpace.seed(3);
    env.resetAsync({ seed: 3 });
    expect(plain(await env.resetWait())).toEqual(plain(sync.reset({ seed: 3 })));
    for (let n = 0; n < 40; n++) {
      const actions = env.actionSpace.sample();
      env.stepAsync(actions);
      expect(plain(await env.stepWait(10))).toEqual(plain(sync.step(actions)));
    }
  });

  it('are made by id, and worn under wrappers', async () => {
    const env = makeVec('CartPole-v1', { numEnvs: 2, vectorizationMode: 'async' });
    opened.push(env as AnyAsyncEnv);
    const sync = makeVec('CartPole-v1', { numEnvs: 2, vectorizationMode: 'sync' });
    const worn = new VectorRecordEpisodeStatistics(env);
    worn.actionSpace.seed(1);
    worn.resetAsync({ seed: 4 });
    expect((await worn.resetWait())[0]).toEqual(sync.reset({ seed: 4 })[0]);
    while (worn.episodeCount === 0) {
      const actions = worn.actionSpace.sample();
      worn.stepAsync(actions);
      expect((await worn.stepWait())[0]).toEqual(sync.step(actions)[0]);
    }
    expect(worn.lengthQueue[0]).toBeGreaterThan(5);
  });

  it('are called and set', async () => {
    const env = await open('Walker');
    env.resetAsync({ options: { place: 4 } });
    await env.resetWait();
    await env.setAttrAsync('place', [1, 2, 3]);
    env.callAsync('double', 10);
    expect(await env.callWait()).toEqual([21, 22, 23]);
  });
});

describe('what a page cannot do', () => {
  it('is to stand still for a worker', async () => {
    const env = await open('Walker');
    expect(() => env.reset()).toThrow(errors.NotImplementedError);
    expect(() => env.reset()).toThrow('use resetAsync and resetWait');
    expect(env.closed).toBe(false);
    if (globalThis.crossOriginIsolated) return;
    const source = { module: WORKER_ENVIRONMENTS, name: 'Walker' };
    await expect(AsyncVectorEnv.create([source], { sharedMemory: true })).rejects.toThrow(
      'shared memory needs a page that is cross-origin isolated',
    );
  });
});

describe('trouble in a Web Worker', () => {
  it('comes back as the same error, and all is closed', async () => {
    const env = await open('Troublemaker');
    env.resetAsync({ seed: 1 });
    await env.resetWait();
    env.stepAsync(Int8Array.of(0, 1, 0));
    logger.setLevel('off');
    const failure = await env.stepWait().catch((error: unknown) => error);
    logger.setLevel('warn');
    expect(failure).toBeInstanceOf(RangeError);
    expect((failure as Error).message).toBe('the walker stumbled');
    expect(env.closed).toBe(true);
    expect(() => env.stepAsync(Int8Array.of(0, 0, 0))).toThrow(errors.ClosedEnvironmentError);
  });

  it('does not last longer than the time given', async () => {
    const env = await open('Troublemaker');
    env.resetAsync({ seed: 1 });
    await env.resetWait();
    env.stepAsync(Int8Array.of(3, 0, 0));
    await expect(env.stepWait(0.001)).rejects.toBeInstanceOf(errors.TimeoutError);
    await env.close({ terminate: true });
    await env.close();
  });
});
