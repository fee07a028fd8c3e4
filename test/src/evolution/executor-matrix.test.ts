/**
 * One rule, wherever it is computed and however often its run dies: {inline, 1, 2, 3, 7 threads} x {never stopped, killed
 * at every generation}. The rows of the queue and of Web Workers stand in `queue/queue-matrix.test.ts` and
 * `executor-matrix.browser.test.ts`; all are held to the same six hashes.
 */
import { describe, expect, it } from 'vitest';
import { killedAtEveryGeneration, neverStopped } from '../../fixtures/matrix.ts';
import { TOY_CHAIN } from '../../fixtures/toy-chain.ts';

it('has a chain of six different hashes', () => {
  expect(new Set(TOY_CHAIN).size).toBe(6);
});

describe.each(['inline', 'threads:1', 'threads:2', 'threads:3', 'threads:7'])(
  '%s gives the chain',
  (name) => {
    it('never stopped', async () => {
      expect(await neverStopped(name)).toEqual(TOY_CHAIN);
    });

    it('killed with SIGKILL and resumed from disk by a new process at every generation', {
      timeout: 240_000,
    }, async () => {
      const { hashes, left } = await killedAtEveryGeneration(name);
      expect(left).toEqual([1, 2, 3, 4, 5, 6]);
      expect(hashes).toEqual(TOY_CHAIN);
    });
  },
);
