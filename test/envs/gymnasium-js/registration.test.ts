/** The registry: id grammar, versions, hints and errors, in Gymnasium's words. */

import {
  Discrete,
  Env,
  errors,
  type Info,
  make,
  makeParallel,
  parseEnvId,
  type ResetArguments,
  register,
  registry,
  type StepResult,
  spec,
} from 'gymnasium-js';
import { afterEach, beforeEach, expect, it } from 'vitest';

/** Counts to a limit that its maker gives. */
class Counter extends Env<number, number> {
  override readonly observationSpace = new Discrete(100);
  override readonly actionSpace = new Discrete(2);
  readonly limit: unknown;
  private count = 0;

  constructor(limit: unknown) {
    super();
    this.limit = limit;
  }

  override reset(resetArguments: ResetArguments = {}): [number, Info] {
    this.seedFrom(resetArguments);
    this.count = this.npRandom.integers(5);
    return [this.count, {}];
  }

  override step(action: number): StepResult<number> {
    this.count += action;
    return [this.count, action, this.count === this.limit, false, {}];
  }
}

const entryPoint = (kwargs: Readonly<Record<string, unknown>>) => new Counter(kwargs.limit);

beforeEach(() => {
  registry.clear();
  for (const id of ['CartPole-v0', 'CartPole-v1', 'MountainCar-v0', 'Taxi-v4', 'phys2d/CartPole-v1']) {
    register({ id, entryPoint, kwargs: { limit: 7 } });
  }
});
afterEach(() => registry.clear());

it('takes ids apart by the grammar', () => {
  expect(parseEnvId('a/b.c:d-v12')).toEqual({ namespace: 'a', name: 'b.c:d', version: 12 });
  expect(parseEnvId('CartPole-v')).toEqual({ namespace: null, name: 'CartPole-v', version: null });
  for (const id of ['', 'CartPole v1', '/CartPole-v1', 'foo/bar/CartPole-v1']) {
    expect(() => parseEnvId(id)).toThrow(
      `Malformed environment ID: ${id}. (Currently all IDs must be of the form`,
    );
  }
});

it.each([
  ['Cartpole-v1', 'NameNotFound', "Environment `Cartpole` doesn't exist. Did you mean: `CartPole`?"],
  ['Texi-v3', 'NameNotFound', "Environment `Texi` doesn't exist. Did you mean: `Taxi`?"],
  ['x-v0', 'NameNotFound', "Environment `x` doesn't exist."],
  ['CartPole--v1', 'NameNotFound', "Environment `CartPole-` doesn't exist. Did you mean: `CartPole`?"],
  [
    'CartPole-v2',
    'VersionNotFound',
    "Environment version `v2` for environment `CartPole` doesn't exist. It provides versioned environments: [ `v0`, `v1` ].",
  ],
  [
    'Taxi-v3',
    'DeprecatedEnv',
    'Environment version v3 for `Taxi` is deprecated. Please use `Taxi-v4` instead.',
  ],
  [
    'phys2d/CartPol-v1',
    'NameNotFound',
    "Environment `CartPol` doesn't exist in namespace phys2d. Did you mean: `CartPole`?",
  ],
  ['phys2D/CartPole-v1', 'NamespaceNotFound', 'Namespace phys2D not found. Did you mean: `phys2d`?'],
  [
    'foo/CartPole-v1',
    'NamespaceNotFound',
    'Namespace foo not found. Have you installed the proper package for foo?',
  ],
])('%s: %s', (id, name, message) => {
  expect(() => spec(id)).toThrow(expect.objectContaining({ name, message }));
});

it('makes environments with merged arguments and tells how', () => {
  const env = make('CartPole-v1', { limit: 9, extra: true });
  expect((env.unwrapped as Counter).limit).toBe(9);
  expect(env.spec?.kwargs).toEqual({ limit: 9, extra: true });
  expect(String(env.unwrapped)).toBe('<Counter<CartPole-v1>>');
  expect(() => makeParallel('CartPole-v1')).toThrow('CartPole-v1 has no parallelEntryPoint; use make');
});

it('reseeds by reset and goes on without a seed', () => {
  const env = make<number, number>('Taxi-v4');
  const first = [env.reset({ seed: 3 })[0], env.reset()[0], env.reset()[0], env.reset()[0]];
  expect([env.reset({ seed: 3 })[0], env.reset()[0], env.reset()[0], env.reset()[0]]).toEqual(first);
  expect(env.npRandomSeed).toBe(3);
  env.npRandom = new Counter(0).npRandom;
  expect(env.npRandomSeed).toBe(-1);
  env.close();
  env.close();
});

it('refuses registrations that contradict each other', () => {
  register({ id: 'Test', entryPoint });
  expect(() => register({ id: 'Test-v0', entryPoint })).toThrow(
    "Can't register the versioned environment `Test-v0` when the unversioned environment `Test` of the same name already exists.",
  );
  expect(() => register({ id: 'Empty-v0' })).toThrow(errors.AssertionError);
  expect(() => spec('Test-v1')).toThrow('It provides the default version `Test`.');
});
