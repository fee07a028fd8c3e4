/** The bridge to Python, over real pipes to a real Python, with a stand-in for the libraries. */
import { errors, logger, RemoteAECEnv, RemoteEnv, RemoteError, RemoteParallelEnv } from 'gymnasium-js';
import { afterEach, describe, expect, it } from 'vitest';
import { finished, startScript } from '../../../fixtures/child-script.ts';
import { hasPython, STAND_IN_ENVIRONMENT, WITHOUT_GYMNASIUM } from '../../../fixtures/python-stand-in.ts';

const opened: { close(): void }[] = [];

function keep<Kept extends { close(): void }>(env: Kept): Kept {
  opened.push(env);
  return env;
}

function counter(kwargs: Readonly<Record<string, unknown>> = {}, id = 'Counter-v0') {
  return keep(new RemoteEnv(id, { kwargs, environment: STAND_IN_ENVIRONMENT }));
}

afterEach(() => {
  for (const env of opened.splice(0)) env.close();
});

describe.runIf(hasPython)('an environment of Python', () => {
  it('has the spaces, metadata and render mode that it has there', () => {
    const env = counter({ renderMode: 'ansi' });
    expect(String(env.observationSpace)).toBe(
      "Dict('count': Discrete(100), 'line': Box([ -1. -inf], [ 1. inf], (2,), float32))",
    );
    expect(String(env.actionSpace)).toBe('Discrete(5, start=-1)');
    expect(env.metadata).toMatchObject({ renderModes: ['rgb_array', 'ansi'], renderFps: 4 });
    expect(env.renderMode).toBe('ansi');
  });

  it('is given the seed, the options and its arguments', () => {
    const env = counter({ limit: 10 });
    expect(env.reset({ seed: 5, options: { a: [1, 'b'] } })).toEqual([
      { count: 2, line: Float32Array.of(0.2, Infinity) },
      { seed: 5, options: { a: [1, 'b'] } },
    ]);
  });

  it('steps, and sends back every kind of value', () => {
    const env = counter({ limit: 2 });
    env.reset();
    const [[, first], warnings] = logger.catchWarnings(() => [env.step(1), env.step(1)]);
    expect(first).toEqual([
      { count: 2, line: Float32Array.of(1, Infinity) },
      0.5,
      true,
      false,
      { pair: [1, 2.5], large: 2n ** 60n, nan: Number.NaN },
    ]);
    expect(warnings[0]).toEqual({ category: 'UserWarning', message: 'WARN: counted 1' });
  });

  it('renders text and images', () => {
    const text = counter({ renderMode: 'ansi' });
    text.reset({ seed: 2 });
    expect(text.render()).toBe('||');
    const image = counter({ renderMode: 'rgb_array' });
    image.reset({ seed: 1 });
    expect(image.render()).toEqual({ pixels: new Uint8Array(6).fill(1), shape: [1, 2, 3] });
  });

  it('raises the error of the same class here, and others by their name', () => {
    expect(() => counter({}, 'Nothing-v0')).toThrow(errors.NameNotFound);
    expect(() => counter({ nonsense: 1 })).toThrow(/unexpected keyword argument 'nonsense'/);
    const env = counter();
    env.reset();
    expect(() => env.step(3)).toThrow(
      expect.objectContaining({ name: 'InvalidAction', message: 'three is not taken' }),
    );
    expect(() => env.step(-1)).toThrow("Python raised KeyError: 'minus one'");
    expect(env.step(0)[1]).toBe(0);
  });

  it('tells when its process dies, and every time after that', () => {
    const env = counter();
    env.reset();
    expect(() => env.step(2)).toThrow(
      "The Python process of 'Counter-v0' ended during step (exit code 7; its last words: resets may print)",
    );
    expect(() => env.reset()).toThrow(RemoteError);
  });

  it('is given up, and its process stopped, when it answers too late', () => {
    // Too short a time even for the start of Python, as a rule; else for the sleep.
    const options = { environment: STAND_IN_ENVIRONMENT, timeout: 0.02 };
    const live = () => keep(new RemoteEnv('Counter-v0', options)).reset({ options: { sleep: 60 } });
    expect(live).toThrow(errors.TimeoutError);
  });

  it('does not keep a program alive that forgets to close it', async () => {
    const { code, output } = await finished(startScript('./forgetful-remote.ts'));
    expect([code, output]).toEqual([0, '2\n']);
  });

  it('may be closed twice, and is closed then', () => {
    const env = counter();
    env.close();
    env.close();
    expect(() => env.reset()).toThrow(errors.ClosedEnvironmentError);
  });
});

describe.runIf(hasPython)('agents of Python', () => {
  const options = { environment: STAND_IN_ENVIRONMENT };

  it('take turns with their books kept there', () => {
    const env = keep(new RemoteAECEnv<number, number>('pettingzoo.count_down', options));
    env.reset({ seed: 0 });
    expect([env.agents, env.agentSelection, env.toString()]).toEqual([
      ['first', 'second'],
      'first',
      'count_down_v0',
    ]);
    expect(env.last()).toEqual([1, 0, false, false, {}]);
    env.step(1);
    env.step(1);
    expect(env.last()).toEqual([0, -1, true, false, {}]);
    expect(() => env.step(1)).toThrow(errors.ValueError);
    env.step(null);
    expect(env.agents).toEqual(['second']);
    expect(env.actionSpace('second')).toBe(env.actionSpace('second'));
  });

  it('act at once, and vanish when they end', () => {
    const env = keep(new RemoteParallelEnv<number, number>('pettingzoo.count_down:parallel_env', options));
    expect(env.reset({ seed: 1 })[0]).toEqual(
      new Map([
        ['first', 2],
        ['second', 3],
      ]),
    );
    const [observations, rewards, terminations] = env.step(
      new Map([
        ['first', 2],
        ['second', 1],
      ]),
    );
    expect(observations.get('second')).toBe(2);
    expect(rewards.get('first')).toBe(-1);
    expect([...terminations.values()]).toEqual([true, false]);
    expect(env.agents).toEqual(['second']);
  });
});

describe('what is missing', () => {
  it('is Python: the sentence says how to name another', () => {
    expect(() => new RemoteEnv('CartPole-v1', { python: 'no-such-python' })).toThrow(
      /Python cannot be started as 'no-such-python' .*install Python 3, or name another with the option `python`/,
    );
  });

  it.runIf(hasPython)('is the library: the sentence says how to install it', () => {
    const environment = { ...STAND_IN_ENVIRONMENT, PYTHONPATH: WITHOUT_GYMNASIUM };
    expect(() => new RemoteEnv('CartPole-v1', { environment })).toThrow(
      "gymnasium is not installed for the Python 'python3': run `python3 -m pip install gymnasium`, or name another Python with the option `python`",
    );
  });
});
