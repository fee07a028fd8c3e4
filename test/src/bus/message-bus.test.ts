import { filter, map } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import {
  channelKinds,
  createChannels,
  formatChannel,
  parseChannel,
} from '../../../src/bus/channel-specification.ts';
import { delay } from '../../../src/bus/channels/delay.ts';
import { drop } from '../../../src/bus/channels/drop.ts';
import { mute } from '../../../src/bus/channels/mute.ts';
import { noise } from '../../../src/bus/channels/noise.ts';
import { quantise } from '../../../src/bus/channels/quantise.ts';
import { sever } from '../../../src/bus/channels/sever.ts';
import { type Channel, MessageBus } from '../../../src/bus/message-bus.ts';
import type { MessageFrame } from '../../../src/bus/message-frame.ts';

/** A frame of messages with one float each. */
function frame(values: number[], change: Partial<MessageFrame> = {}): MessageFrame {
  return {
    kind: 'unit',
    direction: 'forward',
    layer: 0,
    tick: 0,
    crosses: true,
    senders: values.length,
    width: 1,
    values: Float32Array.from(values),
    ...change,
  };
}

/** What comes out of a channel when letters of a marble diagram go in, one frame a letter, in virtual time. */
function expectMarbles(
  channel: Channel,
  input: string,
  output: string,
  values: Record<string, number[]>,
): void {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run(({ cold, expectObservable }) => {
    const frames = Object.fromEntries(Object.entries(values).map(([letter, v]) => [letter, frame(v)]));
    const arrived = cold(input, frames).pipe(
      channel,
      map(({ values: v }) => [...v]),
    );
    expectObservable(arrived).toBe(output, values);
  });
}

const marbles = { a: [1, 2], b: [3, 4], c: [-0.5, 0.25], o: [0, 0] };

describe('channels in virtual time', () => {
  it('delay(0) lets everything through at once', () => {
    expectMarbles(delay(0), 'a-b--c|', 'a-b--c|', marbles);
  });

  it('delay(1) is silent once and then one frame behind', () => {
    expectMarbles(delay(1), 'a-b--c|', 'o-a--b|', marbles);
  });

  it('delay(2) counts frames, not time', () => {
    expectMarbles(delay(2), 'a----b-c-a|', 'o----o-a-b|', marbles);
  });

  it('mute silences its direction', () => {
    expectMarbles(mute('forward'), 'a-b|', 'o-o|', marbles);
    expectMarbles(mute('both'), 'a-b|', 'o-o|', marbles);
    expectMarbles(mute('backward'), 'a-b|', 'a-b|', marbles);
  });

  it('drop(0), noise(0) and sever(0) change nothing; drop(1) and sever(1) silence all', () => {
    for (const channel of [drop(0, 1), noise(0, 1), sever(0, 1)])
      expectMarbles(channel, 'abc|', 'abc|', marbles);
    for (const channel of [drop(1, 1), sever(1, 1)]) expectMarbles(channel, 'abc|', 'ooo|', marbles);
  });

  it('quantise(3) rounds to -1, 0 and 1 and clips', () => {
    expectMarbles(quantise(3), 'a-c|', 'x-y|', { ...marbles, x: [1, 1], y: [0, 0] });
    expectMarbles(quantise(5), 'c|', 'z|', { ...marbles, z: [-0.5, 0.5] });
  });
});

