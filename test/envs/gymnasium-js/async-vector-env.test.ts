/** AsyncVectorEnv on worker threads: the same as SyncVectorEnv to the bit, and what goes wrong over there. */

import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import {
  AsyncVectorEnv,
  type AsyncVectorEnvOptions,
  AutoresetMode,
  errors,
  logger,
  makeVec,
  SyncVectorEnv,
  type VectorEnv,
} from 'gymnasium-js';
import { afterEach, describe, expect, it } from 'vitest';
import { Troublemaker, Walker, type WalkerOptions, WORKER_ENVIRONMENTS } from './worker-environments.ts';

type AnyVectorEnv = VectorEnv<unknown, unknown>;
const opened: AsyncVectorEnv<unknown, unknown>[] = [];

async function open(
  name: string,
  count: number,
  options: AsyncVectorEnvOptions = {},
  walker: WalkerOptions = {},
): Promise<AsyncVectorEnv<unknown, unknown>> {
  const source = { module: WORKER_ENVIRONMENTS, name, options: walker };
  const env = await AsyncVectorEnv.create(new Array(count).fill(source), options);
  opened.push(env);
  return env;
}

afterEach(async () => {
  for (const env of opened.splice(0)) await env.close({ terminate: true });
});

/** Numbers of arrays whatever their class: clones lose Int64Array and BoolArray. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}

interface Plan {
  readonly seed: number;
  readonly steps: number;
  readonly mode: AutoresetMode;
}

/** Everything that happens in a run with actions of the space; in mode Disabled ended environments are reset. */
async function play(env: AnyVectorEnv, { seed, steps, mode }: Plan, isWaiting: boolean): Promise<unknown[]> {
  const reset = async (resetArguments: object) => {
    if (!isWaiting) return env.reset(resetArguments);
    env.resetAsync(resetArguments);
    return env.resetWait();
  };
  const step = async (actions: unknown) => {
    if (!isWaiting) return env.step(actions);
    env.stepAsync(actions);
    return env.stepWait(10);
  };
  env.actionSpace.seed(seed);
  const seen: unknown[] = [plain(await reset({ seed, options: { extra: 1 } }))];
  for (let n = 0; n < steps; n++) {
    const result = await step(env.actionSpace.sample());
    seen.push(plain(result));
    const resetMask = Array.from(result[2], (flag, i) => flag === 1 || result[3][i] === 1);
    if (mode === AutoresetMode.DISABLED && resetMask.includes(true))
      seen.push(plain(await reset({ options: { resetMask } })));
  }
  return seen;
}

