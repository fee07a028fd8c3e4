/** Whatever happens to workers, Redis or the coordinator, a run on a queue ends in the hashes of the inline executor. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createInlineExecutor } from '../../../../src/evolution/inline-executor.ts';
import { openAiEs } from '../../../../src/evolution/openai-es.ts';
import {
  type Answer,
  type Chunk,
  fitnessText,
  QUEUE_NAME,
} from '../../../../src/evolution/queue/queue-messages.ts';
import { train } from '../../../../src/training/trainer.ts';
import { finished, startScript } from '../../../fixtures/child-script.ts';
import { hashChain } from '../../../fixtures/hash-chain.ts';
import { coordinate, startWorker } from '../../../fixtures/queue-workers.ts';
import { hasRedis, RedisServer } from '../../../fixtures/redis-server.ts';
import { temporaryDirectory } from '../../../fixtures/temporary-directory.ts';
import { TOY_CONFIGURATION } from '../../../fixtures/toy-configuration.ts';
import { toyEvaluator } from '../../../fixtures/toy-evaluators.ts';
import { toyTraining } from '../../../fixtures/toy-training.ts';

const GENERATIONS = 6;
let expected: string[];
beforeAll(async () => {
  expected = await hashChain(createInlineExecutor(toyEvaluator('sphere')), GENERATIONS);
});

/** Jobs that a hand adds to the queue. */
function openQueue({ port }: RedisServer): Queue<Chunk> {
  const queue = new Queue<Chunk>(QUEUE_NAME, { connection: { host: '127.0.0.1', port } });
  onTestFinished(() => queue.close());
  return queue;
}

/** A worker in this process that answers as it is told. */
function answeringWorker({ port }: RedisServer, answer: (chunk: Chunk) => Promise<Answer>): void {
  const worker = new Worker<Chunk, Answer>(QUEUE_NAME, ({ data }) => answer(data), {
    connection: { host: '127.0.0.1', port, maxRetriesPerRequest: null },
    concurrency: 100,
  });
  onTestFinished(() => worker.close(true));
}

const proposal = openAiEs.ask(openAiEs.init(TOY_CONFIGURATION, new Float32Array(13), 5));

/** The true answer to a chunk of `proposal` on task seed 0. */
async function trueAnswer({ start, end }: Chunk): Promise<Answer> {
  const fitness = await createInlineExecutor(toyEvaluator('sphere')).evaluate(proposal, [0]);
  return { worker: 'honest', fitness: fitnessText(fitness.slice(start, end)), milliseconds: 1 };
}

