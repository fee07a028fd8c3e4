/** The worker in a browser: it obeys, it plays, it reports errors once, and its lifetimes are those lived without it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { settingSchema, settingWithRule } from '../../experiments/setting.ts';
import { EMPTY_HASH, extendHash, formatHash } from '../../src/simulation/trajectory-hash.ts';
import { createReferenceKernel } from '../../src/vsml/kernels/reference.ts';
import { initialRule } from '../../src/vsml/rule.ts';
import { encodeRule } from '../../src/vsml/rule-file.ts';
import {
  type FrameEvent,
  parseEvent,
  type ViewerCommand,
  type ViewerEvent,
} from '../../viewer/simulation/protocol.ts';

const shape = {
  stateSize: 8,
  messageSize: 4,
  ownMessages: false,
  reward: true,
  coordinates: false,
  gateOffset: 1,
};
const rule = initialRule(shape, 5);
const file = encodeRule(rule, { configuration: {}, seed: 5, generation: -1, hash: '0'.repeat(64) });
const setting = { world: 'DarkRoom-v0', worldOptions: { size: 4, bodies: 3 }, steps: 50 };
const LOAD: ViewerCommand = { type: 'load', setting, seed: 9, rule: file, playing: false };

let worker: Worker;
let events: ViewerEvent[];
beforeEach(() => {
  const url = new URL('../../viewer/simulation/simulation.worker.ts', import.meta.url);
  worker = new Worker(url, { type: 'module' });
  events = [];
  worker.onmessage = ({ data }) => events.push(parseEvent(data));
});
afterEach(() => worker.terminate());

const send = (command: unknown) => worker.postMessage(command);
const frames = () => events.filter((event) => event.type === 'frame');

/** The first frame so far, or to come, that is looked for. */
async function frameWhere(wanted: (frame: FrameEvent) => boolean): Promise<FrameEvent> {
  await expect.poll(() => frames().some(wanted), { timeout: 20_000 }).toBe(true);
  return frames().find(wanted) as FrameEvent;
}

function plainHash(): string {
  const plain = settingWithRule(settingSchema.parse(setting), createReferenceKernel, rule);
  const lifetime = plain.begin(9);
  let hash = EMPTY_HASH;
  while (lifetime.step < plain.steps) {
    lifetime.advance();
    hash = extendHash(extendHash(hash, lifetime.actions), plain.world.rewards);
  }
  return formatHash(hash);
}

test('plays a lifetime to its end, the one that is lived without it', async () => {
  send({ type: 'speed', stepsPerSecond: 200 });
  send({ ...LOAD, playing: true });
  const last = await frameWhere(({ finished }) => finished);
  expect(events[0]).toMatchObject({ type: 'ready', world: 'DarkRoom-v0', bodies: 3 });
  expect(last).toMatchObject({ step: 50, playing: false, trajectoryHash: plainHash() });
  const steps = frames().map(({ step }) => step);
  expect(steps).toEqual([...steps].sort((first, second) => first - second));
  expect(steps.length).toBeGreaterThan(5);
});

test('fast-forwards, steps, selects and observes', async () => {
  send({ ...LOAD, untilStep: 20, playing: true });
  await frameWhere(({ step, playing }) => step === 20 && !playing);
  send({ type: 'observeMessages', observe: true });
  send({ type: 'select', body: 2, layer: 0, state: 'cell', unit: 3 });
  send({ type: 'step', count: 3 });
  const { matrix, lines } = await frameWhere(({ step }) => step === 23);
  expect(matrix).toMatchObject({ body: 2, layer: 0, state: 'cell', unit: 3 });
  expect(lines.length).toBeGreaterThan(0);
});

test.each([
  [{ type: 'fly' }, 'not a valid command at type'],
  [{ type: 'play' }, 'no simulation is loaded yet'],
  [{ ...LOAD, rule: undefined }, 'a vsml society needs a rule'],
])('%o gives one error, and the next command is obeyed', async (command, message) => {
  send(command);
  send(LOAD);
  await frameWhere(({ step }) => step === 0);
  expect(events.map(({ type }) => type)).toEqual(['error', 'ready', 'frame']);
  expect(events[0]).toMatchObject({ message: expect.stringContaining(message) });
});
