/**
 * Every environment of this repository passes the checkers that users are given: the built-in ones, all worlds with
 * one body and with many, all streams, and the games of several agents. A new entry is tested by being registered.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  apiTest,
  checkEnv,
  type EnvSpec,
  logger,
  make,
  makeAec,
  makeParallel,
  parallelApiTest,
  parallelSeedTest,
  parallelToAec,
  registerAgentGames,
  registry,
  renderTest,
  seedTest,
  stateTest,
} from 'gymnasium-js';
import { afterAll, describe, expect, it } from 'vitest';
import { listStreams } from '../../envs/streams/registry.ts';
import { registerStreams } from '../../envs/streams/stream-environment.ts';
import { listWorlds } from '../../envs/worlds/registry.ts';
import { registerWorlds } from '../../envs/worlds/world-environment.ts';
import { writeImageFiles } from './streams/image-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'murmuration-'));
process.env.MURMURATION_DATA = folder;
writeImageFiles(folder, { set: 'mnist', count: 60, classes: 5 });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

registerWorlds();
registerStreams();
registerAgentGames();

const entries = [...registry.values()];
const having = (key: 'entryPoint' | 'parallelEntryPoint' | 'aecEntryPoint') =>
  entries.filter((entry) => entry[key] !== null).map((entry) => [entry.id, entry] as const);

/** Warnings that our environments may cause, because they mean what is warned of. */
const MEANT = [
  // Worlds and streams have no bounds to promise.
  /Box (action|observation) space (minimum|maximum) value is/,
  /(minimum|maximum) (action|observation) space value is -?infinity/,
  /recommend using a symmetric and normalized space/,
];

function unmeant(action: () => void): string[] {
  const [, warnings] = logger.catchWarnings(action);
  return warnings.map(({ message }) => message).filter((text) => !MEANT.some((meant) => meant.test(text)));
}

it('the registry has all worlds, streams and built-in environments', () => {
  const ids = new Set(entries.map(({ id }) => id));
  const expected = [...listWorlds(), ...listStreams()].map(({ id }) => id);
  expect([...expected, 'CartPole-v1', 'Taxi-v4', 'TicTacToe-v3'].filter((id) => !ids.has(id))).toEqual([]);
  expect(having('entryPoint').length).toBeGreaterThan(15);
  expect(having('parallelEntryPoint')).toHaveLength(listWorlds().length);
});

describe('checkEnv', () => {
  it.each(having('entryPoint'))('%s', (_, entry: EnvSpec) => {
    const env = make(entry).unwrapped;
    // With the spec of the registry the checks that make it again do so in its wrappers, as users do.
    env.spec = entry;
    expect(unmeant(() => checkEnv(env))).toEqual([]);
  });
});

describe('many agents at once', () => {
  it.each(having('parallelEntryPoint'))('%s', (id) => {
    const makeEnv = () => makeParallel(id, { bodies: 3, lifetime: 7 });
    expect(unmeant(() => parallelApiTest(makeEnv(), 30))).toEqual([]);
    parallelSeedTest(makeEnv, { cycles: 20 });
    stateTest(makeEnv());
    logger.catchWarnings(() => apiTest(parallelToAec(makeEnv()), { cycles: 20 }));
    seedTest(() => makeAec(id, { bodies: 2, lifetime: 5 }), { cycles: 20 });
  });
});

describe('many agents in turns', () => {
  it.each(having('aecEntryPoint'))('%s', (id) => {
    expect(unmeant(() => apiTest(makeAec(id), { cycles: 60 }))).toEqual([]);
    seedTest(() => makeAec(id), { cycles: 60 });
    const print = console.log;
    console.log = () => {};
    try {
      renderTest((renderMode) => makeAec(id, { renderMode }));
    } finally {
      console.log = print;
    }
  });
});