// A thread takes its time to start, so each kind of space meets one mode; more of them are met in the browser.
describe.each([
  ['box', AutoresetMode.NEXT_STEP, null],
  ['discrete', AutoresetMode.SAME_STEP, null],
  ['tuple', AutoresetMode.DISABLED, null],
  ['dict', AutoresetMode.SAME_STEP, null],
  ['text', AutoresetMode.NEXT_STEP, null],
  ['box', AutoresetMode.SAME_STEP, false],
  ['dict', AutoresetMode.DISABLED, false],
] as const)('observations of the kind %s, in mode %s, shared: %s', (kind, mode, sharedMemory) => {
  it('are those of SyncVectorEnv', async () => {
    const options = { autoresetMode: mode };
    const makers = Array.from({ length: 5 }, () => () => new Walker({ kind }) as never);
    const sync = new SyncVectorEnv<unknown, unknown>(makers, options);
    const env = await open('makeLate', 5, { ...options, sharedMemory, workers: 2 }, { kind });
    expect(env.sharedMemory).toBe(sharedMemory === null && kind !== 'text');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1e6),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (seed, steps, isWaiting) => {
          const plan = { seed, steps, mode };
          expect(await play(env, plan, isWaiting)).toEqual(await play(sync, plan, false));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('makeVec with workers', () => {
  it.each(['Blackjack-v1'])('plays %s as without', async (id) => {
    const plan = { seed: 5, steps: 40, mode: AutoresetMode.NEXT_STEP };
    const sync = makeVec(id, { numEnvs: 3, vectorizationMode: 'sync' });
    const env = makeVec(id, { numEnvs: 3, vectorizationMode: 'async' });
    expect(env).toBeInstanceOf(AsyncVectorEnv);
    expect(await play(env, plan, false)).toEqual(await play(sync, plan, false));
    expect(String(env)).toBe(`AsyncVectorEnv(${id}, num_envs=3)`);
    await env.close();
    const again = makeVec(env.spec as never);
    expect(await play(again, plan, true)).toEqual(await play(sync, plan, false));
    await again.close();
  });
});

describe('the environments in workers', () => {
  it('are called, read and set', async () => {
    const env = await open('Walker', 3, { workers: 2 });
    env.reset({ options: { place: 4 } });
    expect(env.call('double', 3)).toEqual([10, 10, 10]);
    env.setAttr('colour', ['red', 'green', 'blue']);
    expect(env.getAttr('colour')).toEqual(['red', 'green', 'blue']);
    await env.setAttrAsync('place', 1);
    env.callAsync('place');
    expect(await env.callWait()).toEqual([1, 1, 1]);
    expect(env.render()).toEqual(['at 1', 'at 1', 'at 1']);
    env.reset({ seed: 8 });
    expect(env.npRandomSeed).toEqual([8, 9, 10]);
    expect(() => env.setAttr('colour', ['red'])).toThrow(
      'Values must be a list or tuple with length equal to the number of environments. Got `1` values for 3 environments.',
    );
    expect(() => env.npRandom).toThrow(errors.NotImplementedError);
  });

  it('overwrite observations unless they are copied', async () => {
    const env = await open('Walker', 2, { copy: false });
    const [first] = env.reset({ seed: 1 });
    const [second] = env.reset({ seed: 2 });
    expect(second).toBe(first);
    const copying = await open('Walker', 2);
    expect(copying.reset({ seed: 1 })[0]).not.toBe(copying.reset({ seed: 1 })[0]);
  });
});

describe('calls in the wrong order', () => {
  it('are refused with the errors of the original', async () => {
    const env = await open('Walker', 2);
    await expect(env.stepWait()).rejects.toThrow(
      'Calling `step_wait` without any prior call to `step_async`.',
    );
    await expect(env.resetWait()).rejects.toBeInstanceOf(errors.NoAsyncCallError);
    env.resetAsync();
    expect(() => env.resetAsync()).toThrow(
      'Calling `reset_async` while waiting for a pending call to `reset` to complete',
    );
    expect(() => env.stepAsync(Int8Array.of(0, 0))).toThrow(
      new errors.AlreadyPendingCallError(
        'Calling `step_async` while waiting for a pending call to `reset` to complete.',
        'reset',
      ),
    );
    expect(() => env.setAttr('colour', 'red')).toThrow(errors.AlreadyPendingCallError);
    await expect(env.callWait()).rejects.toBeInstanceOf(errors.NoAsyncCallError);
    await env.resetWait();
    expect(() => env.step(Int8Array.of(0))).toThrow('step needs 2 actions, one for each environment, got 1');
    await env.close();
    await env.close();
    expect(() => env.reset()).toThrow('Trying to operate on `AsyncVectorEnv`, after a call to `close()`.');
    expect(() => env.getAttr('place')).toThrow(errors.ClosedEnvironmentError);
  });

  it('lets a call under way come to its end before closing', async () => {
    const env = await open('Walker', 2);
    env.resetAsync();
    const closing: unknown[] = [];
    const [, warnings] = logger.catchWarnings(() => closing.push(env.close()));
    await Promise.all(closing);
    expect(warnings[0].message).toContain(
      'Calling `close` while waiting for a pending call to `reset` to complete.',
    );
  });
});

/** What a call throws, with the log that goes with it kept quiet. */
async function failureOf(call: () => unknown): Promise<Error> {
  logger.setLevel('off');
  try {
    await call();
  } catch (error) {
    return error as Error;
  } finally {
    logger.setLevel('warn');
  }
  throw new Error('nothing was thrown');
}

describe.each([
  ['standing still', false],
  ['waiting', true],
] as const)('trouble in a worker, met %s', (_, isWaiting) => {
  const stepWith = (env: AsyncVectorEnv<unknown, unknown>, ...actions: number[]) => {
    return failureOf(async () => {
      if (!isWaiting) return env.step(Int8Array.from(actions));
      env.stepAsync(Int8Array.from(actions));
      return env.stepWait();
    });
  };

  it('comes back as the same error, and all is closed', async () => {
    const env = await open('Troublemaker', 3, { workers: 2 });
    env.reset({ seed: 1 });
    const error = await stepWith(env, 0, 0, 1);
    expect(error).toBeInstanceOf(RangeError);
    expect(error.message).toBe('the walker stumbled');
    expect(error.cause).toContain('Troublemaker.step');
    expect(env.closed).toBe(true);
    await env.close();
    expect(() => env.step(Int8Array.of(0, 0, 0))).toThrow(errors.ClosedEnvironmentError);
  });

  it('tells of a worker that died', async () => {
    const env = await open('Troublemaker', 2, { workers: 2 });
    env.reset({ seed: 1 });
    const error = await stepWith(env, 0, 2);
    expect(error).toBeInstanceOf(errors.GymnasiumError);
    expect(error.message).toContain('the worker of environment 1 has died: it');
    expect(env.closed).toBe(true);
  });

  it('tells what is wrong with a module', async () => {
    const bad = { module: WORKER_ENVIRONMENTS, name: 'notAMaker' };
    const env = new AsyncVectorEnv<unknown, unknown>([bad], [new Walker()]);
    opened.push(env);
    const error = await failureOf(async () => {
      if (!isWaiting) return env.reset();
      env.resetAsync();
      return env.resetWait();
    });
    expect(error).toBeInstanceOf(errors.AttributeError);
    expect(error.message).toContain("has no export 'notAMaker' that is a class or a function");
  });
});

describe('time', () => {
  it('is limited for those who say so, and a late answer is not taken for the next', async () => {
    const env = await open('Troublemaker', 1);
    env.reset({ seed: 1 });
    env.stepAsync(Int8Array.of(3));
    await expect(env.stepWait(0.001)).rejects.toThrow(
      new errors.TimeoutError('The call to `step_wait` has timed out after 0.001 second(s).'),
    );
    expect(env.closed).toBe(false);
    const [observations] = env.reset({ seed: 2 });
    const alike = new SyncVectorEnv<unknown, unknown>([() => new Troublemaker() as never]);
    expect(observations).toEqual(alike.reset({ seed: 2 })[0]);
  });

  it('is not wasted on closing a worker that does not answer', async () => {
    const env = await open('Troublemaker', 1);
    env.reset({ seed: 1 });
    env.stepAsync(Int8Array.of(3));
    const closing: unknown[] = [];
    logger.catchWarnings(() => closing.push(env.close({ timeout: 0.001 })));
    await Promise.all(closing);
    expect(env.closed).toBe(true);
  });
});

describe('constructors', () => {
  it('refuse sources that make no environment', async () => {
    await expect(open('nothingHere', 1)).rejects.toThrow("has no export 'nothingHere'");
    await expect(open('makesNothing', 1)).rejects.toThrow(
      `'makesNothing' of '${WORKER_ENVIRONMENTS}' must make a gymnasium.Env, got null`,
    );
    const missing = { module: new URL('./missing.ts', WORKER_ENVIRONMENTS).href, name: 'a' };
    await expect(AsyncVectorEnv.create([missing])).rejects.toThrow('missing.ts');
    await expect(AsyncVectorEnv.create([])).rejects.toThrow('AsyncVectorEnv needs at least one environment');
  });

  it('refuse what cannot be shared, and numbers of workers that are none', async () => {
    await expect(open('Walker', 1, { sharedMemory: true }, { kind: 'text' })).rejects.toThrow(
      'Using `AsyncVector(..., shared_memory=True)` caused an error, you can disable this feature with `shared_memory=False` however this is slower.',
    );
    await expect(open('Walker', 1, { workers: 0 })).rejects.toThrow(
      'AsyncVectorEnv: workers must be a positive integer, got 0',
    );
    await expect(open('Walker', 1, { autoresetMode: 'Wrong' as never })).rejects.toThrow(
      "'Wrong' is not a valid AutoresetMode",
    );
  });
});

it('works in a program that Node was given as text', () => {
  const program = `
    import { makeVec } from 'gymnasium-js';
    const env = makeVec('CartPole-v1', { numEnvs: 2, vectorizationMode: 'async' });
    console.log(JSON.stringify(Array.from(env.reset({ seed: 1 })[0])));
    await env.close();`;
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 });
  const sync = makeVec('CartPole-v1', { numEnvs: 2, vectorizationMode: 'sync' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual(Array.from(sync.reset({ seed: 1 })[0] as Float32Array));
});
