/** Rules of stored runs rebuilt from their audit logs, by the replay that a run's own plan describes. */
import { findStrategy } from '../src/evolution/registry.ts';
import { beginReplay, type Replay } from '../src/training/replay-run.ts';
import { initialRule } from '../src/vsml/rule.ts';
import type { Plan } from './plan.ts';

/** The replay of a plan's run, before its first generation. */
export function replayOf({ strategy, rule, evolution, seed, taskPeriod }: Plan): Replay {
  const { parameters } = initialRule(rule, seed);
  return beginReplay(findStrategy(strategy), evolution, parameters, seed, taskPeriod);
}
