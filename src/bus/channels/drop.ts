/** `drop`: each message is lost with a given probability, independently at every tick; a lost message is silence. */
import { map } from 'rxjs';
import { uniformAt } from '../../numerics/noise.ts';
import { STREAM } from '../../numerics/streams.ts';
import type { Channel } from '../message-bus.ts';
import { lineOf } from '../message-frame.ts';
import { rewriting } from './frame-memory.ts';

/** @param probability of losing a message, in [0, 1] */
export function drop(probability: number, seed: number): Channel {
  return map(
    rewriting((frame, out) => {
      const { width, values } = frame;
      const line = lineOf(frame);
      for (let sender = 0; sender < frame.senders; sender++) {
        const start = sender * width;
        if (uniformAt(seed, STREAM.channel, frame.tick, line, sender) < probability) {
          out.fill(0, start, start + width);
        } else {
          for (let n = start; n < start + width; n++) out[n] = values[n];
        }
      }
    }),
  );
}