describe.runIf(hasRedis)('the same hashes although', () => {
  it('a worker is killed in mid-chunk', async () => {
    const { address } = await RedisServer.start();
    const victim = await startWorker(address, { name: 'victim' });
    const executor = await coordinate(address, 'slowSphere');
    const chain = hashChain(executor, GENERATIONS);
    await victim.said(/done/);
    await victim.kill('SIGKILL');
    await startWorker(address, { name: 'heir' });
    expect(await chain).toEqual(expected);
  });

  it('a worker is stopped past its lock and comes back late', async () => {
    const { address } = await RedisServer.start();
    const sleeper = await startWorker(address, { name: 'sleeper' });
    const executor = await coordinate(address, 'slowSphere');
    const chain = hashChain(executor, GENERATIONS);
    await sleeper.said(/done/);
    sleeper.child.kill('SIGSTOP');
    const other = await startWorker(address, { name: 'other' });
    await other.said(/done/);
    await sleep(1500);
    sleeper.child.kill('SIGCONT');
    expect(await chain).toEqual(expected);
  });

  it('chunks are delivered twice', async () => {
    const server = await RedisServer.start();
    const queue = openQueue(server);
    await startWorker(server.address);
    const executor = await coordinate(server.address, 'slowSphere');
    const chain = hashChain(executor, GENERATIONS, async () => {
      for (const job of await queue.getCompleted())
        await queue.add('chunk', job.data, { jobId: `${job.id}1` });
    });
    expect(await chain).toEqual(expected);
    const ids = (await queue.getCompleted()).map(({ id }) => id);
    expect(ids.filter((id) => id?.endsWith('.01')).length).toBeGreaterThan(0);
  });

  it('results come in reverse order', async () => {
    const server = await RedisServer.start();
    const order: number[] = [];
    const chunks: Chunk[] = [];
    const all = Promise.withResolvers<void>();
    answeringWorker(server, async (chunk) => {
      chunks.push(chunk);
      if (chunks.length === 10) all.resolve();
      await all.promise;
      await sleep(20 * (10 - chunk.start));
      order.push(chunk.start);
      return trueAnswer(chunk);
    });
    const executor = await coordinate(server.address);
    const fitness = await executor.evaluate(proposal, [0]);
    expect(order).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(fitness).toEqual(await createInlineExecutor(toyEvaluator('sphere')).evaluate(proposal, [0]));
  });

  it('a result of an earlier generation comes late', async () => {
    const server = await RedisServer.start();
    const queue = openQueue(server);
    await startWorker(server.address);
    const executor = await coordinate(server.address, 'slowSphere');
    let first: Chunk | undefined;
    const chain = hashChain(executor, GENERATIONS, async (generation) => {
      first ??= (await queue.getCompleted())[0].data;
      await queue.add('chunk', first, { jobId: `${first.call}.${first.start}-${first.end}.9${generation}` });
    });
    expect(await chain).toEqual(expected);
  });

  it('workers of another build come first, which are refused by name', async () => {
    const { address } = await RedisServer.start();
    const notices: string[] = [];
    const wrong = await startWorker(address, { name: 'stranger', build: 'another build' });
    const executor = await coordinate(address, 'sphere', { onNotice: (notice) => notices.push(notice) });
    const chain = hashChain(executor, GENERATIONS);
    await wrong.said(/refused: its build is another buil, the run's is toy build/);
    await startWorker(address);
    expect(await chain).toEqual(expected);
    expect(notices).toContain(
      "worker stranger was refused: its build is another buil, the run's is toy build",
    );
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'Redis is restarted after %s with nothing saved',
    async (signal) => {
      const server = await RedisServer.start();
      const worker = await startWorker(server.address);
      const executor = await coordinate(server.address, 'slowSphere');
      const chain = hashChain(executor, GENERATIONS);
      await worker.said(/done/);
      await server.end(signal);
      await sleep(300);
      await server.begin();
      expect(await chain).toEqual(expected);
    },
  );

  it('Redis is emptied', async () => {
    const server = await RedisServer.start();
    const worker = await startWorker(server.address);
    const executor = await coordinate(server.address, 'slowSphere');
    const chain = hashChain(executor, GENERATIONS);
    await worker.said(/done/);
    await server.command((redis) => redis.flushall());
    expect(await chain).toEqual(expected);
  });

  it('a worker is ten times slower than the other', async () => {
    const { address } = await RedisServer.start();
    await startWorker(address, { name: 'slow' });
    await startWorker(address, { name: 'fast' });
    const executor = await coordinate(address, 'slowSphere');
    expect(await hashChain(executor, GENERATIONS)).toEqual(expected);
  });

  it('workers join and leave all the time', async () => {
    const { address } = await RedisServer.start();
    let worker = await startWorker(address, { name: 'worker-0' });
    const executor = await coordinate(address, 'slowSphere');
    const chain = hashChain(executor, GENERATIONS, async (generation) => {
      const leaving = worker.kill(generation % 2 === 0 ? 'SIGTERM' : 'SIGKILL');
      worker = await startWorker(address, { name: `worker-${generation}` });
      await leaving;
    });
    expect(await chain).toEqual(expected);
  });

  it('the coordinator is killed when all results are in and nothing is saved', async () => {
    const { address } = await RedisServer.start();
    await startWorker(address);
    const directory = temporaryDirectory();
    const first = startScript('queue-run.ts', address, directory, String(GENERATIONS), '3');
    const [, signal] = await once(first, 'exit');
    expect(signal).toBe('SIGKILL');
    // The dead coordinator's lock goes with its time; a test does not wait for it.
    const queue = startScript('queue-run.ts', address, directory, String(GENERATIONS), 'never');
    const refused = await finished(queue);
    expect(refused.errors).toMatch(/run toy is coordinated by process \d+ on/);
    await sleep(15_000);
    const again = await finished(
      startScript('queue-run.ts', address, directory, String(GENERATIONS), 'never'),
    );
    const executor = createInlineExecutor(toyEvaluator('sphere'));
    const { hashes } = await train({ ...toyTraining(GENERATIONS), executor });
    expect(JSON.parse(again.output)).toEqual(hashes);
  });
});

describe.runIf(hasRedis)('a run stops', () => {
  it('at a task that throws, naming what is needed to see it again', async () => {
    const { address } = await RedisServer.start();
    await startWorker(address, { name: 'unlucky' });
    const executor = await coordinate(address, 'throwing');
    await expect(executor.evaluate(proposal, [42, 43])).rejects.toThrow(
      /^members \d+ to \d+ of generation 0 \(seed 5, task seeds 42, 43\) failed: the toy world has no cell -1 \(on worker unlucky\)$/,
    );
  });

  it('at a task that ends every worker', async () => {
    const { address } = await RedisServer.start();
    const executor = await coordinate(address, 'killProcess', { maximumStalls: 2 });
    const outcome = executor.evaluate(proposal, [42]).catch((error: Error) => error.message);
    let ended = false;
    outcome.then(() => {
      ended = true;
    });
    // One worker after the other dies of it, some before they can say that they serve.
    for (let n = 0; !ended && n < 60; n++) {
      const worker = await startWorker(address, { name: `doomed-${n}`, lockMilliseconds: 300 }).catch(
        () => {},
      );
      if (worker) await Promise.race([outcome, once(worker.child, 'exit')]);
    }
    expect(await outcome).toMatch(
      /^members \d+ to \d+ of generation 0 \(seed 5, task seeds 42\) ended every worker that tried them: 3 of them$/,
    );
  });

  it('when two workers disagree, naming both', async () => {
    const server = await RedisServer.start();
    const queue = openQueue(server);
    answeringWorker(server, async (chunk) => {
      const twice = await queue.getJob(`${chunk.call}.${chunk.start}-${chunk.end}.1`);
      if (chunk.start > 0) await sleep(500);
      if (!twice) {
        await queue.add('chunk', chunk, { jobId: `${chunk.call}.${chunk.start}-${chunk.end}.1` });
        return trueAnswer(chunk);
      }
      const answer = await trueAnswer(chunk);
      return 'fitness' in answer
        ? { ...answer, worker: 'liar', fitness: fitnessText(new Float64Array(chunk.end - chunk.start)) }
        : answer;
    });
    const executor = await coordinate(server.address);
    await expect(executor.evaluate(proposal, [0])).rejects.toThrow(
      /^worker liar and worker honest computed different fitness for members 0 to 0 of generation 0: one of them cannot be trusted$/,
    );
  });
});
