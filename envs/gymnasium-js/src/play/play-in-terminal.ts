/**
 * Play in the terminal: text or half blocks for the picture. A terminal does not tell when a key is let go, so a key
 * counts for one step.
 */
import type { Env } from '../env.ts';
import { DependencyNotInstalled } from '../errors.ts';
import { imageOf, type Rendering } from '../rendering/canvas-renderer.ts';
import { halfBlocks } from '../rendering/half-blocks.ts';
import { PlayGame, type PlayOptions } from './play-game.ts';

/** What is used of a stream of keys, such as `process.stdin`. */
export interface KeyInput {
  on(event: 'data', listener: (data: Uint8Array | string) => void): unknown;
  off(event: 'data', listener: (data: Uint8Array | string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
  setRawMode?(raw: boolean): unknown;
}
/** What is used of a terminal, such as `process.stdout`. */
export interface TextOutput {
  write(text: string): unknown;
  readonly columns?: number;
}
/** How an environment is played in a terminal. */
export interface TerminalPlayOptions<Observation, Action> extends PlayOptions<Observation, Action> {
  readonly input?: KeyInput;
  readonly output?: TextOutput;
  /** Steps a second for a world that does not wait; those of the metadata, or 30, when left out. */
  readonly fps?: number;
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  '\u001b[A': 'ArrowUp',
  '\u001b[B': 'ArrowDown',
  '\u001b[C': 'ArrowRight',
  '\u001b[D': 'ArrowLeft',
  '\u001b': 'Escape',
  '\u0003': 'Escape',
};
const CLEAR = '\u001b[2J\u001b[H';
const DEFAULT_COLUMNS = 80;

/** What the environment looks like: its text, or its image in half blocks. */
function pictureOf(env: Rendering, columns: number): string {
  if (env.renderMode === 'ansi') return String(env.render());
  return halfBlocks(imageOf(env), columns);
}

/**
 * Plays until Escape or Ctrl-C. The world waits for keys unless told otherwise. The environment stays open.
 * @throws MissingKeysToAction when nobody says what the keys are, UnsupportedMode when there is nothing to show,
 * DependencyNotInstalled where there is no terminal and no streams are given
 */
export async function playInTerminal<Observation, Action>(
  env: Env<Observation, Action>,
  options: TerminalPlayOptions<Observation, Action> = {},
): Promise<void> {
  const { process } = globalThis as { readonly process?: { stdin: KeyInput; stdout: TextOutput } };
  const input = options.input ?? process?.stdin;
  const output = options.output ?? process?.stdout;
  if (input === undefined || output === undefined)
    throw new DependencyNotInstalled('there is no terminal here; use `play` in a browser');
  const { waitOnPlayer = true } = options;
  const game = new PlayGame(env, { ...options, waitOnPlayer });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const show = () => {
    const picture = pictureOf(env, output.columns ?? DEFAULT_COLUMNS);
    output.write(`${CLEAR}${picture}\nreward ${game.total} (Escape ends)\n`);
  };
  const advance = () => {
    try {
      if (game.tick()) show();
      game.releaseAll();
    } catch (error) {
      reject(error);
    }
  };
  const decoder = new TextDecoder();
  const onData = (data: Uint8Array | string) => {
    const text = typeof data === 'string' ? data : decoder.decode(data);
    const key = KEY_NAMES[text] ?? text;
    if (key === 'Escape') resolve();
    else if (game.press(key) && waitOnPlayer) advance();
  };
  show();
  input.setRawMode?.(true);
  input.on('data', onData);
  input.resume();
  const rate = options.fps ?? env.metadata.renderFps ?? 30;
  const timer = waitOnPlayer ? undefined : setInterval(advance, 1000 / rate);
  try {
    await promise;
  } finally {
    clearInterval(timer);
    input.off('data', onData);
    input.setRawMode?.(false);
    input.pause();
  }
}
