/** `noise`: Gaussian noise of a given deviation is added to every float of every message. */
import { map } from 'rxjs';
import { fillGaussian } from '../../numerics/noise.ts';
import { STREAM } from '../../numerics/streams.ts';
import type { Channel } from '../message-bus.ts';
import { lineOf } from '../message-frame.ts';
import { rewriting } from './frame-memory.ts';

/** @param deviation standard deviation, at least 0 */
export function noise(deviation: number, seed: number): Channel {
  return map(
    rewriting((frame, out) => {
      fillGaussian(out, seed, STREAM.channel, frame.tick, lineOf(frame));
      for (let n = 0; n < out.length; n++) out[n] = frame.values[n] + Math.fround(deviation * out[n]);
    }),
  );
}
