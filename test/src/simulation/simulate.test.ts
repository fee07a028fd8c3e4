import { take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Lifetime, type SimulatedSociety, type SimulatedWorld } from '../../../src/simulation/lifetime.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { EMPTY_HASH, extendHash, formatHash } from '../../../src/simulation/trajectory-hash.ts';

/** Rewards body b with its own number each time it acts. */
function createParts(log: string[] = []) {
  const world: SimulatedWorld = {
    bodyCount: 2,
    observations: new Float32Array(2),
    rewards: new Float32Array(2),
    reset: (seed) => log.push(`world reset ${seed}`),
    step(actions) {
      log.push(`step ${[...actions]}`);
      this.rewards.set([0, 1]);
      this.observations.fill(this.observations[0] + 1);
    },
  };
  const society: SimulatedSociety = {
    reset: (seed) => log.push(`society reset ${seed}`),
    act: (observations, actions) => actions.fill(observations[0]),
    learn: (rewards) => log.push(`learn ${[...rewards]}`),
  };
  return { world, society, log };
}

describe('Lifetime', () => {
  it('resets world and society with seeds of their own, then acts, steps and learns in turn', () => {
    const { world, society, log } = createParts();
    const lifetime = new Lifetime(world, society, 5);
    lifetime.advance();
    lifetime.advance();
    expect(log.slice(2)).toEqual(['step 0,0', 'learn 0,1', 'step 1,1', 'learn 0,1']);
    expect(log[0]).toMatch(/^world reset \d+$/);
    expect(log[1]).toMatch(/^society reset \d+$/);
    expect(log[0].split(' ')[2]).not.toBe(log[1].split(' ')[2]);
  });
});

describe('simulate', () => {
  it('runs a lifetime for every subscriber and completes', () => {
    const log: string[] = [];
    const totals: number[] = [];
    const frames = simulate(() => createParts(log), 5, 3);
    expect(log).toEqual([]);
    let completed = 0;
    for (let subscriber = 0; subscriber < 2; subscriber++) {
      frames.subscribe({ next: ({ total }) => totals.push(total), complete: () => completed++ });
    }
    expect(totals).toEqual([0.5, 1, 1.5, 0.5, 1, 1.5]);
    expect(completed).toBe(2);
  });

  it('stops when it is unsubscribed', () => {
    const log: string[] = [];
    const steps: number[] = [];
    simulate(() => createParts(log), 5, 1000)
      .pipe(take(2))
      .subscribe(({ step }) => steps.push(step));
    expect(steps).toEqual([1, 2]);
    expect(log.filter((line) => line.startsWith('step'))).toHaveLength(2);
  });
});

describe('trajectory hash', () => {
  it('depends on every byte and its place', () => {
    const hash = (...values: number[]) => formatHash(extendHash(EMPTY_HASH, Int32Array.from(values)));
    expect(hash(1, 2)).toMatch(/^[0-9a-f]{16}$/);
    expect(new Set([hash(1, 2), hash(2, 1), hash(1, 3), hash(1, 2, 0)]).size).toBe(4);
    const joined = extendHash(extendHash(EMPTY_HASH, Int32Array.of(1)), Int32Array.of(2));
    expect(joined).toEqual(extendHash(extendHash(EMPTY_HASH, Int32Array.of(1)), Int32Array.of(2)));
  });
});
