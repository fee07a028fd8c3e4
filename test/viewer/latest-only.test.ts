import { expect, it } from 'vitest';
import { latestOnly } from '../../viewer/state/latest-only.ts';

/** Work that ends when it is told to, and what it was given. */
function heldWork() {
  const given: number[] = [];
  const ends: { end(): void; fail(reason: Error): void }[] = [];
  const go = latestOnly((value: number) => {
    given.push(value);
    return new Promise<void>((end, fail) => ends.push({ end, fail }));
  });
  return { given, ends, go };
}

it('does the latest of what was asked meanwhile, and none of the rest', async () => {
  const { given, ends, go } = heldWork();
  const done = go(1);
  go(2);
  go(3);
  expect(given).toEqual([1]);
  ends[0].end();
  await expect.poll(() => given).toEqual([1, 3]);
  ends[1].end();
  await done;
  go(4);
  expect(given).toEqual([1, 3, 4]);
});

it('can be asked again after a failure', async () => {
  const { given, ends, go } = heldWork();
  const failed = go(1);
  ends[0].fail(new Error('no answer'));
  await expect(failed).rejects.toThrow('no answer');
  go(2);
  expect(given).toEqual([1, 2]);
});
