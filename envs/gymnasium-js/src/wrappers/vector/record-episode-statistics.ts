/**
 * RecordEpisodeStatistics of vector environments: return, length and duration of every episode
 * (gymnasium/wrappers/vector/common.py). In mode SameStep the original, release 1.3.0, skips the first step of
 * every episode but the first; this one does not.
 */
import { secondsNow } from '../../clock.ts';
import { ValueError } from '../../errors.ts';
import { pythonText } from '../../python-text.ts';
import { BoolArray, Int64Array } from '../../spaces/element-types.ts';
import { AutoresetMode } from '../../vector/autoreset-mode.ts';
import { autoresetModeOf } from '../../vector/autoreset-mode-of.ts';
import { type ForgetfulResets, forgottenAt } from '../../vector/forgetful-resets.ts';
import type {
  VectorEnv,
  VectorResetArguments,
  VectorResetResult,
  VectorStepResult,
} from '../../vector/vector-env.ts';
import type { Infos } from '../../vector/vector-infos.ts';
import { VectorWrapper } from '../../vector/vector-wrapper.ts';
import type { RecordEpisodeStatisticsOptions } from '../record-episode-statistics.ts';

export class VectorRecordEpisodeStatistics<Observations, Actions> extends VectorWrapper<
  Observations,
  Actions
> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.vector.common:RecordEpisodeStatistics';
  /** Episodes that have ended. */
  episodeCount = 0;
  /** Seconds, returns and lengths of the last episodes, the newest last. */
  readonly timeQueue: number[] = [];
  readonly returnQueue: number[] = [];
  readonly lengthQueue: number[] = [];
  private readonly returns: Float64Array;
  private readonly lengths: Int64Array;
  private readonly starts: Float64Array;
  /** Whether the step to come is in place of a reset. */
  private readonly resets: BoolArray;
  private readonly mode: AutoresetMode;
  private readonly bufferLength: number;
  private readonly statsKey: string;
  private readonly forgetful: ForgetfulResets;

  constructor(
    env: VectorEnv<Observations, Actions>,
    options: RecordEpisodeStatisticsOptions & ForgetfulResets = {},
  ) {
    super(env);
    const { bufferLength = 100, statsKey = 'episode' } = options;
    this.forgetful = options;
    this.mode = autoresetModeOf(env as VectorEnv<never, never>);
    this.bufferLength = bufferLength;
    this.statsKey = statsKey;
    this.returns = new Float64Array(this.numEnvs);
    this.lengths = new Int64Array(this.numEnvs);
    this.starts = new Float64Array(this.numEnvs);
    this.resets = new BoolArray(this.numEnvs);
  }

  protected override afterReset(
    result: VectorResetResult<Observations>,
    resetArguments: VectorResetArguments,
  ): VectorResetResult<Observations> {
    for (const n of forgottenAt(resetArguments, this.numEnvs, this.forgetful)) this.begin(n);
    return result;
  }

  private begin(n: number): void {
    this.starts[n] = secondsNow();
    this.returns[n] = 0;
    this.lengths[n] = 0;
    this.resets[n] = 0;
  }

  /** @throws ValueError when the infos of the last step have the key already */
  protected override afterStep(result: VectorStepResult<Observations>): VectorStepResult<Observations> {
    const [, rewards, terminations, truncations, infos] = result;
    const ended = new BoolArray(this.numEnvs);
    for (let n = 0; n < this.numEnvs; n++) {
      if (this.resets[n] === 1) this.begin(n);
      else {
        this.returns[n] += rewards[n];
        this.lengths[n] += 1;
      }
      ended[n] = terminations[n] | truncations[n];
    }
    if (ended.includes(1)) this.finish(ended, infos);
    return result;
  }

  private finish(ended: BoolArray, infos: Infos): void {
    const { statsKey, numEnvs } = this;
    if (statsKey in infos || `_${statsKey}` in infos) {
      throw new ValueError(
        `Attempted to add episode stats with key '${statsKey}' but this key already exists in info: ${pythonText(Object.keys(infos))}`,
      );
    }
    const returns = new Float64Array(numEnvs);
    const lengths = new Int64Array(numEnvs);
    const times = new Float64Array(numEnvs);
    const now = secondsNow();
    for (let n = 0; n < numEnvs; n++) {
      if (ended[n] === 0) continue;
      returns[n] = this.returns[n];
      lengths[n] = this.lengths[n];
      times[n] = Math.round((now - this.starts[n]) * 1e6) / 1e6;
      this.episodeCount += 1;
      this.enqueue(this.returnQueue, returns[n]);
      this.enqueue(this.lengthQueue, lengths[n]);
      this.enqueue(this.timeQueue, times[n]);
      if (this.mode === AutoresetMode.SAME_STEP) this.begin(n);
      else this.resets[n] = this.mode === AutoresetMode.NEXT_STEP ? 1 : 0;
    }
    infos[statsKey] = { r: returns, l: lengths, t: times };
    infos[`_${statsKey}`] = ended;
  }

  private enqueue(queue: number[], value: number): void {
    queue.push(value);
    if (queue.length > this.bufferLength) queue.shift();
  }
}
