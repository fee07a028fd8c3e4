/**
 * The rows of the queue in the matrix of `executor-matrix.test.ts`: {1, 3 worker processes, killed at random all the
 * time} x {never stopped, the coordinator killed at every generation}.
 */
import { describe, expect, it } from 'vitest';
import { killedAtEveryGeneration, neverStopped } from '../../../fixtures/matrix.ts';
import { hasRedis, RedisServer } from '../../../fixtures/redis-server.ts';
import { amongRestlessWorkers } from '../../../fixtures/restless-workers.ts';
import { TOY_CHAIN } from '../../../fixtures/toy-chain.ts';

describe.runIf(hasRedis).each([1, 3])('a queue with %i workers that are killed gives the chain', (count) => {
  it('never stopped', { timeout: 240_000 }, async () => {
    const { address } = await RedisServer.start();
    const { outcome, killed } = await amongRestlessWorkers(address, count, () => neverStopped(address));
    expect(outcome).toEqual(TOY_CHAIN);
    expect(killed).toBeGreaterThan(0);
  });

  it('killed with SIGKILL and resumed from disk by a new coordinator at every generation', {
    timeout: 240_000,
  }, async () => {
    const server = await RedisServer.start();
    // The dead coordinator's lock goes with its time, see `queue-faults.test.ts`; this test does not wait for it.
    const unlock = () => server.command((redis) => redis.del('murmuration:coordinator:toy'));
    const { outcome, killed } = await amongRestlessWorkers(server.address, count, () =>
      killedAtEveryGeneration(server.address, unlock),
    );
    expect(outcome).toEqual({ hashes: TOY_CHAIN, left: [1, 2, 3, 4, 5, 6] });
    expect(killed).toBeGreaterThan(0);
  });
});
