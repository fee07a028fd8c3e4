/** The queue executor on a real Redis: the rule of the inline executor, and addresses that are refused. */
import { describe, expect, it } from 'vitest';
import { createInlineExecutor } from '../../../../src/evolution/inline-executor.ts';
import { openAiEs } from '../../../../src/evolution/openai-es.ts';
import { connectRedis } from '../../../../src/evolution/queue/redis-connection.ts';
import { hashChain } from '../../../fixtures/hash-chain.ts';
import { coordinate, startWorker } from '../../../fixtures/queue-workers.ts';
import { hasRedis, RedisServer } from '../../../fixtures/redis-server.ts';
import { TOY_CONFIGURATION } from '../../../fixtures/toy-configuration.ts';
import { toyEvaluator } from '../../../fixtures/toy-evaluators.ts';

const inline = () => hashChain(createInlineExecutor(toyEvaluator('sphere')));
const proposal = openAiEs.ask(openAiEs.init(TOY_CONFIGURATION, new Float32Array(3), 5));

describe.runIf(hasRedis)('the queue executor', () => {
  it.each([1, 3])('finds the rule of the inline executor with %i worker processes', async (count) => {
    const { address } = await RedisServer.start();
    for (let n = 0; n < count; n++) await startWorker(address, { name: `worker-${n}` });
    expect(await hashChain(await coordinate(address))).toEqual(await inline());
  });

  it('evaluates at one time what is asked at one time', async () => {
    const { address } = await RedisServer.start();
    await startWorker(address);
    const executor = await coordinate(address);
    const apart = await Promise.all([1, 2, 3].map((seed) => executor.evaluate(proposal, [seed])));
    const together = await createInlineExecutor(toyEvaluator('sphere')).evaluate(proposal, [1, 2, 3]);
    for (let n = 0; n < together.length; n++) expect(apart[n % 3][Math.floor(n / 3)]).toBe(together[n]);
  });

  it('passes NaN through', async () => {
    const { address } = await RedisServer.start();
    await startWorker(address);
    const fitness = await (await coordinate(address, 'partlyNaN')).evaluate(proposal, [1, 2]);
    const expected = await createInlineExecutor(toyEvaluator('partlyNaN')).evaluate(proposal, [1, 2]);
    expect(expected.some(Number.isNaN)).toBe(true);
    expect([...fitness]).toEqual([...expected]);
  });

  it('gives no chunk out again because it had to wait for its turn', async () => {
    const { address } = await RedisServer.start();
    await startWorker(address);
    const notices: string[] = [];
    const executor = await coordinate(address, 'slowSphere', {
      evaluator: { name: 'slowSphere', specification: { milliseconds: 100 } },
      lookMilliseconds: 20,
      onNotice: (notice) => notices.push(notice),
    });
    // Ten chunks of two lifetimes, one after the other: the last one waits for nearly two seconds.
    await executor.evaluate(proposal, [1, 2]);
    expect(notices).toEqual([]);
  });

  it('stops when told to, and takes back what nobody has begun', async () => {
    const server = await RedisServer.start();
    const executor = await coordinate(server.address);
    const controller = new AbortController();
    const result = executor.evaluate(proposal, [1], controller.signal);
    const waiting = () => server.command((redis) => redis.llen('bull:murmuration:wait'));
    await expect.poll(waiting).toBeGreaterThan(0);
    controller.abort(new Error('enough'));
    await expect(result).rejects.toThrow('enough');
    expect(await waiting()).toBe(0);
  });

  it('refuses a second coordinator of the same run, and lets it in when the first has gone', async () => {
    const { address } = await RedisServer.start();
    const first = await coordinate(address);
    await expect(coordinate(address)).rejects.toThrow(
      /^run toy is coordinated by process \d+ on .* already$/,
    );
    await first.close();
    await coordinate(address);
  });
});

describe('the address of a queue', () => {
  it.each([
    ['http://127.0.0.1', /it must be redis:\/\/\[user:password@\]host\[:port\]\[\/database\], or rediss/],
    ['nonsense', /it must be redis:/],
    ['redis://127.0.0.1/first', /the queue's database must be a number, got first/],
    ['redis://127.0.0.1:1', /^redis:\/\/127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED/],
  ])('%s is refused', async (address, sentence) => {
    await expect(connectRedis(address)).rejects.toThrow(sentence);
  });

  it.runIf(hasRedis)(
    'with a wrong password is refused without repeating it; with the right one it works',
    async () => {
      const { port } = await RedisServer.start('--requirepass', 'starling');
      const wrong = connectRedis(`redis://:sparrow@127.0.0.1:${port}`);
      await expect(wrong).rejects.toThrow(`redis://127.0.0.1:${port} refuses the user or password`);
      const redis = await connectRedis(`redis://:starling@127.0.0.1:${port}`);
      expect(await redis.ping()).toBe('PONG');
      redis.disconnect();
    },
  );

  it.runIf(hasRedis)('of a server that may evict keys is refused', async () => {
    const { address } = await RedisServer.start('--maxmemory-policy', 'allkeys-lru');
    await expect(connectRedis(address)).rejects.toThrow(
      'may evict keys (maxmemory-policy is allkeys-lru): set it to noeviction',
    );
  });
});
