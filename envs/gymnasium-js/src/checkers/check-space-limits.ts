/** Warnings about bounds that make learning hard (gymnasium/utils/env_checker.py). */
import type { SpaceUse } from '../check-space.ts';
import { warn } from '../logger.ts';
import { Box } from '../spaces/box.ts';
import { Dict } from '../spaces/dict.ts';
import type { Space } from '../spaces/space.ts';
import { Tuple } from '../spaces/tuple.ts';

function isNormalized({ low, high }: Box): boolean {
  return low.every((bound, n) => {
    const symmetricOrFromZero = bound === 0 || Math.abs(bound) === Math.abs(high[n]);
    return symmetricOrFromZero && bound >= -1 && high[n] <= 1;
  });
}

/** Warns of infinite bounds and of actions whose range is neither [-1, 1] nor [0, 1]; looks into Tuple and Dict. */
export function checkSpaceLimits(space: Space<unknown>, use: SpaceUse): void {
  if (space instanceof Tuple) for (const part of space.spaces) checkSpaceLimits(part, use);
  else if (space instanceof Dict) for (const part of space.spaces.values()) checkSpaceLimits(part, use);
  else if (space instanceof Box) {
    const box = space as Box;
    if (box.low.includes(-Infinity))
      warn(`A Box ${use} space minimum value is -infinity. This is probably too low.`);
    if (box.high.includes(Infinity))
      warn(`A Box ${use} space maximum value is infinity. This is probably too high.`);
    if (use === 'action' && box.shape.length === 1 && !isNormalized(box)) {
      warn(
        'For Box action spaces, we recommend using a symmetric and normalized space (range=[-1, 1] or [0, 1]). See https://stable-baselines3.readthedocs.io/en/master/guide/rl_tips.html for more information.',
      );
    }
  }
}
