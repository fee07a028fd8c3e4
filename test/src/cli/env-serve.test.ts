/** `murmur env serve`, asked by a real Python with the client that the package ships and a stand-in for Gymnasium. */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { make } from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { finished } from '../../fixtures/child-script.ts';
import { hasPython, STAND_IN_ENVIRONMENT } from '../../fixtures/python-stand-in.ts';

const murmur = fileURLToPath(new URL('../../../src/cli/murmur.mjs', import.meta.url));
const serve = (...target: string[]) => [process.execPath, murmur, 'env', 'serve', ...target];

/** What a script in Python printed, of which every line is JSON. */
function python(script: string): unknown[] {
  const begin = 'import json\nfrom gymnasium_js_client import RemoteEnv\n';
  const { stdout, stderr } = spawnSync('python3', ['-c', begin + script], {
    env: { ...process.env, ...STAND_IN_ENVIRONMENT },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe.runIf(hasPython)('murmur env serve, from Python', () => {
  it('lives the episode that is lived here, and ends when it is closed', () => {
    const lines = python(`
env = RemoteEnv(${JSON.stringify(serve('CartPole-v1'))}, render_mode="rgb_array")
print(json.dumps([type(env.action_space).__name__, env.action_space.n, env.observation_space.shape, env.metadata]))
print(json.dumps(list(env.reset(seed=4)[0])))
observation, *rest = env.step(1)
print(json.dumps([list(observation), rest]))
print(json.dumps(env.render().shape))
env.close()
env.close()
print(env.process.returncode)
`);
    const own = make('CartPole-v1');
    const [start] = own.reset({ seed: 4 }) as [Float32Array, unknown];
    const [next, ...rest] = own.step(1) as [Float32Array, ...unknown[]];
    expect(lines).toEqual([
      ['Discrete', 2, [4], { render_modes: ['human', 'rgb_array'], render_fps: 50 }],
      [...start],
      [[...next], rest],
      [400, 600, 3],
      0,
    ]);
  });

  it('takes arguments, of a world of this project too, and raises its errors', () => {
    const lines = python(`
env = RemoteEnv(${JSON.stringify(serve('DarkRoom-v0', '--set', 'size=5'))})
try:
    env.step(0)
except Exception as error:
    print(json.dumps([type(error).__name__, str(error)]))
env.reset(seed=1, options={"a": 1})
print(json.dumps(env.step(0)[1:4]))
env.close()
`);
    expect(lines[0]).toEqual(['Error', 'Cannot call env.step() before calling env.reset()']);
    expect(lines[1]).toEqual([expect.any(Number), false, false]);
  });
});

describe('murmur env serve', () => {
  const ask = async (target: string, input: string) => {
    const child = spawn(process.execPath, [murmur, 'env', 'serve', target]);
    child.stdin.end(input);
    return finished(child);
  };

  it('answers nonsense with what a request is, and ends with its input', async () => {
    const { code, output, errors } = await ask(
      'CartPole-v1',
      'nonsense\n{"method":"step","arguments":[0]}\n',
    );
    const answers = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ error }) => error.message)).toEqual([
      'a request is a line of JSON with `method`, a text, and `arguments`, a list',
      "the first request must be 'make', got 'step'",
    ]);
    expect([code, errors]).toEqual([0, '']);
  });

  it('ends quietly when nobody is there any more to read an answer', async () => {
    const child = spawn(process.execPath, [murmur, 'env', 'serve', 'CartPole-v1']);
    child.stdout.destroy();
    const ended = finished(child);
    for (let n = 0; n < 20; n++) child.stdin.write('{"method":"make","arguments":[{}]}\n');
    child.stdin.on('error', () => {});
    expect(await ended).toMatchObject({ code: 0, errors: '' });
  });

  it('refuses environments of several agents', async () => {
    const { code, errors } = await ask('TicTacToe-v3', '');
    expect(errors).toMatch(/^murmur: TicTacToe-v3 is for several agents; Python can be served/);
    expect(code).toBe(2);
  });

  it('refuses an id that is not there with one sentence', async () => {
    const { code, errors } = await ask('CartPoll-v1', '');
    expect(errors).toMatch(/^murmur: Environment `CartPoll` doesn't exist. Did you mean: `CartPole`\?\n$/);
    expect(code).toBe(2);
  });
});
