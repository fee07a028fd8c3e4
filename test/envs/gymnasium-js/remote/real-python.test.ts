/** The bridge to Python with the real Gymnasium and PettingZoo, in both directions. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  apiTest,
  checkEnv,
  type Dict,
  errors,
  logger,
  make,
  parallelApiTest,
  RemoteAECEnv,
  RemoteEnv,
  RemoteParallelEnv,
  registry,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { CLIENT } from '../../../fixtures/python-stand-in.ts';
import { realPython } from '../../../fixtures/real-gymnasium.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const python = realPython ?? '';
const environment = {
  PYTHONPATH: `${root}test/fixtures/odd-spaces:${CLIENT}`,
  PYTHONDONTWRITEBYTECODE: '1',
};

function quietly<Result>(action: () => Result): Result {
  return logger.catchWarnings(action)[0];
}

describe.runIf(realPython !== null)('RemoteEnv', () => {
  it.each([...registry.keys()].filter((id) => registry.get(id)?.namespace === null))(
    'lives the episodes of %s that our own lives',
    (id) =>
      quietly(() => {
        using remote = new RemoteEnv(id, { python });
        using own = make(id);
        expect(String(remote.observationSpace)).toBe(String(own.observationSpace));
        remote.actionSpace.seed(3);
        expect(remote.reset({ seed: 17 })).toEqual(own.reset({ seed: 17 }));
        for (let n = 0; n < 60; n++) {
          const action = remote.actionSpace.sample();
          const result = remote.step(action);
          const [observation, reward, ...rest] = own.step(action);
          expect([result[0], ...result.slice(2)]).toEqual([observation, ...rest]);
          expect(result[1]).toBeCloseTo(reward, 10);
          if (result[2] || result[3]) expect(remote.reset()).toEqual(own.reset());
        }
      }),
  );

  it('carries spaces and elements of every kind, both ways', () => {
    using env = new RemoteEnv('OddSpaces-v0', { python, environment, modules: ['odd_spaces'] });
    const observationSpace = env.observationSpace as Dict;
    observationSpace.seed(5);
    const [observation] = env.reset({ seed: 5 });
    expect(observation).toEqual(observationSpace.sample());
    env.actionSpace.seed(8);
    const [next, , , , contained] = env.step(env.actionSpace.sample());
    expect(next).toEqual(observationSpace.sample());
    expect(Object.keys(contained)).toEqual([...observationSpace.spaces.keys()]);
    expect(Object.keys(contained).filter((kind) => !contained[kind])).toEqual([]);
  });

  it('passes the checks of this package', () => {
    using env = new RemoteEnv('CliffWalking-v1', { python });
    quietly(() => checkEnv(env, { skipRenderCheck: true }));
  });

  it('shares its generator: a run begun there goes on here', () => {
    using remote = new RemoteEnv('FrozenLake-v1', { python });
    remote.reset({ seed: 9 });
    remote.step(1);
    const own = make('FrozenLake-v1');
    own.npRandom = remote.npRandom;
    expect(remote.npRandomSeed).toBe(9);
    const [other] = [make('FrozenLake-v1')];
    other.reset({ seed: 9 });
    other.step(1);
    expect(own.npRandom.random()).toBe(other.npRandom.random());
    remote.npRandom = own.npRandom;
    expect(remote.npRandom.random()).toBe(other.npRandom.random());
  });

  it('has the spec of Python, and its errors', () => {
    using env = new RemoteEnv('CartPole-v1', { python, kwargs: { renderMode: 'rgb_array' } });
    expect(env.remoteSpec?.maxEpisodeSteps).toBe(500);
    expect(() => env.step(0)).toThrow(errors.ResetNeeded);
    expect(() => new RemoteEnv('CartPoll-v1', { python })).toThrow(
      /doesn't exist. Did you mean: `CartPole`\?/,
    );
  });
});

describe.runIf(realPython !== null)('agents of PettingZoo', () => {
  const options = { python, environment };

  it('pass the test of environments that take turns', () => {
    using env = new RemoteAECEnv('pettingzoo.test.example_envs.generated_agents_env_v0', options);
    quietly(() => apiTest(env, { cycles: 20 }));
  });

  it('pass the test of environments in which all act at once', () => {
    using env = new RemoteParallelEnv('pettingzoo.test.example_envs.generated_agents_parallel_v0', options);
    quietly(() => parallelApiTest(env, 20));
  });
});

describe.runIf(realPython !== null)('murmur env serve', () => {
  /** What a script in Python printed, line by line. */
  const run = (script: string): string[] => {
    const begin = `
import warnings
warnings.simplefilter("ignore")
import gymnasium, numpy as np
from gymnasium.utils.env_checker import check_env, data_equivalence
from gymnasium_js_client import RemoteEnv
serve = [${JSON.stringify(process.execPath)}, "src/cli/murmur.mjs", "env", "serve"]
`;
    const { stdout, stderr } = spawnSync(python, ['-c', begin + script], {
      cwd: root,
      env: { ...process.env, ...environment },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    return stdout.trim().split('\n');
  };

  it("passes Gymnasium's own checker and lives the episodes of Gymnasium", () => {
    const lines = run(`
served = RemoteEnv([*serve, "CartPole-v1"])
own = gymnasium.make("CartPole-v1")
served.action_space.seed(4)
first, second = served.reset(seed=4), own.reset(seed=4)
assert data_equivalence(first, second, exact=True)
for _ in range(50):
    action = served.action_space.sample()
    one, two = served.step(action), own.step(action)
    assert np.array_equal(one[0], two[0]) and one[1:] == two[1:], (one, two)
    if one[2]:
        assert np.array_equal(served.reset()[0], own.reset()[0])
check_env(served, skip_render_check=True)
try:
    served.step(7)
except Exception as error:
    print(type(error).__name__, error)
served.close()
served.close()
print(served.process.returncode)
`);
    expect(lines).toEqual(['AssertionError 7 (number) invalid', '0']);
  });

  it('carries spaces and elements of every kind, both ways', () => {
    const lines = run(`
served = RemoteEnv([*serve, "test/fixtures/odd-spaces-env.ts"])
def equal(one, two):
    if isinstance(one, np.ndarray):
        return one.dtype == two.dtype and np.array_equal(one, two)
    if isinstance(one, tuple):
        return len(one) == len(two) and all(map(equal, one, two))
    return one.keys() == two.keys() and all(equal(one[k], two[k]) for k in one) if isinstance(one, dict) else one == two

served.observation_space.seed(5)
shown, drawn = served.reset(seed=5)[0], served.observation_space.sample()
for kind, space in served.observation_space.items():
    if not (equal(shown[kind], drawn[kind]) and space.contains(shown[kind])):
        print("seen", kind, shown[kind], drawn[kind])
contained = served.step(served.action_space.sample())[4]
print([kind for kind, inside in contained.items() if not inside], len(contained))
served.close()
`);
    expect(lines).toEqual(['[] 19']);
  });
});
