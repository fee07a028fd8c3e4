/**
 * Lifetimes a second of a queue on this machine, one worker process with two threads and chunks of half a second, as a
 * share of those of two threads without a queue; whole generations by the clock: `npm run bench:queue`. It needs a
 * redis-server, which it starts and ends itself.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { evaluators } from '../experiments/evaluators.ts';
import { buildIdentity } from '../src/cli/build-identity.ts';
import { createQueueExecutor } from '../src/evolution/queue/queue-executor.ts';
import { createThreadsExecutor } from '../src/evolution/threads-executor.ts';
import { compareExecutors, evaluator } from './lanes.ts';
import { machineLoad } from './machine-load.ts';

const ROUNDS = 7;
const PORT = 16_379;
const MURMUR = fileURLToPath(new URL('../src/cli/murmur.mjs', import.meta.url));

console.log(await machineLoad());
const address = `redis://127.0.0.1:${PORT}`;
const redis = spawn('redis-server', ['--port', String(PORT), '--bind', '127.0.0.1', '--save', '']);
const running = [redis];
try {
  await once(redis.stdout, 'data');
  const worker = spawn(process.execPath, [MURMUR, 'worker', '--queue', address, '--threads', '2']);
  running.push(worker);
  const queue = await createQueueExecutor({
    address,
    run: 'bench',
    evaluator,
    build: buildIdentity(),
    chunkMilliseconds: 500,
    onNotice: console.log,
  });
  const source = { ...evaluators.lifetime, specification: evaluator.specification };
  await compareExecutors(
    [createThreadsExecutor(source, 2), queue],
    ROUNDS,
    'asked: the queue at least 0.90 x',
  );
} finally {
  for (const child of running.reverse()) child.kill('SIGKILL');
}
