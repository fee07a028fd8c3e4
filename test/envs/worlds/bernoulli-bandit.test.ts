/** Rules of BernoulliBandit-v0. */
import { expect, it } from 'vitest';
import { createWorld } from '../../../envs/worlds/registry.ts';

it('pays each arm with its hidden probability, each body by itself', () => {
  const world = createWorld('BernoulliBandit-v0', { arms: 5, bodies: 1000 });
  world.reset(8);
  const rates = [0, 1, 2, 3, 4].map((arm) => {
    let paid = 0;
    for (let step = 0; step < 10; step++) {
      world.step(new Uint8Array(1000).fill(arm));
      for (const reward of world.rewards) paid += reward;
    }
    return paid / 10000;
  });
  expect(Math.abs(Math.max(...rates) - world.bestAttainableReturn(1)!)).toBeLessThan(0.02);
  expect(new Set(rates).size).toBe(5);
  world.step(new Uint8Array(1000));
  expect(new Set(world.rewards).size).toBe(2);
});

it('draws probabilities uniformly', () => {
  const world = createWorld('BernoulliBandit-v0', { arms: 2 });
  let best = 0;
  for (let seed = 0; seed < 4000; seed++) {
    world.reset(seed);
    best += world.bestAttainableReturn(1)! / 4000;
  }
  // The larger of two uniform draws has mean 2/3.
  expect(Math.abs(best - 2 / 3)).toBeLessThan(0.015);
});

it('pays a random puller half the time', () => {
  const world = createWorld('BernoulliBandit-v0', {});
  let sum = 0;
  for (let seed = 0; seed < 300; seed++) {
    world.reset(seed);
    for (let step = 0; step < 100; step++) {
      world.step([(step + seed) % 5]);
      sum += world.rewards[0];
    }
  }
  expect(Math.abs(sum / 300 - 50)).toBeLessThan(3);
});

it('shows a row of arms, the best one and what the last pull paid', () => {
  const world = createWorld('BernoulliBandit-v0', { arms: 3 });
  world.reset(2);
  const { scene } = world;
  const tiles = new Uint8Array(3);
  scene.drawTiles(tiles);
  expect([...tiles].filter((tile) => scene.legend[tile].name === 'best arm')).toHaveLength(1);
  world.step([2]);
  scene.drawTiles(tiles);
  expect(scene.legend[tiles[2]].name).toBe(world.rewards[0] === 1 ? 'arm that paid' : 'arm that did not pay');
  expect([scene.width, scene.height, scene.bodyCell(0)]).toEqual([3, 1, 2]);
  expect([...world.observations]).toEqual([1]);
});
