/** Playing with keys: the game itself, and in a terminal. */
import {
  errors,
  FrozenLakeEnv,
  halfBlocks,
  type KeyInput,
  MissingKeysToAction,
  make,
  PlayGame,
  playInTerminal,
  registry,
} from 'gymnasium-js';
import { describe, expect, it } from 'vitest';

const lake = (renderMode: string | null = null) =>
  make<number, number>('FrozenLake-v1', { isSlippery: false, renderMode });

describe('a game', () => {
  it('steps with the action of the keys that are held, else with the one for none', () => {
    const actions: number[] = [];
    const keysToAction = { a: 0, 'b+a': 1, c: 2 };
    const game = new PlayGame(lake(), {
      keysToAction,
      noop: 3,
      callback: ({ action }) => actions.push(action),
    });
    game.tick();
    for (const key of ['a', 'b']) {
      game.press(key);
      game.tick();
    }
    game.release('a');
    game.tick();
    expect(actions).toEqual([3, 0, 1, 3]);
    expect(game.press('x')).toBe(false);
  });

  it('waits for a key where it is told to, and begins again after an end', () => {
    const flags: boolean[] = [];
    const game = new PlayGame(lake(), {
      waitOnPlayer: true,
      seed: 1,
      callback: (step) => flags.push(step.terminated),
    });
    expect(game.tick()).toBe(false);
    for (const key of ['ArrowRight', 'ArrowDown']) {
      game.releaseAll();
      game.press(key);
      game.tick();
    }
    // The second step led into a hole, so that the next tick is a reset, without a step.
    game.tick();
    expect(flags).toEqual([false, true]);
  });

  it('has keys for every built-in environment', () => {
    for (const id of ['CartPole-v1', 'Pendulum-v1', 'MountainCarContinuous-v0', 'Taxi-v4', 'Blackjack-v1'])
      expect(registry.has(id) && new PlayGame(make(id)).tick.length).toBe(0);
  });

  it('needs to be told the keys of others, and refuses actions that are none', () => {
    expect(() => new PlayGame(new FrozenLakeEnv())).toThrow(MissingKeysToAction);
    expect(() => new PlayGame(lake(), { keysToAction: { a: 9 } })).toThrow(errors.AssertionError);
  });
});

/** A terminal of the test: what is typed goes in, what is shown is kept. */
function terminal() {
  const listeners = new Set<(data: string | Uint8Array) => void>();
  const modes: (boolean | string)[] = [];
  const shown: string[] = [];
  const input: KeyInput = {
    on: (_, listener) => listeners.add(listener),
    off: (_, listener) => listeners.delete(listener),
    resume: () => modes.push('on'),
    pause: () => modes.push('off'),
    setRawMode: (raw) => modes.push(raw),
  };
  const type = (key: string) => {
    for (const listener of listeners) listener(new TextEncoder().encode(key));
  };
  return { input, output: { write: (text: string) => shown.push(text), columns: 20 }, modes, shown, type };
}

describe('in a terminal', () => {
  it('every key is a step, Escape ends, and the terminal is as before', async () => {
    const { input, output, modes, shown, type } = terminal();
    const env = lake('ansi');
    const end = playInTerminal(env, { input, output });
    type('\u001b[C');
    type('x');
    type('\u001b[C');
    type('\u001b');
    await end;
    expect(shown).toHaveLength(3);
    expect(shown[2]).toContain('(Right)');
    expect(modes).toEqual([true, 'on', false, 'off']);
  });

  it('shows images in half blocks, and tells what cannot be shown', async () => {
    const { input, output, shown, type } = terminal();
    const end = playInTerminal(lake('rgb_array'), { input, output });
    type('\u0003');
    await end;
    expect(shown[0].split('\n')[0].match(/▀/g)).toHaveLength(20);
    await expect(playInTerminal(lake(), { input, output })).rejects.toThrow(errors.UnsupportedMode);
  });

  it('two pixels are one character', () => {
    const image = { pixels: Uint8Array.of(1, 2, 3, 4, 5, 6), shape: [2, 1, 3] };
    expect(halfBlocks(image, 10)).toBe('\u001b[38;2;1;2;3m\u001b[48;2;4;5;6m▀\u001b[0m');
  });
});
