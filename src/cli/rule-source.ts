/** Where a command takes its rule from: a file, or the newest rule of a run; with the plan it was trained by. */
import { readFileSync } from 'node:fs';
import { type Plan, planSchema } from '../../experiments/plan.ts';
import { openRun } from '../store/open-run.ts';
import type { Rule } from '../vsml/rule.ts';
import { decodeRule } from '../vsml/rule-file.ts';
import { UserError } from './user-error.ts';

export interface SourcedRule {
  readonly rule: Rule;
  readonly plan: Plan;
  readonly hash: string;
  /** For people: file or run and generation. */
  readonly name: string;
}

interface RuleOptions {
  readonly rule?: string;
  readonly run?: string;
  readonly store: string;
}

function read(bytes: Uint8Array, name: string): SourcedRule {
  const { rule, metadata } = decodeRule(bytes, name);
  const plan = planSchema.safeParse(metadata.origin.configuration);
  if (!plan.success)
    throw new UserError(`${name}: the plan in its metadata cannot be read: ${plan.error.issues[0].message}`);
  return { rule, plan: plan.data, hash: metadata.origin.hash, name };
}

/** Throws a UserError unless exactly one of `--rule` and `--run` names a readable rule. */
export function loadRule({ rule: file, run: runName, store }: RuleOptions): SourcedRule {
  if ((file === undefined) === (runName === undefined)) {
    throw new UserError('name one rule: --rule <file.safetensors> or --run <name>');
  }
  if (file !== undefined) {
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(file);
    } catch (cause) {
      throw new UserError(
        `--rule ${file}: the file cannot be read (${(cause as NodeJS.ErrnoException).code})`,
        { cause },
      );
    }
    return read(bytes, file);
  }
  const run = openRun(store, runName!, { readOnly: true });
  try {
    const stored = run.rule();
    if (!stored) throw new UserError(`run "${runName}" has no rule yet: no generation has ended`);
    return read(stored.bytes, `run ${runName}, generation ${stored.generation}`);
  } finally {
    run.close();
  }
}
