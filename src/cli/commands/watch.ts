/** `murmur watch`: serves the viewer and the stored rules on this machine until Ctrl-C. */
import type { Command } from 'commander';
import { listenForInterruption } from '../interruption.ts';
import { withOptions } from '../option-values.ts';
import { say } from '../output.ts';
import { serveViewer } from '../serve-viewer.ts';

interface WatchOptions {
  readonly port?: number;
  readonly store: string;
  readonly json?: boolean;
}

async function watch({ port, store, json }: WatchOptions): Promise<void> {
  const { interrupted } = listenForInterruption();
  const server = await serveViewer(store, port);
  say(`watch at ${server.url} (Ctrl-C ends)`);
  if (json) process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
  await interrupted;
  await server.close();
}

/** Adds the command to the program. */
export function addWatch(program: Command): void {
  withOptions(program.command('watch').description('serve the viewer on 127.0.0.1'), [
    'port',
    'store',
    'json',
  ])
    .addHelpText('after', '\nExamples:\n  murmur watch\n  murmur watch --port 9000 --store experiments/runs')
    .action(watch);
}
