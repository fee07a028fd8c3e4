/** What the page can do to a session: play, fast-forward, restart, select synapses, observe messages. */
import { beforeEach, describe, expect, test } from 'vitest';
import { VsmlSociety } from '../../agents/vsml/vsml-society.ts';
import { settingSchema, settingWithRule } from '../../experiments/setting.ts';
import { createReferenceKernel } from '../../src/vsml/kernels/reference.ts';
import { initialRule } from '../../src/vsml/rule.ts';
import { encodeRule } from '../../src/vsml/rule-file.ts';
import { type LoadCommand, parseCommand } from '../../viewer/simulation/protocol.ts';
import { SimulationSession } from '../../viewer/simulation/simulation-session.ts';

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
const vsml = {
  world: 'DarkRoom-v0',
  worldOptions: { size: 4, bodies: 3 },
  steps: 40,
  vsml: { hiddenLayers: [3] },
};

function load(changes: Record<string, unknown> = {}): LoadCommand {
  const command = { type: 'load', setting: vsml, seed: 9, rule: file, playing: false };
  return parseCommand({ ...command, ...changes }) as LoadCommand;
}

let session: SimulationSession;
beforeEach(() => {
  session = new SimulationSession();
  session.load(load(), createReferenceKernel);
});

describe('playing', () => {
  test('ends with the lifetime, and a load starts another one, the same', () => {
    session.play(true);
    expect(session.advance(30)).toBe(30);
    const middle = session.frame();
    expect(middle).toMatchObject({ finished: false, playing: true });
    expect(session.advance(30)).toBe(10);
    expect(session.frame()).toMatchObject({ step: 40, finished: true, playing: false });
    expect(session.advance(30)).toBe(0);
    session.load(load({ playing: true }), createReferenceKernel);
    const start = session.frame();
    expect(start).toMatchObject({ step: 0, total: 0, rewardRate: 0, finished: false, playing: true });
    expect(start.trajectoryHash).toBe('811c9dc59747b28c');
    session.advance(30);
    expect(session.frame()).toEqual(middle);
  });

  test('fast-forwards to a step and is paused there', () => {
    session.load(load({ untilStep: 12, playing: true }), createReferenceKernel);
    expect(session.behind).toBe(12);
    session.advance(12);
    expect(session.behind).toBe(0);
    expect(session.playing).toBe(false);
    session.fastForward(1000);
    expect(session.behind).toBe(28);
    session.play(true);
    expect(session.behind).toBe(0);
    expect(session.playing).toBe(true);
  });
});

describe('selection', () => {
  test('frames show the floats of the selected synapses', () => {
    const setting = settingWithRule(settingSchema.parse(vsml), createReferenceKernel, rule);
    const lifetime = setting.begin(9);
    for (let n = 0; n < 6; n++) lifetime.advance();
    session.advance(6);
    session.select({ body: 2, layer: 1, state: 'cell', unit: 7 });
    const { matrix } = session.frame();
    expect(matrix).toMatchObject({ inputs: 3, body: 2, layer: 1, state: 'cell', unit: 7 });
    const { society } = setting;
    if (!(society instanceof VsmlSociety)) throw new Error('expected a learning society');
    const { inputs, outputs, cell } = society.kernel.memory.layers[1];
    const synapses = Array.from({ length: inputs * outputs }, (_, n) => 2 * inputs * outputs + n);
    expect(matrix?.values).toEqual(Float32Array.from(synapses, (synapse) => cell[synapse * 8 + 7]));
    expect(matrix?.values.some((value) => value !== 0)).toBe(true);
  });

  test.each([
    [{ body: 3 }, 'selected body must be an integer from 0 to 2, got 3'],
    [{ layer: 2 }, 'selected layer must be an integer from 0 to 1, got 2'],
    [{ unit: 8 }, 'selected unit must be an integer from 0 to 7, got 8'],
    [{ body: -1 }, 'selected body must be an integer from 0 to 2, got -1'],
  ])('%o is refused and changes nothing', (wrong, message) => {
    const before = session.frame();
    expect(() => session.select({ body: 0, layer: 0, state: 'hidden', unit: 0, ...wrong })).toThrow(message);
    expect(session.frame()).toEqual(before);
  });

  test('outlasts a load, brought into what there is then', () => {
    session.select({ body: 2, layer: 1, state: 'cell', unit: 5 });
    const smaller = { ...vsml, worldOptions: { size: 4, bodies: 2 }, vsml: { hiddenLayers: [] } };
    session.load(load({ setting: smaller }), createReferenceKernel);
    expect(session.frame().matrix).toMatchObject({ body: 1, layer: 0, state: 'cell', unit: 5 });
  });
});

describe('observing messages', () => {
  test('gives a row a line and changes nothing else', () => {
    const watched = new SimulationSession();
    watched.observeMessages(true);
    watched.load(load(), createReferenceKernel);
    for (let n = 0; n < 5; n++) watched.advance(2);
    session.advance(10);
    const { lines, ...rest } = watched.frame();
    const { lines: none, ...expected } = session.frame();
    expect(rest).toEqual(expected);
    expect(none).toEqual([]);
    expect(lines.map(({ kind, direction, layer }) => `${kind} ${direction} ${layer}`)).toEqual([
      'contribution forward 0',
      'contribution backward 0',
      'unit forward 0',
      'contribution forward 1',
      'contribution backward 1',
      'unit backward 1',
      'body backward 0',
      'body forward 1',
    ]);
    expect(lines.filter(({ crosses }) => crosses).map(({ kind }) => kind)).toEqual(['body', 'body']);
    expect(lines[2].senders).toBe(9);
    for (const { energy } of lines) expect(energy).toBeGreaterThan(0);
    watched.observeMessages(false);
    expect(watched.frame().lines).toEqual([]);
  });

  test('tells silence where a channel loses everything', () => {
    session.load(
      load({ setting: { ...vsml, channels: [{ kind: 'drop', value: 1 }] } }),
      createReferenceKernel,
    );
    session.observeMessages(true);
    session.advance(3);
    const crossing = session.frame().lines.filter(({ crosses }) => crosses);
    expect(crossing.map(({ energy }) => energy)).toEqual([0, 0]);
  });
});
