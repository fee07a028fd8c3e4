/** `murmur compare`: the same rule under every way of drawing the line between agent and environment. */
import type { Command } from 'commander';
import {
  compareBoundaries,
  comparedFaults,
} from '../../../experiments/compare-boundaries/compare-boundaries.ts';
import { heldOutSeeds } from '../../../experiments/train-rule.ts';
import { loadWasmKernel } from '../../vsml/kernels/wasm/wasm.ts';
import { boundariesTable } from '../comparison-text.ts';
import { listenForInterruption } from '../interruption.ts';
import { withOptions } from '../option-values.ts';
import { deliver, say } from '../output.ts';
import { loadRule } from '../rule-source.ts';
import { type MeasureOptions, settingFrom } from '../setting-options.ts';

async function compare(options: MeasureOptions): Promise<void> {
  const { rule, plan, hash } = loadRule(options);
  const { channel, ...rest } = options;
  const configuration = settingFrom(rest, plan.setting);
  const seeds = heldOutSeeds({ ...plan, seed: options.seed ?? plan.seed }, options.lifetimes);
  const { signal } = listenForInterruption();
  const createKernel = await loadWasmKernel();
  const onStage = process.stderr.isTTY ? (stage: string) => say(`measuring ${stage}`) : undefined;
  const comparison = { configuration, rule, seeds, createKernel, signal, onStage };
  const boundaries = await compareBoundaries(comparison, channel ?? comparedFaults);
  deliver(options.json, { ruleHash: hash, boundaries }, boundariesTable(boundaries));
}

/** Adds the command to the program. */
export function addCompare(program: Command): void {
  withOptions(
    program.command('compare').description('compare boundaries, with and without faults on what crosses'),
    [
      'rule',
      'run',
      'lifetimes',
      'seed',
      'world',
      'set',
      'steps',
      'crossingDelay',
      'channel',
      'store',
      'json',
    ],
  )
    .addHelpText(
      'after',
      '\nWith --channel the given faults, one after the other, replace those of the table.\n\nExamples:\n  murmur compare --run demo\n  murmur compare --run demo --channel drop=0.5 --channel mute=backward --json',
    )
    .action(compare);
}
