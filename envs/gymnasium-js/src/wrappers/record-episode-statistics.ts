/**
 * RecordEpisodeStatistics: return, length and duration of every episode (gymnasium/wrappers/common.py).
 */
import { secondsNow } from '../clock.ts';
import type { Env, Info, ResetArguments, StepResult } from '../env.ts';
import { AssertionError } from '../errors.ts';
import { markIntegers } from '../integer-infos.ts';
import { Wrapper } from '../wrapper.ts';

/** What an info says at the end of an episode: return, length in steps, seconds. */
export interface EpisodeStatistics {
  readonly r: number;
  readonly l: number;
  readonly t: number;
}
/** Arguments of RecordEpisodeStatistics. */
export interface RecordEpisodeStatisticsOptions {
  /** How many of the last episodes the queues hold. */
  readonly bufferLength?: number;
  /** The key in the info. */
  readonly statsKey?: string;
}

export class RecordEpisodeStatistics<Observation, Action> extends Wrapper<Observation, Action> {
  static override readonly entryPoint = 'gymnasium.wrappers.common:RecordEpisodeStatistics';
  /** Episodes that have ended. */
  episodeCount = 0;
  /** Seconds, returns and lengths of the last episodes, the newest last. */
  readonly timeQueue: number[] = [];
  readonly returnQueue: number[] = [];
  readonly lengthQueue: number[] = [];
  private episodeReturn = 0;
  private episodeLength = 0;
  private start = 0;
  private readonly bufferLength: number;
  private readonly statsKey: string;

  constructor(
    env: Env<Observation, Action>,
    { bufferLength = 100, statsKey = 'episode' }: RecordEpisodeStatisticsOptions = {},
  ) {
    super(env);
    this.recordConstructorArguments({ bufferLength, statsKey });
    this.bufferLength = bufferLength;
    this.statsKey = statsKey;
  }

  override reset(resetArguments?: ResetArguments): [Observation, Info] {
    const result = this.env.reset(resetArguments);
    this.start = secondsNow();
    this.episodeReturn = 0;
    this.episodeLength = 0;
    return result;
  }

  /** @throws AssertionError when the info of the last step has the key already */
  override step(action: Action): StepResult<Observation> {
    const result = this.env.step(action);
    this.episodeReturn += result[1];
    this.episodeLength += 1;
    if (result[2] || result[3]) this.finish(result[4]);
    return result;
  }

  private finish(info: Info): void {
    if (this.statsKey in info)
      throw new AssertionError(`The info has a key '${this.statsKey}' already; choose another statsKey`);
    const now = secondsNow();
    const seconds = Math.round((now - this.start) * 1e6) / 1e6;
    const statistics: EpisodeStatistics = { r: this.episodeReturn, l: this.episodeLength, t: seconds };
    info[this.statsKey] = markIntegers(statistics, ['l']);
    this.enqueue(this.timeQueue, seconds);
    this.enqueue(this.returnQueue, this.episodeReturn);
    this.enqueue(this.lengthQueue, this.episodeLength);
    this.episodeCount += 1;
    this.start = now;
  }

  private enqueue(queue: number[], value: number): void {
    queue.push(value);
    if (queue.length > this.bufferLength) queue.shift();
  }
}
