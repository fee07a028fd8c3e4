/**
 * World: the core that every grid world and bandit implements, on flat arrays that are rewritten in place, so
 * that a lifetime of steps allocates nothing. All chance is addressed noise: a world is an exact function of
 * its seed.
 */
import type { z } from 'zod';

/** What a viewer needs to draw a world: a grid of coloured tiles and the cell of each body. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** The tile codes in order, with colours `#rrggbb` from Okabe & Ito's palette for colour-blind readers. */
  readonly legend: readonly { readonly name: string; readonly color: string }[];
  /** Writes `width * height` tile codes, row by row; changes nothing else. */
  drawTiles(tiles: Uint8Array): void;
  /** `row * width + column` of a body. */
  bodyCell(body: number): number;
}

export interface World {
  /** For example `DarkRoom-v0`. */
  readonly id: string;
  readonly bodyCount: number;
  /** Floats in one body's observation. */
  readonly observationSize: number;
  /** Each body chooses an integer in `[0, actionCount)`. */
  readonly actionCount: number;
  /** Default length of a life in steps. */
  readonly lifetimeSteps: number;
  /** `[bodyCount, observationSize]`, rewritten in place by `reset` and `step`. */
  readonly observations: Float32Array;
  /** `[bodyCount]`, of the last step; zero after `reset`. */
  readonly rewards: Float32Array;
  readonly scene: Scene;

  /**
   * Begins a new task, an exact function of the seed.
   * @throws RangeError unless `seed` is an integer in `[0, 2^53)`
   */
  reset(seed: number): void;

  /**
   * Every body acts once; allocates nothing.
   * @param actions one per body
   * @throws RangeError for an action outside `[0, actionCount)`
   */
  step(actions: ArrayLike<number>): void;

  /** The best mean return per body over `steps` of the current task when it is known, else undefined. */
  bestAttainableReturn(steps: number): number | undefined;
}

/** A kind of world: what it is called, what it accepts, how it is made. */
export interface WorldDefinition<Options> {
  readonly id: string;
  /** One sentence for lists. */
  readonly summary: string;
  /** Every option has a default. */
  readonly optionsSchema: z.ZodType<Options>;
  create(options: Options): World;
}

/** Throws a RangeError unless each of `bodyCount` actions is an integer in `[0, actionCount)`. */
export function assertActions(actions: ArrayLike<number>, bodyCount: number, actionCount: number): void {
  for (let body = 0; body < bodyCount; body++) {
    const action = actions[body];
    if (!(action >= 0 && action < actionCount && Number.isInteger(action))) {
      throw new RangeError(
        `action of body ${body} must be an integer from 0 to ${actionCount - 1}, got ${action}`,
      );
    }
  }
}
