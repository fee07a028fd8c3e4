/** `murmur worker`: serves runs of any coordinator on a queue, from any machine, until it is told to leave. */
import { hostname } from 'node:os';
import type { Command } from 'commander';
import { evaluators } from '../../../experiments/evaluators.ts';
import { defaultWorkers } from '../../../experiments/train-rule.ts';
import { parseRedisUrl, shownAddress } from '../../evolution/queue/redis-connection.ts';
import { buildIdentity } from '../build-identity.ts';
import { listenForInterruption } from '../interruption.ts';
import { withOptions } from '../option-values.ts';
import { deliver, say } from '../output.ts';
import { UserError } from '../user-error.ts';

interface WorkerOptions {
  readonly queue: string;
  readonly threads?: number;
  readonly name?: string;
  readonly json?: boolean;
}

/** Seconds between two lines that say how it goes. */
const REPORT_SECONDS = 10;

async function work({ queue, threads = defaultWorkers(), name, json }: WorkerOptions): Promise<void> {
  const { startQueueWorker } = await import('../../evolution/queue/queue-worker.ts');
  const { interrupted } = listenForInterruption();
  let [chunks, members] = [0, 0];
  const worker = await startQueueWorker({
    address: queue,
    threads,
    name: name ?? `${hostname()}-${process.pid}`,
    build: buildIdentity(),
    evaluators,
    onChunk: (chunk) => {
      chunks += 1;
      members += chunk.members;
    },
  });
  say(
    `serving ${shownAddress(parseRedisUrl(queue))} on ${threads} threads; Ctrl-C leaves after the chunks at hand`,
  );
  let reported = 0;
  const report = setInterval(() => {
    if (members > reported) say(`${members} members evaluated in ${chunks} chunks`);
    reported = members;
  }, 1000 * REPORT_SECONDS);
  const refused = await Promise.race([interrupted, worker.refused]);
  clearInterval(report);
  await worker.close();
  if (refused !== undefined) {
    throw new UserError(
      `this machine cannot serve the run: ${refused}; bring it to the coordinator's version`,
    );
  }
  deliver(json, { chunks, members }, `left after ${members} members in ${chunks} chunks`);
}

/** Adds the command to the program. */
export function addWorker(program: Command): void {
  withOptions(
    program
      .command('worker')
      .description('evaluate for runs of "murmur train --queue", from any machine')
      .requiredOption('--queue <address>', 'the Redis of the queue: redis://[user:password@]host[:port]')
      .option('--name <name>', 'how messages name this worker (default: host and process)'),
    ['threads', 'json'],
  )
    .addHelpText(
      'after',
      '\nExamples:\n  murmur worker --queue redis://192.0.2.1\n  murmur worker --queue rediss://:secret@redis.example:6380 --threads 4',
    )
    .action(work);
}
