/** The command line: one word for each thing a user wants. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addCompare } from './commands/compare.ts';
import { addData } from './commands/data.ts';
import { addDemo } from './commands/demo.ts';
import { addEnv } from './commands/env.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addExperiment } from './commands/experiment.ts';
import { addRuns } from './commands/runs.ts';
import { addTrain } from './commands/train.ts';
import { addWatch } from './commands/watch.ts';
import { addWorker } from './commands/worker.ts';
import { EXIT, explain } from './user-error.ts';

function createProgram(): Command {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const program = new Command('murmur')
    .description(
      'One rule, many agents: evolve a learning rule, compare agent boundaries, watch agents learn.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .addHelpText(
      'after',
      '\nExamples:\n  murmur demo\n  murmur train --world DarkRoom-v0 --set size=7 --run dark\n  murmur compare --run dark\n  murmur watch',
    );
  for (const add of [
    addDemo,
    addTrain,
    addWorker,
    addEvaluate,
    addCompare,
    addWatch,
    addRuns,
    addEnv,
    addExperiment,
    addData,
  ])
    add(program);
  return program;
}

/** Runs one command line; sets the exit code, and prints errors as one sentence on standard error. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode !== 0)
        process.stderr.write(`murmur: ${error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ')}\n`);
      process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.badInput;
      return;
    }
    const { sentence, exitCode } = explain(error);
    process.stderr.write(`murmur: ${sentence}\n`);
    process.exitCode = exitCode;
  }
}
