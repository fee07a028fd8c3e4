/** `sever`: a fixed random share of the senders is cut off for the whole lifetime. */
import { map } from 'rxjs';
import { uniformAt } from '../../numerics/noise.ts';
import { STREAM } from '../../numerics/streams.ts';
import type { Channel } from '../message-bus.ts';
import { lineOf } from '../message-frame.ts';
import { rewriting } from './frame-memory.ts';

/** @param fraction expected share of severed senders, in [0, 1] */
export function sever(fraction: number, seed: number): Channel {
  return map(
    rewriting((frame, out) => {
      const { width, values } = frame;
      const line = lineOf(frame);
      for (let sender = 0; sender < frame.senders; sender++) {
        const severed = uniformAt(seed, STREAM.channel, line, sender) < fraction;
        for (let n = sender * width; n < (sender + 1) * width; n++) out[n] = severed ? 0 : values[n];
      }
    }),
  );
}
