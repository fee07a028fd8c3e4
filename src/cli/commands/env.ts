/** `murmur env`: the worlds there are and what can be set. */
import type { Command } from 'commander';
import { listWorlds } from '../../../envs/worlds/registry.ts';
import { withOptions } from '../option-values.ts';
import { deliver, table } from '../output.ts';

function list(options: { readonly json?: boolean }): void {
  const worlds = listWorlds();
  const rows = worlds.map(({ id, summary, options: defaults }) => [
    id,
    Object.entries(defaults)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
    summary,
  ]);
  deliver(options.json, worlds, table(['world', 'options', 'summary'], rows));
}

/** Adds the command to the program. */
export function addEnv(program: Command): void {
  const env = program.command('env').description('worlds');
  withOptions(env.command('list').description('list worlds and their options'), ['json']).action(list);
}
