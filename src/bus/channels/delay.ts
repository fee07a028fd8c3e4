/** `delay`: every message arrives a number of its line's frames later; until the first one arrives there is silence. */
import { map } from 'rxjs';
import type { Channel } from '../message-bus.ts';
import type { MessageFrame } from '../message-frame.ts';
import { memoryPerLine } from './frame-memory.ts';

/** @param ticks frames of the same line to wait, an integer of at least 0 */
export function delay(ticks: number): Channel {
  const memory = memoryPerLine((frame: MessageFrame) => ({
    ring: Array.from({ length: ticks + 1 }, () => new Float32Array(frame.values.length)),
    next: 0,
  }));
  return map((frame) => {
    const line = memory(frame);
    line.ring[line.next].set(frame.values);
    line.next = (line.next + 1) % line.ring.length;
    return { ...frame, values: line.ring[line.next] };
  });
}
