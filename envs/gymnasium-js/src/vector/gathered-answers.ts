/** What the workers of an AsyncVectorEnv answered, put together. */
import { applyMarks } from '../integer-infos.ts';
import { BoolArray } from '../spaces/element-types.ts';
import type { Space } from '../spaces/space.ts';
import { putRows } from './batch-rows.ts';
import { addInfo, type Infos } from './vector-infos.ts';
import type { GroupAnswer } from './worker-messages.ts';

export class GatheredAnswers {
  readonly rewards: Float64Array;
  readonly terminations: BoolArray;
  readonly truncations: BoolArray;
  readonly infos: Infos = {};
  private readonly space: Space<unknown>;
  private readonly batch: unknown;

  /**
   * @param space of the observations of one environment
   * @param batch where observations go that do not come through shared memory
   */
  constructor(count: number, space: Space<unknown>, batch: unknown) {
    this.rewards = new Float64Array(count);
    this.terminations = new BoolArray(count);
    this.truncations = new BoolArray(count);
    this.space = space;
    this.batch = batch;
  }

  /** Takes the answer of the worker of the environments from `from` on. */
  add(answer: GroupAnswer, from: number): void {
    if (answer.observations !== null) putRows(this.space, answer.observations, this.batch, from);
    this.rewards.set(answer.rewards, from);
    this.terminations.set(answer.terminations, from);
    this.truncations.set(answer.truncations, from);
    answer.infos?.forEach((info, n) => {
      const marks = answer.integers[n];
      if (marks !== null) applyMarks(info, marks);
      addInfo(this.infos, info, from + n, this.rewards.length);
    });
  }
}
