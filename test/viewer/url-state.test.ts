/** The state in the address: every state comes back as it was written, everything else is refused in one sentence. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundaryNames } from '../../agents/boundary.ts';
import { societyNames } from '../../experiments/setting.ts';
import { defaultState, type PageState, readHash, writeHash } from '../../viewer/state/url-state.ts';

const optionName = fc.stringMatching(/^[a-z][A-Za-z]{0,9}$/);
/** JSON has no -0. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

const states: fc.Arbitrary<PageState> = fc.record({
  seed: fc.maxSafeNat(),
  setting: fc.record(
    {
      world: fc.string(),
      worldOptions: fc.dictionary(optionName, fc.oneof(number, fc.string(), fc.boolean()), {
        noNullPrototype: true,
      }),
      steps: fc.integer({ min: 1, max: 1_000_000 }),
      society: fc.constantFrom(...societyNames),
      boundary: fc.constantFrom(...boundaryNames),
      crossingDelay: fc.integer({ min: 0, max: 1 }),
      channels: fc.array(
        fc.record({
          kind: fc.constantFrom('drop' as const, 'mute' as const),
          value: fc.oneof(number, fc.string()),
        }),
        { maxLength: 3 },
      ),
      vsml: fc.record({
        hiddenLayers: fc.array(fc.integer({ min: 1, max: 4096 }), { maxLength: 3 }),
        ticks: fc.integer({ min: 1, max: 16 }),
        outputGain: fc.double({ min: 0.01, max: 1e4, noNaN: true }),
        outputBound: fc.double({ min: 0.01, max: 1e4, noNaN: true }),
        hearing: fc.boolean(),
      }),
    },
    {
      requiredKeys: ['world', 'worldOptions', 'society', 'boundary', 'crossingDelay', 'channels', 'vsml'],
    },
  ),
  source: fc.oneof(
    fc.constant({ none: true as const }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }).map((run) => ({ run: run.toWellFormed() })),
  ),
  step: fc.integer({ min: 0, max: 1_000_000 }),
  selection: fc.record({
    body: fc.nat(),
    layer: fc.nat(),
    state: fc.constantFrom('hidden' as const, 'cell' as const),
    unit: fc.nat(),
  }),
  speed: fc.double({ min: 1, max: 10_000, noNaN: true }),
});

test('every state comes back as it was written', () => {
  fc.assert(
    fc.property(states, (state) => {
      const hash = writeHash(state);
      expect(hash).toMatch(/^#[\w%.~!*'()-]+$/);
      expect(readHash(hash)).toEqual({ state });
    }),
  );
});

describe('without a whole state', () => {
  test('an empty hash gives the defaults', () => {
    expect(readHash('')).toEqual({ state: defaultState() });
    expect(readHash('#', defaultState({ run: 'a' }))).toEqual({ state: defaultState({ run: 'a' }) });
  });

  test('bodies learn if there is a rule to learn by', () => {
    expect(defaultState().setting).toMatchObject({
      world: 'DarkRoom-v0',
      worldOptions: { size: 5, bodies: 4 },
      society: 'random',
    });
    expect(defaultState({ run: 'a' })).toMatchObject({ setting: { society: 'vsml' }, source: { run: 'a' } });
  });

  test('fields left out take their defaults, those of the source named', () => {
    expect(readHash('#{"seed":7}')).toEqual({ state: { ...defaultState(), seed: 7 } });
    expect(readHash('#{"source":{"run":"a"}}')).toEqual({ state: defaultState({ run: 'a' }) });
    const short = readHash(`#${encodeURIComponent('{"setting":{"world":"Foragers-v0"}}')}`);
    expect(short.state.setting).toMatchObject({ world: 'Foragers-v0', society: 'vsml', worldOptions: {} });
  });
});

const UNREADABLE = 'The address cannot be read, so the page starts anew: it is ';
test.each([
  ['#seed=1', 'not JSON.'],
  ['#%E0%A4%A', 'not JSON.'],
  ['#[1]', 'not an object.'],
  ['#null', 'not an object.'],
  ['#{"seed":-1}', 'wrong at seed ('],
  ['#{"speed":0}', 'wrong at speed ('],
  ['#{"source":{"run":""}}', 'wrong at source'],
  ['#{"source":{"file":"a"}}', 'wrong at source ('],
  ['#{"setting":{"world":"DarkRoom-v0","society":"bees"}}', 'wrong at setting.society ('],
  ['#{"selection":{"body":0,"layer":0,"state":"gate","unit":0}}', 'wrong at selection.state ('],
  ['#{"colour":"red"}', 'wrong ('],
])('%s is refused', (hash, reason) => {
  const { state, problem } = readHash(hash);
  expect(state).toEqual(defaultState());
  expect(problem?.startsWith(UNREADABLE + reason)).toBe(true);
  expect(problem).toMatch(/\.$/);
});
