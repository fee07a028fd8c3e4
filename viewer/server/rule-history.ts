/** Rules of generations whose files were not kept, rebuilt from the run's audit log, so that the page can go back to any. */
import { setImmediate } from 'node:timers/promises';
import { type Plan, planSchema } from '../../experiments/plan.ts';
import { replayOf } from '../../experiments/replay-plan.ts';
import { encodeRuleOfPlan } from '../../experiments/rule-of-plan.ts';
import type { RunStore } from '../../src/store/run-store.ts';
import { StoreError } from '../../src/store/store-error.ts';
import type { Replay, ReplayedGeneration } from '../../src/training/replay-run.ts';

/** Other requests are answered at least this often while a run is replayed. */
const SLICE_MILLISECONDS = 20;

interface ReplayedRun {
  readonly name: string;
  readonly createdAt: string;
  readonly plan: Plan;
  readonly replay: Replay;
  readonly generations: ReplayedGeneration[];
}

/** Keeps the parameters of one run, the one asked for last. */
export class RuleHistory {
  private last: ReplayedRun | undefined;

  /**
   * The file of the rule after a generation, counted from 0; undefined if the run has no such generation or was not
   * trained by a plan.
   * @throws StoreError `damaged` where the log does not lead to the rule that it names
   */
  async rule(run: RunStore, generation: number): Promise<Uint8Array | undefined> {
    if (run.hash(generation) === undefined) return undefined;
    const replayed = this.of(run);
    if (replayed === undefined) return undefined;
    const { generations, replay, plan } = replayed;
    let sliceEnd = performance.now() + SLICE_MILLISECONDS;
    while (generations.length <= generation) {
      const next = replay.next(run);
      if (next === undefined) return undefined;
      generations.push(next);
      if (performance.now() < sliceEnd) continue;
      await setImmediate();
      sliceEnd = performance.now() + SLICE_MILLISECONDS;
    }
    const { difference } = generations[generation];
    if (difference !== undefined)
      throw new StoreError(
        'damaged',
        `run "${run.name}" does not follow from its log at generation ${generation}: ${difference}`,
      );
    return encodeRuleOfPlan(plan, generations[generation]);
  }

  private of(run: RunStore): ReplayedRun | undefined {
    const { name, createdAt } = run;
    if (this.last?.name === name && this.last.createdAt === createdAt) return this.last;
    const plan = planSchema.safeParse(run.configuration).data;
    if (plan === undefined) return undefined;
    this.last = { name, createdAt, plan, replay: replayOf(plan), generations: [] };
    return this.last;
  }
}
