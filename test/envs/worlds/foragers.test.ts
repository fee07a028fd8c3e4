/** Rules of Foragers-v0. */
import { expect, it } from 'vitest';
import { createWorld } from '../../../envs/worlds/registry.ts';
import type { World } from '../../../envs/worlds/world.ts';
import { integerAt } from '../../../src/numerics/noise.ts';
import { STREAM } from '../../../src/numerics/streams.ts';

const UP = 1;
const RIGHT = 2;
const DOWN = 3;
const LEFT = 4;

function tilesOf(world: World): Uint8Array {
  const tiles = new Uint8Array(world.scene.width * world.scene.height);
  world.scene.drawTiles(tiles);
  return tiles;
}

function countsOf(tiles: Uint8Array): number[] {
  const counts = [0, 0, 0, 0];
  for (const tile of tiles) counts[tile] += 1;
  return counts;
}

function randomActions(world: World, seed: number, step: number): Int32Array {
  return Int32Array.from({ length: world.bodyCount }, (_, body) =>
    integerAt(seed, STREAM.test, 5, step, body),
  );
}

/** Values of the item types as random bodies taste them in one lifetime. */
function tasted(world: World, seed: number): (number | undefined)[] {
  const values: (number | undefined)[] = [undefined, undefined, undefined];
  world.reset(seed);
  for (let step = 0; step < 40; step++) {
    const before = tilesOf(world);
    world.step(randomActions(world, seed, step));
    const eaters = new Set<number>();
    for (let body = 0; body < world.bodyCount; body++) {
      const cell = world.scene.bodyCell(body);
      const item = before[cell];
      if (item === 0 || eaters.has(cell)) {
        expect(world.rewards[body]).toBe(0);
        continue;
      }
      eaters.add(cell);
      values[item - 1] ??= world.rewards[body];
      expect(world.rewards[body]).toBe(values[item - 1]);
    }
  }
  return values;
}

it('pays each type its value, the same all life long, redrawn with each lifetime', () => {
  const world = createWorld('Foragers-v0', { bodies: 20 });
  const assignments = new Set<string>();
  const counts = new Map<number | undefined, number>();
  for (let seed = 0; seed < 60; seed++) {
    const values = tasted(world, seed);
    expect(values).toContain(1);
    assignments.add(values.join());
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual([-1, 0, 1]);
  // 27 assignments less the 8 without a positive value.
  expect(assignments.size).toBeGreaterThan(12);
});

it('brings an eaten item back as the same type on a free cell', () => {
  const world = createWorld('Foragers-v0', {});
  world.reset(3);
  const counts = countsOf(tilesOf(world));
  expect(counts).toEqual([144 - 29, 10, 10, 9]);
  for (let step = 0; step < 100; step++) {
    world.step(randomActions(world, 1, step));
    const tiles = tilesOf(world);
    expect(countsOf(tiles)).toEqual(counts);
    for (let body = 0; body < 8; body++) expect(tiles[world.scene.bodyCell(body)]).toBe(0);
  }
});

it('wraps round the torus on all sides', () => {
  const world = createWorld('Foragers-v0', { width: 5, height: 7, bodies: 1 });
  world.reset(1);
  for (const [action, turn] of [
    [UP, 7],
    [RIGHT, 5],
    [DOWN, 7],
    [LEFT, 5],
  ]) {
    const start = world.scene.bodyCell(0);
    const visited = new Set<number>();
    for (let step = 0; step < turn; step++) {
      world.step([action]);
      visited.add(world.scene.bodyCell(0));
    }
    expect(world.scene.bodyCell(0)).toBe(start);
    expect(visited.size).toBe(turn);
  }
});

it('shows each body the items and the other bodies around it', () => {
  const world = createWorld('Foragers-v0', { width: 6, height: 5, bodies: 6, radius: 2, density: 0.3 });
  for (let seed = 0; seed < 5; seed++) {
    world.reset(seed);
    for (let step = 0; step < 10; step++) world.step(randomActions(world, seed, step));
    const tiles = tilesOf(world);
    const cells = Array.from({ length: 6 }, (_, body) => world.scene.bodyCell(body));
    const expected: number[] = [];
    cells.forEach((own, body) => {
      for (let y = -2; y <= 2; y++) {
        for (let x = -2; x <= 2; x++) {
          const cell = ((Math.floor(own / 6) + y + 5) % 5) * 6 + (((own % 6) + x + 6) % 6);
          for (let type = 1; type <= 3; type++) expected.push(tiles[cell] === type ? 1 : 0);
          expected.push(cells.some((other, n) => n !== body && other === cell) ? 1 : 0);
        }
      }
    });
    expect([...world.observations]).toEqual(expected);
  }
});

it('lets bodies share a cell and feeds the first of them', () => {
  const world = createWorld('Foragers-v0', { width: 5, height: 5, bodies: 10, density: 0.2 });
  let shared = 0;
  for (let step = 0; step < 100; step++) {
    const before = tilesOf(world);
    world.step(randomActions(world, 2, step));
    for (let body = 1; body < 10; body++) {
      const cell = world.scene.bodyCell(body);
      const first = Array.from({ length: body }, (_, n) => world.scene.bodyCell(n)).indexOf(cell);
      if (first === -1) continue;
      shared += 1;
      if (before[cell] !== 0) expect(world.rewards[body]).toBe(0);
    }
  }
  expect(shared).toBeGreaterThan(20);
});

it('refuses a torus too full to respawn on', () => {
  expect(() => createWorld('Foragers-v0', { width: 5, height: 5, bodies: 20 })).toThrow(
    'Foragers-v0: bodies and items (density x width x height) together must leave at least a tenth of the cells free',
  );
  expect(() => createWorld('Foragers-v0', { density: '0.9' })).toThrow(
    "Foragers-v0: option 'density' must be a number from 0.001 to 0.8, got 0.9",
  );
});

it('holds 10,000 bodies on 200 x 200 cells and keeps its number of items', () => {
  const world = createWorld('Foragers-v0', { width: 200, height: 200, bodies: 10000 });
  world.reset(1);
  const tiles = new Uint8Array(200 * 200);
  const items = () => {
    world.scene.drawTiles(tiles);
    return tiles.reduce((count, tile) => count + (tile > 0 ? 1 : 0), 0);
  };
  const before = items();
  for (let step = 0; step < 3; step++) world.step(randomActions(world, 1, step));
  expect(items()).toBe(before);
});
