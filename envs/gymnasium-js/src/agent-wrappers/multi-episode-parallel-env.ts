/**
 * MultiEpisodeParallelEnv: several episodes one after the other as if they were one
 * (pettingzoo/utils/wrappers/multi_episode_parallel_env.py).
 */
import type { Info, ResetArguments } from '../env.ts';
import type { ParallelEnv, ParallelStepResult } from '../parallel-env.ts';
import { BaseParallelWrapper } from './base-parallel-wrapper.ts';
import { checkEpisodeCount, type EpisodeCount, nextEpisode } from './episode-count.ts';

export class MultiEpisodeParallelEnv<Observation, Action> extends BaseParallelWrapper<Observation, Action> {
  readonly numEpisodes: number;
  #resetArguments: ResetArguments = {};
  #episode = 1;

  /** @throws ValueError unless `numEpisodes` is a positive integer */
  constructor(env: ParallelEnv<Observation, Action>, { numEpisodes }: EpisodeCount) {
    super(env);
    this.numEpisodes = checkEpisodeCount(numEpisodes);
  }

  override reset(resetArguments: ResetArguments = {}): [Map<string, Observation>, Map<string, Info>] {
    this.#resetArguments = resetArguments;
    this.#episode = 1;
    return super.reset(resetArguments);
  }

  /**
   * Nobody ends before the last episode does, and then all are truncated. When an episode before it is over, what
   * is observed is the begin of the next.
   */
  override step(actions: ReadonlyMap<string, Action>): ParallelStepResult<Observation> {
    const [observations, rewards, terminations, , infos] = super.step(actions);
    const all = (value: boolean) => new Map(Array.from(terminations.keys(), (agent) => [agent, value]));
    if (this.agents.length > 0) return [observations, rewards, all(false), all(false), infos];
    if (this.#episode >= this.numEpisodes) return [observations, rewards, all(false), all(true), infos];
    this.#episode += 1;
    this.#resetArguments = nextEpisode(this.#resetArguments);
    const [first, firstInfos] = super.reset(this.#resetArguments);
    return [first, rewards, all(false), all(false), firstInfos];
  }
}
