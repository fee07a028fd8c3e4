/** `murmur runs`: lists, shows, checks, draws, exports and deletes stored runs. */
import type { Command } from 'commander';
import { planSchema } from '../../../experiments/plan.ts';
import { replayOf } from '../../../experiments/replay-plan.ts';
import { encodeRuleOfPlan } from '../../../experiments/rule-of-plan.ts';
import { writeFileAtomically } from '../../store/atomic-file.ts';
import { EXPORT_FORMATS, type ExportFormat, exportRun } from '../../store/export-run.ts';
import { openRun } from '../../store/open-run.ts';
import { deleteRun, listRuns } from '../../store/run-directory.ts';
import type { RunStore } from '../../store/run-store.ts';
import { generationNumber, withOptions } from '../option-values.ts';
import { deliver, interval, table } from '../output.ts';
import { UserError } from '../user-error.ts';

interface RunsOptions {
  readonly store: string;
  readonly generation?: number;
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

function verify(name: string, { store, json }: RunsOptions): void {
  const run = openRun(store, name, { readOnly: true });
  try {
    const replay = replayOf(planSchema.parse(run.configuration));
    let generations = 0;
    for (let replayed = replay.next(run); replayed; replayed = replay.next(run)) {
      const { generation, difference } = replayed;
      if (difference !== undefined)
        throw new UserError(
          `run ${name} does not follow from its log at generation ${generation + 1}: ${difference}`,
        );
      generations += 1;
    }
    deliver(
      json,
      { name, generations, verified: true },
      `${name}: all ${generations} rules follow from the seed and the fitness that was logged`,
    );
  } finally {
    run.close();
  }
}

async function plot(name: string, path: string, { store, json }: RunsOptions): Promise<void> {
  const format = path.slice(path.lastIndexOf('.') + 1);
  if (format !== 'svg' && format !== 'png') throw new UserError(`${path}: the file must end in .svg or .png`);
  // Loaded when needed: figures need a document model, which would slow every other command down.
  const { plotAsPng, plotRun } = await import('../plot-run.ts');
  const run = openRun(store, name, { readOnly: true });
  try {
    const svg = plotRun(run);
    writeFileAtomically(path, format === 'svg' ? svg : plotAsPng(svg));
  } finally {
    run.close();
  }
  deliver(json, { name, path }, `${name} -> ${path}`);
}

/** The rule after any generation, counted from 1, rebuilt from the log. */
function rebuildRule(run: RunStore, generation: number, path: string): void {
  const plan = planSchema.parse(run.configuration);
  const replay = replayOf(plan);
  for (let replayed = replay.next(run); replayed; replayed = replay.next(run)) {
    if (replayed.generation !== generation - 1) continue;
    writeFileAtomically(path, encodeRuleOfPlan(plan, replayed));
    return;
  }
  throw new UserError(`run ${run.name} has no generation ${generation}: it has ${run.hashes().length}`);
}

function exportTo(name: string, path: string, { store, json, generation }: RunsOptions): void {
  const format = path.slice(path.lastIndexOf('.') + 1);
  if (!EXPORT_FORMATS.includes(format as ExportFormat)) {
    throw new UserError(
      `${path}: the file must end in ${EXPORT_FORMATS.map((known) => `.${known}`).join(', ')}`,
    );
  }
  if (generation !== undefined && format !== 'safetensors')
    throw new UserError('--generation chooses a rule: the file must end in .safetensors');
  const run = openRun(store, name, { readOnly: true });
  try {
    if (generation === undefined) exportRun(run, format as ExportFormat, path);
    else rebuildRule(run, generation, path);
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
  add('verify <name>', 'rebuild every rule from the seed and the logged fitness, and compare').action(verify);
  add('plot <name> <file>', 'draw how a run went, as .svg or .png')
    .addHelpText('after', '\nExample:\n  murmur runs plot bandit bandit.png')
    .action(plot);
  add(
    'export <name> <file>',
    'write a run as .json, its generations as .csv, .parquet or .tfevents (TensorBoard), or a rule as .safetensors',
  )
    .option('--generation <number>', 'the rule after this generation (default: the newest)', generationNumber)
    .addHelpText(
      'after',
      '\nExamples:\n  murmur runs export bandit bandit.csv\n  murmur runs export bandit rule.safetensors --generation 12',
    )
    .action(exportTo);
  add('delete <name>', 'delete a run').action(remove);
}
