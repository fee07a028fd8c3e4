/**
 * `murmur env`: the worlds there are and what can be set, whether an environment keeps its contract, and environments
 * for Python.
 */
import type { Command } from 'commander';
import { listWorlds } from '../../../envs/worlds/registry.ts';
import { type CheckResult, checkEnvironment } from '../check-environment.ts';
import { resolveTarget } from '../check-target.ts';
import { withOptions } from '../option-values.ts';
import { deliver, table } from '../output.ts';
import { serveEnvironment } from '../serve-environment.ts';
import { EXIT } from '../user-error.ts';

interface CheckOptions {
  readonly set?: Readonly<Record<string, string>>;
  readonly cycles: number;
  readonly json?: boolean;
}

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

/** Numbers, truths, null and lists as what they are; all else as text. */
function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function linesOf({ check, status, reason, warnings }: CheckResult): string[] {
  const mark = status === 'failed' ? 'FAILED ' : status.padEnd('skipped'.length);
  const notes = warnings.map((warning) => `  warning: ${warning}`);
  return [`${mark} ${check}${reason === null ? '' : `: ${reason}`}`, ...notes];
}

function argumentsOf({ set = {} }: { readonly set?: Readonly<Record<string, string>> }) {
  return Object.fromEntries(Object.entries(set).map(([key, text]) => [key, parseValue(text)]));
}

async function check(target: string, { set = {}, cycles, json }: CheckOptions): Promise<void> {
  const kwargs = argumentsOf({ set });
  const found = await resolveTarget(target, kwargs);
  const checks = checkEnvironment(found, kwargs, cycles);
  const passed = checks.every(({ status }) => status !== 'failed');
  deliver(json, { environment: found.name, passed, checks }, checks.flatMap(linesOf).join('\n'));
  if (!passed) process.exitCode = EXIT.failed;
}

async function serve(target: string, options: Pick<CheckOptions, 'set'>): Promise<void> {
  // Standard output is for answers: what the environment prints goes to standard error.
  console.log = console.info = console.error;
  const kwargs = argumentsOf(options);
  const found = await resolveTarget(target, kwargs);
  await serveEnvironment(found, kwargs, process.stdin, process.stdout);
}

/** Adds the commands to the program. */
export function addEnv(program: Command): void {
  const env = program.command('env').description('worlds and other environments');
  withOptions(env.command('list').description('list worlds and their options'), ['json']).action(list);
  withOptions(
    env
      .command('check <target>')
      .description(
        'check that an environment keeps its contract: an id, a module, module#export or module:id; exit code 1 when it does not',
      ),
    ['set', 'cycles', 'json'],
  )
    .addHelpText(
      'after',
      '\nExamples:\n  murmur env check CartPole-v1\n  murmur env check Foragers-v0 --set bodies=3 --json\n  murmur env check ./my-env.ts\n  murmur env check ./my-env.ts#MyEnv --set size=7\n  murmur env check ./my-env.ts:MyEnv-v0',
    )
    .action(check);
  withOptions(
    env
      .command('serve <target>')
      .description(
        'play an environment for a Gymnasium in Python, over standard input and output: see gymnasium_js_client.py',
      ),
    ['set'],
  )
    .addHelpText(
      'after',
      "\nExample, in Python:\n  env = RemoteEnv(['murmur', 'env', 'serve', 'DarkRoom-v0', '--set', 'size=7'])",
    )
    .action(serve);
}
