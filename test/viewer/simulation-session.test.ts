/** The session: frames, statistics, selection, observation and restart, against lifetimes lived without it. */
import { beforeEach, describe, expect, test } from 'vitest';
import { settingSchema, settingWithRule } from '../../experiments/setting.ts';
import { meanReward } from '../../src/simulation/lifetime.ts';
import { EMPTY_HASH, extendHash, formatHash } from '../../src/simulation/trajectory-hash.ts';
import { createReferenceKernel } from '../../src/vsml/kernels/reference.ts';
import { initialRule } from '../../src/vsml/rule.ts';
import { encodeRule } from '../../src/vsml/rule-file.ts';
import { type LoadCommand, parseCommand, parseEvent } from '../../viewer/simulation/protocol.ts';
import { SimulationSession } from '../../viewer/simulation/simulation-session.ts';

const SHAPE = {
  stateSize: 8,
  messageSize: 4,
  ownMessages: false,
  reward: true,
  coordinates: false,
  gateOffset: 1,
};
const RULE = initialRule(SHAPE, 5);
const FILE = encodeRule(RULE, { configuration: {}, seed: 5, generation: -1, hash: '0'.repeat(64) });
const VSML = {
  world: 'DarkRoom-v0',
  worldOptions: { size: 4, bodies: 3 },
  steps: 40,
  vsml: { hiddenLayers: [3] },
};

function load(changes: Record<string, unknown> = {}): LoadCommand {
  const command = { type: 'load', setting: VSML, seed: 9, rule: FILE, ruleName: 'five', playing: false };
  return parseCommand({ ...command, ...changes }) as LoadCommand;
}

let session: SimulationSession;
beforeEach(() => {
  session = new SimulationSession();
});

/** The same lifetime without a viewer. */
function plainRun(steps: number) {
  const setting = settingWithRule(settingSchema.parse(VSML), createReferenceKernel, RULE);
  const lifetime = setting.begin(9);
  const rewards: number[] = [];
  let hash = EMPTY_HASH;
  while (lifetime.step < steps) {
    lifetime.advance();
    rewards.push(meanReward(setting.world.rewards));
    hash = extendHash(extendHash(hash, lifetime.actions), setting.world.rewards);
  }
  return { setting, rewards, hash: formatHash(hash) };
}

describe('what a load tells', () => {
  test('sizes, legend, layers, the rule', () => {
    const ready = session.load(load(), createReferenceKernel);
    expect(parseEvent(ready)).toEqual(ready);
    expect(ready).toMatchObject({ world: 'DarkRoom-v0', width: 4, height: 4, bodies: 3, steps: 40 });
    expect(ready).toMatchObject({ stateSize: 8, ruleName: 'five' });
    expect(ready.layers.map(({ outputs }) => outputs)).toEqual([3, ready.actions]);
  });

  test('a society without synapses has no layers, no matrix, no entropy', () => {
    const ready = session.load(load({ setting: { ...VSML, society: 'random' } }), createReferenceKernel);
    expect(ready).toMatchObject({ layers: [], stateSize: 0 });
    expect(ready).not.toHaveProperty('ruleName');
    session.advance(3);
    const frame = session.frame();
    expect(frame.entropy).toBeNaN();
    expect(frame).not.toHaveProperty('matrix');
    expect(parseEvent(frame)).toEqual(frame);
  });

  test.each([
    [{ rule: undefined }, 'a vsml society needs a rule, and none was given'],
    [{ rule: new Uint8Array(3) }, 'five: not a readable safetensors file'],
    [{ setting: { world: 'Nowhere-v0' } }, "unknown world 'Nowhere-v0'"],
  ])('%o is refused and what was loaded goes on', (changes, message) => {
    session.load(load(), createReferenceKernel);
    session.advance(4);
    expect(() => session.load(load(changes), createReferenceKernel)).toThrow(message);
    expect(session.step).toBe(4);
    expect(session.advance(1)).toBe(1);
  });

  test('nothing works before it', () => {
    expect(session.loaded).toBe(false);
    expect(() => session.frame()).toThrow('no simulation is loaded yet');
    expect(() => session.advance(1)).toThrow('no simulation is loaded yet');
  });
});

describe('frames', () => {
  test('equal a lifetime lived without a viewer, however the steps are cut', () => {
    const plain = plainRun(23);
    session.load(load(), createReferenceKernel);
    for (const count of [1, 7, 0, 15]) session.advance(count);
    const frame = session.frame();
    expect(parseEvent(frame)).toEqual(frame);
    expect(frame.trajectoryHash).toBe(plain.hash);
    expect(frame.total).toBe(plain.rewards.reduce((sum, reward) => sum + reward, 0));
    const last = plain.rewards.slice(-10);
    expect(frame.rewardRate).toBeCloseTo(last.reduce((sum, reward) => sum + reward, 0) / 10, 12);
    const { scene, rewards } = plain.setting.world;
    const tiles = new Uint8Array(16);
    scene.drawTiles(tiles);
    expect(frame.tiles).toEqual(tiles);
    expect([...frame.bodyCells]).toEqual([0, 1, 2].map((body) => scene.bodyCell(body)));
    expect(frame.rewards).toEqual(Float32Array.from(rewards));
    expect(frame.entropy).toBeGreaterThan(0);
    expect(frame.entropy).toBeLessThanOrEqual(Math.log(session.load(load(), createReferenceKernel).actions));
  });

  test('own their arrays', () => {
    session.load(load(), createReferenceKernel);
    const before = session.frame();
    const kept = structuredClone(before);
    session.advance(10);
    session.frame();
    expect(before).toEqual(kept);
  });
});
