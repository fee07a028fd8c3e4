/** Commands and events as they arrive: defaults filled in, anything else refused in one sentence. */
import { expect, test } from 'vitest';
import { parseCommand, parseEvent } from '../../viewer/simulation/protocol.ts';

test('a load is given the defaults of its setting', () => {
  const rule = Uint8Array.of(1, 2);
  const setting = { world: 'DarkRoom-v0' };
  const command = parseCommand({ type: 'load', setting, seed: 3, rule, untilStep: 7, playing: true });
  expect(command).toMatchObject({ seed: 3, rule, untilStep: 7, setting: { society: 'vsml', channels: [] } });
});

test.each([
  { type: 'play' },
  { type: 'pause' },
  { type: 'step', count: 4 },
  { type: 'speed', stepsPerSecond: 10_000 },
  { type: 'select', body: 1, layer: 0, state: 'cell', unit: 3 },
  { type: 'observeMessages', observe: true },
])('$type arrives as it was sent', (command) => {
  expect(parseCommand(command)).toEqual(command);
});

test.each([
  [{ type: 'fly' }, /^not a valid command at type: /],
  [undefined, /^not a valid command: /],
  [{ type: 'step', count: 0 }, /^not a valid command at count: /],
  [{ type: 'speed', stepsPerSecond: 0.5 }, /^not a valid command at stepsPerSecond: /],
  [{ type: 'speed', stepsPerSecond: Number.NaN }, /^not a valid command at stepsPerSecond: /],
  [{ type: 'select', body: 1, layer: 0, state: 'gate', unit: 3 }, /^not a valid command at state: /],
  [{ type: 'play', loudly: true }, /^not a valid command: /],
  [{ type: 'load', setting: {}, seed: 1, playing: true }, /^not a valid command at setting\.world: /],
  [
    { type: 'load', setting: { world: 'w' }, seed: 1, playing: true, rule: [1] },
    /^not a valid command at rule: must be a Uint8Array$/,
  ],
])('%o is refused', (command, message) => {
  expect(() => parseCommand(command)).toThrow(message);
});

test('events are checked too', () => {
  expect(parseEvent({ type: 'error', message: 'no' })).toEqual({ type: 'error', message: 'no' });
  expect(() => parseEvent({ type: 'error' })).toThrow(/^not a valid event at message: /);
  expect(() => parseEvent({ type: 'play' })).toThrow(/^not a valid event/);
});
