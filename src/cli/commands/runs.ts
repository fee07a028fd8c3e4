/** `murmur runs`: lists, shows, exports and deletes stored runs. */
import type { Command } from 'commander';
import { EXPORT_FORMATS, type ExportFormat, exportRun } from '../../store/export-run.ts';
import { openRun } from '../../store/open-run.ts';
import { deleteRun, listRuns } from '../../store/run-directory.ts';
import { withOptions } from '../option-values.ts';
import { deliver, interval, table } from '../output.ts';
import { UserError } from '../user-error.ts';

interface RunsOptions {
  readonly store: string;
  readonly json?: boolean;
}

function list({ store, json }: RunsOptions): void {
  const runs = listRuns(store);
  const rows = runs.map((run) =>
    'problem' in run
      ? [run.name, '-', '-', '-', run.problem]
      : [
          run.name,
          run.createdAt,
          String(run.generations),
          run.latestEvaluation ? interval(run.latestEvaluation) : '-',
          run.latest?.hash.slice(0, 12) ?? '-',
        ],
  );
  const text =
    rows.length > 0
      ? table(['run', 'begun', 'generations', 'held-out', 'rule'], rows)
      : `no runs in ${store}`;
  deliver(json, runs, text);
}

function show(name: string, { store, json }: RunsOptions): void {
  const run = openRun(store, name, { readOnly: true });
  try {
    const generations = run.generations();
    const evaluations = run.evaluations();
    const rows = evaluations.map((e) => [
      String(e.generation + 1),
      interval(e),
      generations[e.generation]?.meanFitness.toFixed(2) ?? '-',
      generations[e.generation]?.hash.slice(0, 12) ?? '-',
    ]);
    const { configuration, createdAt } = run;
    deliver(
      json,
      { name, createdAt, configuration, generations, evaluations },
      `${name}, begun ${createdAt}, ${generations.length} generations\n${table(['after', 'held-out', 'population', 'rule'], rows)}`,
    );
  } finally {
    run.close();
  }
}

function exportTo(name: string, path: string, { store, json }: RunsOptions): void {
  const format = path.slice(path.lastIndexOf('.') + 1);
  if (!EXPORT_FORMATS.includes(format as ExportFormat)) {
    throw new UserError(
      `${path}: the file must end in ${EXPORT_FORMATS.map((known) => `.${known}`).join(', ')}`,
    );
  }
  const run = openRun(store, name, { readOnly: true });
  try {
    exportRun(run, format as ExportFormat, path);
  } finally {
    run.close();
  }
  deliver(json, { name, path }, `${name} -> ${path}`);
}

function remove(name: string, { store, json }: RunsOptions): void {
  deleteRun(store, name);
  deliver(json, { deleted: name }, `deleted ${name}`);
}

/** Adds the commands to the program. */
export function addRuns(program: Command): void {
  const runs = program.command('runs').description('stored runs');
  const add = (usage: string, description: string) =>
    withOptions(runs.command(usage).description(description), ['store', 'json']);
  add('list', 'list all runs').action(list);
  add('show <name>', 'show how a run went').action(show);
  add(
    'export <name> <file>',
    'write a run as .json, its generations as .csv, or its newest rule as .safetensors',
  ).action(exportTo);
  add('delete <name>', 'delete a run').action(remove);
}
