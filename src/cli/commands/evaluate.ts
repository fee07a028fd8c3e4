/** `murmur evaluate`: measures a rule beside its rivals on lifetimes it was never trained on. */
import type { Command } from 'commander';
import { compareSocieties } from '../../../experiments/compare-boundaries/compare-boundaries.ts';
import { heldOutSeeds } from '../../../experiments/train-rule.ts';
import { loadWasmKernel } from '../../vsml/kernels/wasm/wasm.ts';
import { baselinesTable } from '../comparison-text.ts';
import { listenForInterruption } from '../interruption.ts';
import { withOptions } from '../option-values.ts';
import { deliver } from '../output.ts';
import { loadRule } from '../rule-source.ts';
import { type MeasureOptions, settingFrom } from '../setting-options.ts';

async function evaluate(options: MeasureOptions): Promise<void> {
  const { rule, plan, hash } = loadRule(options);
  const configuration = settingFrom(options, plan.setting);
  const seeds = heldOutSeeds({ ...plan, seed: options.seed ?? plan.seed }, options.lifetimes);
  const { signal } = listenForInterruption();
  const createKernel = await loadWasmKernel();
  const result = await compareSocieties({ configuration, rule, seeds, createKernel, signal });
  deliver(options.json, { ruleHash: hash, ...result }, baselinesTable(result));
}

/** Adds the command to the program. */
export function addEvaluate(program: Command): void {
  withOptions(
    program
      .command('evaluate')
      .description('measure a rule beside random agents, itself without feedback, and Q-learning'),
    [
      'rule',
      'run',
      'lifetimes',
      'seed',
      'world',
      'set',
      'steps',
      'boundary',
      'crossingDelay',
      'channel',
      'store',
      'json',
    ],
  )
    .addHelpText(
      'after',
      '\nExamples:\n  murmur evaluate --run demo\n  murmur evaluate --rule rule.safetensors --set size=7 --lifetimes 500 --json',
    )
    .action(evaluate);
}
