/** The seeds of the parts of a lifetime, so that one task can be met by many societies and through many channels. */
import { deriveSeed } from './noise.ts';
import { STREAM } from './streams.ts';

const PART = { world: 0, society: 1, channels: 2 } as const;

/** The seed of one part of the lifetime with this seed. */
export function lifetimePartSeed(seed: number, part: keyof typeof PART): number {
  return deriveSeed(seed, STREAM.lifetime, PART[part]);
}
