/** Rules of DarkRoom-v0. */
import { expect, it } from 'vitest';
import { createWorld } from '../../../envs/worlds/registry.ts';
import type { World } from '../../../envs/worlds/world.ts';
import { integerAt } from '../../../src/numerics/noise.ts';
import { STREAM } from '../../../src/numerics/streams.ts';

const UP = 1;
const RIGHT = 2;
const DOWN = 3;
const LEFT = 4;

function goalOf(world: World): number {
  const { width, height, legend } = world.scene;
  const tiles = new Uint8Array(width * height);
  world.scene.drawTiles(tiles);
  return tiles.indexOf(legend.findIndex(({ name }) => name === 'goal'));
}

/** The first seed whose goal is the cell. */
function resetWithGoal(world: World, cell: number): void {
  for (let seed = 0; seed < 10000; seed++) {
    world.reset(seed);
    if (goalOf(world) === cell) return;
  }
  throw new Error(`no seed has its goal at ${cell}`);
}

it('hides the goal anywhere but at the start, evenly', () => {
  const world = createWorld('DarkRoom-v0', {});
  const counts = new Float64Array(25);
  for (let seed = 0; seed < 4800; seed++) {
    world.reset(seed);
    counts[goalOf(world)] += 1;
  }
  expect(counts[12]).toBe(0);
  let chiSquare = 0;
  counts.forEach((count, cell) => {
    if (cell !== 12) chiSquare += (count - 200) ** 2 / 200;
  });
  // 99.99 % quantile for 23 degrees of freedom.
  expect(chiSquare).toBeLessThan(58);
});

it('starts in the middle, moves as told and stops at walls', () => {
  const world = createWorld('DarkRoom-v0', { size: 4 });
  resetWithGoal(world, 15);
  const visited = [world.scene.bodyCell(0)];
  for (const action of [0, UP, UP, UP, LEFT, LEFT, LEFT, DOWN, RIGHT, 0]) {
    world.step([action]);
    visited.push(world.scene.bodyCell(0));
    expect(world.observations.indexOf(1)).toBe(world.scene.bodyCell(0));
    expect(world.observations.reduce((sum, value) => sum + value)).toBe(1);
  }
  expect(visited).toEqual([10, 10, 6, 2, 2, 1, 0, 0, 4, 5, 5]);
});

it('pays an arrival and leads back to the start in the same step', () => {
  const world = createWorld('DarkRoom-v0', { bodies: 2 });
  resetWithGoal(world, 7);
  for (let round = 0; round < 3; round++) {
    world.step([UP, DOWN]);
    expect([...world.rewards]).toEqual([1, 0]);
    expect(world.scene.bodyCell(0)).toBe(12);
    expect(goalOf(world)).toBe(7);
    world.step([0, UP]);
    expect([...world.rewards]).toEqual([0, 0]);
    expect(world.scene.bodyCell(1)).toBe(12);
  }
});

it('knows the best attainable return, which the shortest way reaches', () => {
  const world = createWorld('DarkRoom-v0', { size: 7 });
  resetWithGoal(world, 2 * 7 + 6);
  expect([3, 4, 100].map((steps) => world.bestAttainableReturn(steps))).toEqual([0, 1, 25]);
  let sum = 0;
  for (let step = 0; step < 100; step++) {
    world.step([[RIGHT, UP, RIGHT, RIGHT][step % 4]]);
    sum += world.rewards[0];
  }
  expect(sum).toBe(25);
});

it('gives a random walker about 1.8 in 100 steps of the 5 x 5 room', () => {
  const world = createWorld('DarkRoom-v0', { bodies: 100 });
  const actions = new Int32Array(100);
  let sum = 0;
  for (let seed = 0; seed < 40; seed++) {
    world.reset(seed);
    for (let step = 0; step < 100; step++) {
      for (let body = 0; body < 100; body++) actions[body] = integerAt(seed, STREAM.test, 5, step, body);
      world.step(actions);
      for (const reward of world.rewards) sum += reward;
    }
  }
  expect(sum / 4000).toBeGreaterThan(1.5);
  expect(sum / 4000).toBeLessThan(2.2);
});
