/** `mute`: one direction, or both, falls silent. */
import { map } from 'rxjs';
import type { Channel } from '../message-bus.ts';
import type { MessageDirection } from '../message-frame.ts';
import { rewriting } from './frame-memory.ts';

/** @param direction the direction that is silenced */
export function mute(direction: MessageDirection | 'both'): Channel {
  const silence = rewriting((_frame, out) => {
    out.fill(0);
  });
  return map((frame) => (direction === 'both' || frame.direction === direction ? silence(frame) : frame));
}
