/**
 * Connections to the Redis of a queue: its address with password and TLS, checked before anything is trusted to it.
 * A server that may evict keys would lose work without a word, so it is refused.
 */
import { isIP } from 'node:net';
import { Redis } from 'ioredis';
import { QueueError } from './queue-error.ts';

const CONNECT_MILLISECONDS = 5000;
/** Longest pause between attempts to reach a server that went away. */
const LONGEST_PAUSE = 1000;

/**
 * Checks the address of a queue.
 * @throws QueueError `address` unless it is a `redis:` or `rediss:` URL
 */
export function parseRedisUrl(address: string): URL {
  const url = URL.parse(address);
  const accepted = 'it must be redis://[user:password@]host[:port][/database], or rediss:// for TLS';
  if (url === null || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') {
    throw new QueueError('address', `the queue's address is not valid: ${accepted}`);
  }
  if (!/^\/?\d*$/.test(url.pathname)) {
    throw new QueueError('address', `the queue's database must be a number, got ${url.pathname.slice(1)}`);
  }
  return url;
}

/** The address as it may be shown: without user and password. */
export function shownAddress({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}

function optionsOf(url: URL) {
  const database = url.pathname.slice(1);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: url.port === '' ? 6379 : Number(url.port),
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...(database && { db: Number(database) }),
    // A server is asked for by its name; an address is none (RFC 6066, section 3).
    ...(url.protocol === 'rediss:' && { tls: isIP(host) === 0 ? { servername: host } : {} }),
    connectTimeout: CONNECT_MILLISECONDS,
    lazyConnect: true,
    // Commands wait for a server that comes back, as long as it takes; the one who waits may give up.
    maxRetriesPerRequest: null,
    retryStrategy: (attempt: number) => Math.min(100 * attempt, LONGEST_PAUSE),
  };
}

function connectionError(address: string, error: unknown): QueueError {
  const reason = error instanceof Error ? error.message : String(error);
  if (/WRONGPASS|NOAUTH|NOPERM|AUTH/.test(reason)) {
    return new QueueError('password', `${address} refuses the user or password`, { cause: error });
  }
  return new QueueError('unreachable', `${address} cannot be reached: ${reason}`, { cause: error });
}

/** First of all a connection that gives up at once, so that a wrong address is told and not retried for ever. */
async function assertUsable(options: ReturnType<typeof optionsOf>, address: string): Promise<void> {
  const probe = new Redis({ ...options, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  let lastError: unknown;
  probe.on('error', (error) => {
    lastError = error;
  });
  try {
    await probe.connect();
    const memory = await probe.info('memory');
    const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
    if (policy !== undefined && policy !== 'noeviction') {
      throw new QueueError(
        'eviction',
        `${address} may evict keys (maxmemory-policy is ${policy}): set it to noeviction`,
      );
    }
  } catch (error) {
    if (error instanceof QueueError) throw error;
    throw connectionError(address, lastError ?? error);
  } finally {
    probe.disconnect();
  }
}

/**
 * Opens a connection that comes back by itself when the server does.
 * @throws QueueError `address`, `unreachable`, `password` or `eviction`
 */
export async function connectRedis(address: string): Promise<Redis> {
  const url = parseRedisUrl(address);
  const options = optionsOf(url);
  await assertUsable(options, shownAddress(url));
  const redis = new Redis(options);
  // Whoever waits for a command hears of trouble; a lost connection is tried again.
  redis.on('error', () => {});
  await redis.connect();
  return redis;
}
