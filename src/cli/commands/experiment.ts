/** `murmur experiment`: lists experiments, runs one with resume, and draws its report from what is stored. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Presets, SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import type { AnyExperiment, Scale } from '../../../experiments/harness/experiment.ts';
import type { ExperimentResults, ExperimentRun } from '../../../experiments/harness/run-experiment.ts';
import { defaultWorkers } from '../../../experiments/train-rule.ts';
import { listenForInterruption } from '../interruption.ts';
import { withOptions } from '../option-values.ts';
import { deliver, say, table } from '../output.ts';
import { EXIT, UserError } from '../user-error.ts';

interface ExperimentOptions {
  readonly quick?: boolean;
  readonly seeds?: number;
  readonly workers?: number;
  readonly fresh?: boolean;
  readonly output?: string;
  readonly store: string;
  readonly json?: boolean;
}

const checkout = fileURLToPath(new URL('../../..', import.meta.url));

/** Loaded when needed: figures need a document model, which would slow every other command down. */
async function harness() {
  const [{ experimentNamed, experiments }, running, fingerprint, reporting] = await Promise.all([
    import('../../../experiments/registry.ts'),
    import('../../../experiments/harness/run-experiment.ts'),
    import('../../../experiments/harness/source-fingerprint.ts'),
    import('../../../experiments/harness/report.ts'),
  ]);
  return { experimentNamed, experiments, ...running, ...fingerprint, ...reporting };
}

const scaleOf = ({ quick }: ExperimentOptions): Scale => (quick ? 'quick' : 'full');

/** Full results belong to the project; quick ones to whoever asked. */
function reportFolder(experiment: AnyExperiment, options: ExperimentOptions): string {
  if (options.output !== undefined) return options.output;
  return options.quick
    ? join(options.store, 'experiments', experiment.name, 'quick', 'report')
    : join(checkout, 'experiments', experiment.name);
}

async function list({ json }: ExperimentOptions): Promise<void> {
  const { experiments } = await harness();
  const found = Array.from(experiments.values(), ({ name, title, question, seeds }) => ({
    name,
    title,
    question,
    seeds,
  }));
  const rows = found.map(({ name, title, seeds }) => [name, String(seeds.full), title]);
  deliver(json, found, table(['experiment', 'seeds', 'question'], rows));
}

/** A bar on a terminal, one line a case elsewhere. */
function progress(name: string): { update: NonNullable<ExperimentRun['onProgress']>; stop(): void } {
  if (!process.stderr.isTTY) {
    let last = '';
    const update: NonNullable<ExperimentRun['onProgress']> = (done, total, { key }) => {
      if (key !== last) say(`${name}: case ${Math.floor(done) + 1} of ${total}, ${key}`);
      last = key;
    };
    return { update, stop: () => {} };
  }
  const bar = new SingleBar(
    {
      format: '{name} {bar} {done}/{total}  {key}  {eta_formatted} left',
      stream: process.stderr,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update: (done, total, { key }) => {
      if (!started) bar.start(1000, 0, { name, done: 0, total, key });
      started = true;
      bar.update(Math.round((1000 * done) / total), { name, done: Math.floor(done), total, key });
    },
    stop: () => bar.stop(),
  };
}

function summary(experiment: AnyExperiment, results: ExperimentResults, folder: string): string {
  return `${experiment.findings(results)}\n\nreport: ${join(folder, 'README.md')}`;
}

async function run(name: string, options: ExperimentOptions): Promise<void> {
  const { experimentNamed, runExperiment, sourceFingerprint, writeReport } = await harness();
  const experiment = experimentNamed(name);
  const { signal } = listenForInterruption();
  const { update, stop } = progress(name);
  const { store, seeds } = options;
  const workers = options.workers ?? defaultWorkers();
  const scale = scaleOf(options);
  let results: ExperimentResults;
  try {
    results = await runExperiment({
      experiment,
      scale,
      seeds,
      store,
      workers,
      sources: sourceFingerprint(name),
      fresh: options.fresh,
      onOlderSources: (count) =>
        say(
          `${count} of the stored results were made before experiments/${name} changed and are used as they are; --fresh makes them again`,
        ),
      signal,
      onProgress: update,
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    stop();
    say(`stopped; the same command goes on where it was`);
    process.exitCode = EXIT.interrupted;
    return;
  }
  stop();
  const folder = reportFolder(experiment, options);
  writeReport(folder, experiment, scale, results);
  deliver(options.json, { experiment: name, scale, folder, results }, summary(experiment, results, folder));
}

async function report(name: string, options: ExperimentOptions): Promise<void> {
  const { experimentNamed, casesOf, storedResults, writeReport } = await harness();
  const experiment = experimentNamed(name);
  const { store, seeds } = options;
  const scale = scaleOf(options);
  const wanted = { experiment, scale, seeds, store, workers: 0 };
  const results = storedResults(wanted);
  const missing = casesOf(wanted).length - results.length;
  if (missing > 0) {
    const command = `murmur experiment run ${name}${options.quick ? ' --quick' : ''}`;
    throw new UserError(`${missing} cases of ${name} have no result in ${store}: run "${command}" first`);
  }
  const folder = reportFolder(experiment, options);
  writeReport(folder, experiment, scale, results);
  deliver(options.json, { experiment: name, scale, folder, results }, summary(experiment, results, folder));
}

/** Adds the commands to the program. */
export function addExperiment(program: Command): void {
  const experiment = program
    .command('experiment')
    .description('questions put to the learning rule, each with its figure')
    .addHelpText(
      'after',
      '\nExamples:\n  murmur experiment list\n  murmur experiment run from-scratch --quick\n  murmur experiment report from-scratch --quick --json',
    );
  withOptions(experiment.command('list').description('list all experiments'), ['json']).action(list);
  const add = (usage: string, description: string) =>
    withOptions(
      experiment
        .command(usage)
        .description(description)
        .option('--quick', 'a small form of it, within three minutes')
        .option('--output <directory>', 'where the report is written'),
      ['seeds', 'store', 'json'],
    );
  withOptions(add('run <name>', 'run what has no result yet, then write the report'), ['workers'])
    .option('--fresh', "run again what was made before the experiment's sources changed")
    .addHelpText('after', '\nExample:\n  murmur experiment run from-scratch --quick --seeds 2 --json')
    .action(run);
  add('report <name>', 'write the report again from stored results')
    .addHelpText('after', '\nExample:\n  murmur experiment report from-scratch --quick')
    .action(report);
}