describe('seeded channels', () => {
  const many = (tick: number) => frame(new Array(4000).fill(1), { tick });
  const pass = (channel: Channel, sent: MessageFrame) => {
    const bus = new MessageBus([channel]);
    return bus.transmit(sent, new Float32Array(sent.values.length)).slice();
  };
  const share = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

  it('drop loses the stated share, other messages at another tick', () => {
    const first = pass(drop(0.25, 7), many(0));
    expect(share(first)).toBeGreaterThan(0.72);
    expect(share(first)).toBeLessThan(0.78);
    expect(pass(drop(0.25, 7), many(0))).toEqual(first);
    expect(pass(drop(0.25, 7), many(1))).not.toEqual(first);
    expect(pass(drop(0.25, 8), many(0))).not.toEqual(first);
  });

  it('sever cuts the same senders at every tick', () => {
    const first = pass(sever(0.25, 7), many(0));
    expect(share(first)).toBeGreaterThan(0.72);
    expect(share(first)).toBeLessThan(0.78);
    expect(pass(sever(0.25, 7), many(5))).toEqual(first);
  });

  it('noise has the stated deviation', () => {
    const values = pass(noise(0.5, 7), many(0));
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - 1) ** 2, 0) / values.length);
    expect(deviation).toBeGreaterThan(0.48);
    expect(deviation).toBeLessThan(0.52);
  });

  it('lines do not share noise or memory', () => {
    const bus = new MessageBus([delay(1)]);
    const silence = new Float32Array(1);
    expect([...bus.transmit(frame([1]), silence)]).toEqual([0]);
    expect([...bus.transmit(frame([2], { direction: 'backward' }), silence)]).toEqual([0]);
    expect([...bus.transmit(frame([3]), silence)]).toEqual([1]);
  });

  it.each(Object.keys(channelKinds))('%s never writes to the frame it was sent and is repeatable', (kind) => {
    const value = { drop: 0.5, delay: 1, noise: 1, mute: 'both', sever: 0.5, quantise: 2 }[kind]!;
    const specification = parseChannel(`${kind}=${value}`);
    const run = () => {
      const bus = new MessageBus(createChannels([specification], 11));
      return [0, 1, 2].map((tick) => {
        const sent = frame([0.3, -0.7, 0.2], { tick });
        const arrived = [...bus.transmit(sent, new Float32Array(3))];
        expect([...sent.values]).toEqual([...Float32Array.from([0.3, -0.7, 0.2])]);
        return arrived;
      });
    };
    expect(run()).toEqual(run());
  });
});

describe('MessageBus', () => {
  it('without channels returns the very values that were sent', () => {
    const sent = frame([1, 2, 3]);
    expect(new MessageBus().transmit(sent, new Float32Array(3))).toBe(sent.values);
  });

  it('leaves frames that do not cross alone', () => {
    const sent = frame([1], { crosses: false });
    expect(new MessageBus([mute('both')]).transmit(sent, new Float32Array(1))).toBe(sent.values);
  });

  it('shows subscribers what arrives, in order, and completes on close', () => {
    const bus = new MessageBus([mute('forward')]);
    const seen: (number | string)[] = [];
    bus.frames.subscribe({ next: ({ values }) => seen.push(...values), complete: () => seen.push('end') });
    expect(bus.observed).toBe(true);
    bus.transmit(frame([5]), new Float32Array(1));
    bus.transmit(frame([6], { direction: 'backward' }), new Float32Array(1));
    bus.close();
    expect(seen).toEqual([0, 6, 'end']);
  });

  it('turns a frame that a channel swallows into silence', () => {
    const bus = new MessageBus([filter<MessageFrame>(() => false)]);
    expect([...bus.transmit(frame([1, 2]), new Float32Array([9, 9]))]).toEqual([0, 0]);
  });
});

describe('channel specifications', () => {
  it.each(['drop=0.1', 'delay=2', 'noise=0.5', 'mute=backward', 'sever=1', 'quantise=16'])(
    '%s is read and written',
    (text) => {
      expect(formatChannel(parseChannel(text))).toBe(text);
    },
  );

  it.each([
    ['fog=1', /channel "fog=1" is unknown; write kind=value with one of: drop \(loses messages/],
    ['drop', /channel drop loses messages with this probability, but "" was given/],
    ['drop=2', /channel drop loses messages with this probability, but "2" was given/],
    ['mute=up', /channel mute silences forward, backward or both, but "up" was given/],
    ['quantise=1', /channel quantise rounds every float/],
  ])('%s is refused', (text, message) => {
    expect(() => parseChannel(text)).toThrow(message);
  });
});
