/** Play in the browser: images on a canvas, keys from the page (gymnasium/utils/play.py). */
import type { Env } from '../env.ts';
import { CanvasRenderer } from '../rendering/canvas-renderer.ts';
import { PlayGame, type PlayOptions } from './play-game.ts';

/** How an environment is played on a page. */
export interface BrowserPlayOptions<Observation, Action> extends PlayOptions<Observation, Action> {
  /** Where to draw; a new canvas at the end of the page when left out. */
  readonly canvas?: HTMLCanvasElement;
  readonly zoom?: number;
  /** Steps a second; those of the environment's metadata, or 30, when left out. */
  readonly fps?: number;
  /** Ends the game from outside; so does the key Escape. */
  readonly signal?: AbortSignal;
}

/**
 * Plays until Escape is pressed or the signal is given. The environment stays open.
 * @throws MissingKeysToAction when nobody says what the keys are, UnsupportedMode when it renders no images
 */
export async function play<Observation, Action>(
  env: Env<Observation, Action>,
  options: BrowserPlayOptions<Observation, Action> = {},
): Promise<void> {
  const game = new PlayGame(env, options);
  const renderer = new CanvasRenderer(options.canvas ?? null, options.zoom ?? 1);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const listeners = new AbortController();
  const { signal } = listeners;
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') resolve();
    // Keys of the game are not for scrolling the page.
    if (game.press(event.key)) event.preventDefault();
  };
  addEventListener('keydown', onKey, { signal });
  addEventListener('keyup', ({ key }) => game.release(key), { signal });
  addEventListener('blur', () => game.releaseAll(), { signal });
  options.signal?.addEventListener('abort', () => resolve(), { signal });
  if (options.signal?.aborted) resolve();
  const timer = setInterval(
    () => {
      try {
        if (game.tick()) renderer.render(env);
      } catch (error) {
        reject(error);
      }
    },
    1000 / (options.fps ?? env.metadata.renderFps ?? 30),
  );
  try {
    renderer.render(env);
    await promise;
  } finally {
    clearInterval(timer);
    listeners.abort();
    renderer.close();
  }
}
