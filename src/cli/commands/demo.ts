/** `murmur demo`, the main job: evolve one shared rule, compare boundaries, watch it. */
import { join } from 'node:path';
import type { Command } from 'commander';
import {
  compareBoundaries,
  compareSocieties,
} from '../../../experiments/compare-boundaries/compare-boundaries.ts';
import { DEMO_WORLD, planFor } from '../../../experiments/plan.ts';
import { heldOutSeeds } from '../../../experiments/train-rule.ts';
import { exportRun } from '../../store/export-run.ts';
import { openRun } from '../../store/open-run.ts';
import { loadWasmKernel } from '../../vsml/kernels/wasm/wasm.ts';
import { baselinesTable, boundariesTable } from '../comparison-text.ts';
import { listenForInterruption } from '../interruption.ts';
import { withOptions } from '../option-values.ts';
import { deliver, say } from '../output.ts';
import { runTraining } from '../run-training.ts';
import { serveViewer } from '../serve-viewer.ts';
import { EXIT } from '../user-error.ts';

interface DemoOptions {
  readonly exit?: boolean;
  readonly seed?: number;
  readonly workers?: number;
  readonly generations?: number;
  readonly lifetimes: number;
  readonly run?: string;
  readonly port?: number;
  readonly store: string;
  readonly json?: boolean;
}

/** Trains, saves the rule as a file, measures it on held-out lifetimes, delivers the table. */
async function evolveAndCompare(options: DemoOptions, signal: AbortSignal): Promise<void> {
  const plan = planFor(DEMO_WORLD, { seed: options.seed, generations: options.generations });
  const name = options.run ?? `demo-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`;
  const createKernel = await loadWasmKernel();
  const { workers, store: directory } = options;
  say(`run ${name}: evolving a rule on ${plan.setting.world}, ${plan.generations} generations`);
  const training = await runTraining({ plan, name, directory, resume: false, workers, signal });
  signal.throwIfAborted();
  const ruleFile = join(directory, `${name}.safetensors`);
  const run = openRun(directory, name, { readOnly: true });
  try {
    exportRun(run, 'safetensors', ruleFile);
  } finally {
    run.close();
  }
  const rule = { shape: plan.rule, parameters: training.parameters };
  const seeds = heldOutSeeds(plan, options.lifetimes);
  say(`measuring on ${seeds.length} held-out lifetimes`);
  const comparison = { configuration: plan.setting, rule, seeds, createKernel, signal };
  const evaluation = await compareSocieties(comparison);
  const boundaries = await compareBoundaries(comparison);
  deliver(
    options.json,
    {
      run: name,
      rule: ruleFile,
      ruleHash: training.ruleHash,
      seconds: training.seconds,
      evaluation,
      boundaries,
    },
    `\n${baselinesTable(evaluation)}\n\n${boundariesTable(boundaries)}\n\nrule: ${ruleFile} (${training.ruleHash.slice(0, 12)}), trained in ${training.seconds.toFixed(0)} s`,
  );
}

async function demo(options: DemoOptions): Promise<void> {
  const { signal, interrupted } = listenForInterruption();
  const server = await serveViewer(options.store, options.port);
  say(`watch at ${server.url}`);
  try {
    await evolveAndCompare(options, signal);
    if (options.exit !== true) {
      say(`watch at ${server.url} (Ctrl-C ends)`);
      await interrupted;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    say('stopped; what was evolved so far is kept: see "murmur runs list"');
    process.exitCode = EXIT.interrupted;
  } finally {
    await server.close();
  }
}

/** Adds the command to the program. */
export function addDemo(program: Command): void {
  withOptions(program.command('demo').description('the main job: evolve a rule, compare boundaries, watch'), [
    'seed',
    'workers',
    'generations',
    'lifetimes',
    'run',
    'port',
    'store',
    'json',
  ])
    .option('--exit', 'end after the table instead of serving the viewer until Ctrl-C')
    .addHelpText('after', '\nExamples:\n  murmur demo\n  murmur demo --exit --json --seed 2 > demo.json')
    .action(demo);
}
