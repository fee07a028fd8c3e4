/**
 * What holds for every registered world: exact in its seed, in place, finite, drawable, and sound as an
 * environment.
 */
import { make, makeParallel, parallelApiTest } from 'gymnasium-js';
import { describe, expect, it } from 'vitest';
import { createWorld, listWorlds } from '../../../envs/worlds/registry.ts';
import type { World } from '../../../envs/worlds/world.ts';
import { registerWorlds } from '../../../envs/worlds/world-environment.ts';
import { integerAt } from '../../../src/numerics/noise.ts';
import { STREAM } from '../../../src/numerics/streams.ts';

registerWorlds();

const STEPS = 60;

function randomActions(world: World, step: number, actions: Int32Array): Int32Array {
  for (let body = 0; body < world.bodyCount; body++) {
    actions[body] = integerAt(5, STREAM.test, world.actionCount, step, body);
  }
  return actions;
}

/** Observations, rewards, cells and tiles of a life of random actions. */
function trajectory(world: World, seed: number, draw = true): number[] {
  const actions = new Int32Array(world.bodyCount);
  const tiles = new Uint8Array(world.scene.width * world.scene.height);
  const record: number[] = [];
  world.reset(seed);
  for (let step = 0; step < STEPS; step++) {
    record.push(...world.observations, ...world.rewards);
    for (let body = 0; body < world.bodyCount; body++) record.push(world.scene.bodyCell(body));
    if (draw) world.scene.drawTiles(tiles);
    world.step(randomActions(world, step, actions));
  }
  return record;
}

describe.each(listWorlds().map(({ id }) => ({ id })))('$id', ({ id }) => {
  it('is an exact function of its seed, whatever was lived before', () => {
    const first = createWorld(id, { bodies: 3 });
    const second = createWorld(id, { bodies: 3 });
    const expected = trajectory(first, 11);
    trajectory(second, 12);
    expect(trajectory(second, 11)).toEqual(expected);
    const largest = Number.MAX_SAFE_INTEGER;
    expect(trajectory(first, largest)).toEqual(trajectory(second, largest));
  });

  it('gives other tasks for other seeds', () => {
    const world = createWorld(id, { bodies: 3 });
    const distinct = new Set([1, 2, 3, 4, 5, 6].map((seed) => trajectory(world, seed).join()));
    expect(distinct.size).toBeGreaterThan(3);
  });

  it('works in place and stays finite', () => {
    const world = createWorld(id, { bodies: 3 });
    const { observations, rewards, scene } = world;
    expect(observations.length).toBe(3 * world.observationSize);
    expect(rewards.length).toBe(3);
    const record = trajectory(world, 4);
    expect(world.observations).toBe(observations);
    expect(world.rewards).toBe(rewards);
    expect(world.scene).toBe(scene);
    expect(record.every(Number.isFinite)).toBe(true);
    world.reset(4);
    expect([...rewards]).toEqual([0, 0, 0]);
  });

  it('draws tiles of its legend without changing anything', () => {
    const world = createWorld(id, { bodies: 3 });
    const { width, height, legend } = world.scene;
    const tiles = new Uint8Array(width * height + 1).fill(255);
    world.scene.drawTiles(tiles);
    expect(tiles[width * height]).toBe(255);
    expect(tiles.subarray(0, width * height).every((tile) => tile < legend.length)).toBe(true);
    for (const { color } of legend) expect(color).toMatch(/^#[0-9a-f]{6}$/);
    expect(trajectory(world, 9, false)).toEqual(trajectory(world, 9, true));
  });

  it('refuses bad seeds and bad actions', () => {
    const world = createWorld(id, { bodies: 2 });
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 53])
      expect(() => world.reset(seed)).toThrow('seed must be an integer');
    for (const action of [-1, world.actionCount, 0.5, Number.NaN]) {
      expect(() => world.step([0, action])).toThrow('action of body 1 must be an integer from 0');
    }
    expect(() => world.step([0])).toThrow('got undefined');
  });

  it('is a sound ParallelEnv', () => {
    parallelApiTest(makeParallel(id, { bodies: 3, lifetime: 7 }), 40);
  });

  it('takes numbers as text and refuses what it does not know', () => {
    expect(createWorld(id, { bodies: '4', lifetime: '9' })).toMatchObject({ bodyCount: 4, lifetimeSteps: 9 });
    for (const bodies of ['', 'x', '1.5', 0, -1, null, true, [2]]) {
      expect(() => createWorld(id, { bodies })).toThrow(
        `${id}: option 'bodies' must be an integer from 1 to`,
      );
    }
    expect(() => createWorld(id, { sise: 5 })).toThrow(`${id} has no option 'sise'; it accepts `);
  });

  it('is an Env with one body whose seed names the same task', () => {
    const env = make(id, { lifetime: 3 });
    const world = createWorld(id, { bodies: 1, lifetime: 3 });
    world.reset(21);
    expect(env.reset({ seed: 21 })[0]).toEqual(world.observations);
    for (let step = 0; step < 3; step++) {
      world.step([1]);
      expect(env.step(1)).toEqual([world.observations, world.rewards[0], false, step === 2, {}]);
    }
    expect(() => env.step(1)).toThrow('call reset before step');
    env.reset();
    expect(() => env.step(99)).toThrow('action must lie in Discrete(');
    expect(String(env.unwrapped)).toBe(`<WorldEnv<${id}>>`);
  });
});

it('names the worlds there are', () => {
  expect(() => createWorld('DarkRom-v0')).toThrow(
    "unknown world 'DarkRom-v0'; there are BernoulliBandit-v0, DarkRoom-v0, Foragers-v0",
  );
  expect(listWorlds().find(({ id }) => id === 'DarkRoom-v0')?.options).toEqual({
    size: 5,
    bodies: 1,
    lifetime: 100,
  });
});

it('refuses agents and actions that a ParallelEnv does not have', () => {
  const env = makeParallel('DarkRoom-v0', { bodies: 2 });
  expect(() => env.step(new Map())).toThrow('call reset before step');
  env.reset({ seed: 1 });
  expect(() => env.step(new Map([['body_0', 1]]))).toThrow(
    'the action of body_1 must lie in Discrete(5), got undefined',
  );
  expect(() => env.actionSpace('body_2')).toThrow("no agent 'body_2'; there are body_0 to body_1");
  expect(env.state()).toHaveLength(50);
  expect(() => make('DarkRoom-v0', { bodies: 2 })).toThrow('DarkRoom-v0 has 2 bodies');
});
