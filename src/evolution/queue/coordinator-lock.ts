/** One coordinator a run: a key in Redis that expires with its holder and is renewed while it lives. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Redis } from 'ioredis';
import { QueueError } from './queue-error.ts';
import { QUEUE_NAME } from './queue-messages.ts';

const HELD_MILLISECONDS = 15_000;

export interface CoordinatorLock {
  /** The error of having lost the lock to somebody else, if that happened. */
  lost(): QueueError | undefined;
  release(): Promise<void>;
}

/**
 * Takes the lock of a run.
 * @throws QueueError `coordinated` while another process holds it
 */
export async function lockRun(redis: Redis, run: string): Promise<CoordinatorLock> {
  const key = `${QUEUE_NAME}:coordinator:${run}`;
  const own = `process ${process.pid} on ${hostname()} (${randomUUID().slice(0, 8)})`;
  const refused = (holder: string | null) =>
    new QueueError('coordinated', `run ${run} is coordinated by ${holder ?? 'another process'} already`);
  const take = () => redis.set(key, own, 'PX', HELD_MILLISECONDS, 'NX');
  if ((await take()) === null) throw refused(await redis.get(key));
  let loss: QueueError | undefined;
  const renew = async () => {
    const holder = await redis.get(key);
    if (holder === own) await redis.pexpire(key, HELD_MILLISECONDS);
    // A server that was emptied or restarted has forgotten it; whoever is first takes it anew.
    else if (holder !== null || (await take()) === null) loss = refused(holder);
  };
  const timer = setInterval(() => renew().catch(() => {}), HELD_MILLISECONDS / 3);
  timer.unref();
  return {
    lost: () => loss,
    async release() {
      clearInterval(timer);
      if ((await redis.get(key)) === own) await redis.del(key);
    },
  };
}
