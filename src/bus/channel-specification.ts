/** Channels by name, as users write them: `drop=0.1`, `mute=backward`. The registry that the conformance suite runs over. */
import { z } from 'zod';
import { deriveSeed } from '../numerics/noise.ts';
import { STREAM } from '../numerics/streams.ts';
import { delay } from './channels/delay.ts';
import { drop } from './channels/drop.ts';
import { mute } from './channels/mute.ts';
import { noise } from './channels/noise.ts';
import { quantise } from './channels/quantise.ts';
import { sever } from './channels/sever.ts';
import type { Channel } from './message-bus.ts';

const probability = z.coerce.number().min(0).max(1);

/** What each channel takes after the equals sign, and the operator it makes. */
export const channelKinds = {
  drop: { summary: 'loses messages with this probability', value: probability, create: drop },
  delay: {
    summary: 'delays messages by this many ticks',
    value: z.coerce.number().int().min(0).max(1000),
    create: (ticks: number, _seed: number) => delay(ticks),
  },
  noise: {
    summary: 'adds Gaussian noise of this deviation',
    value: z.coerce.number().min(0).max(1000),
    create: noise,
  },
  mute: {
    summary: 'silences forward, backward or both',
    value: z.enum(['forward', 'backward', 'both']),
    create: (direction: 'forward' | 'backward' | 'both', _seed: number) => mute(direction),
  },
  sever: { summary: 'cuts off this share of the senders for life', value: probability, create: sever },
  quantise: {
    summary: 'rounds every float to this many levels on [-1, 1]',
    value: z.coerce.number().int().min(2).max(65536),
    create: (levels: number, _seed: number) => quantise(levels),
  },
} as const;

export type ChannelKind = keyof typeof channelKinds;

/** A channel as plain data. */
export interface ChannelSpecification {
  readonly kind: ChannelKind;
  readonly value: number | string;
}

function isChannelKind(kind: string): kind is ChannelKind {
  return Object.hasOwn(channelKinds, kind);
}

/** Reads `kind=value`. Throws a RangeError that names the part at fault and what is accepted. */
export function parseChannel(text: string): ChannelSpecification {
  const [, kind, value] = /^([a-z]+)=(.*)$/.exec(text) ?? [undefined, text, ''];
  if (!isChannelKind(kind)) {
    const known = Object.entries(channelKinds).map(([name, { summary }]) => `${name} (${summary})`);
    throw new RangeError(`channel "${text}" is unknown; write kind=value with one of: ${known.join(', ')}`);
  }
  const parsed = value === '' ? undefined : channelKinds[kind].value.safeParse(value);
  if (!parsed?.success) {
    throw new RangeError(
      `channel ${kind} ${channelKinds[kind].summary}, but "${value}" was given` +
        (parsed?.error ? `: ${parsed.error.issues[0].message}` : ''),
    );
  }
  return { kind, value: parsed.data };
}

/** Writes a specification as `parseChannel` reads it. */
export function formatChannel({ kind, value }: ChannelSpecification): string {
  return `${kind}=${value}`;
}

/** Operators for one lifetime; the n-th channel draws from noise of its own. */
export function createChannels(specifications: readonly ChannelSpecification[], seed: number): Channel[] {
  return specifications.map(({ kind, value }, index) => {
    const create = channelKinds[kind].create as (value: number | string, seed: number) => Channel;
    return create(value, deriveSeed(seed, STREAM.channel, index));
  });
}
