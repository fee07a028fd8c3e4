/** `quantise`: every float is rounded to the nearest of equally spaced levels on [-1, 1], and clipped there. */
import { map } from 'rxjs';
import type { Channel } from '../message-bus.ts';
import { rewriting } from './frame-memory.ts';

/** @param levels how many values a float can take, an integer of at least 2 */
export function quantise(levels: number): Channel {
  const steps = levels - 1;
  return map(
    rewriting((frame, out) => {
      for (let n = 0; n < out.length; n++) {
        const clipped = Math.min(1, Math.max(-1, frame.values[n]));
        out[n] = (Math.round(((clipped + 1) / 2) * steps) / steps) * 2 - 1;
      }
    }),
  );
}
