/**
 * MultiEpisodeEnv: several episodes one after the other as if they were one
 * (pettingzoo/utils/wrappers/multi_episode_env.py).
 */
import type { AECEnv } from '../aec-env.ts';
import type { ResetArguments } from '../env.ts';
import { BaseWrapper } from './base-wrapper.ts';
import { checkEpisodeCount, type EpisodeCount, nextEpisode } from './episode-count.ts';

export class MultiEpisodeEnv<Observation, Action> extends BaseWrapper<Observation, Action> {
  readonly numEpisodes: number;
  #resetArguments: ResetArguments = {};
  #episode = 1;

  /** @throws ValueError unless `numEpisodes` is a positive integer */
  constructor(env: AECEnv<Observation, Action>, { numEpisodes }: EpisodeCount) {
    super(env);
    this.numEpisodes = checkEpisodeCount(numEpisodes);
  }

  override reset(resetArguments: ResetArguments = {}): void {
    this.#resetArguments = resetArguments;
    this.#episode = 1;
    super.reset(resetArguments);
  }

  /** When all agents are gone and episodes are left, the next one begins: with the next seed, if there was one. */
  override step(action: Action | null): void {
    super.step(action);
    if (this.agents.length > 0 || this.#episode >= this.numEpisodes) return;
    this.#episode += 1;
    this.#resetArguments = nextEpisode(this.#resetArguments);
    super.reset(this.#resetArguments);
  }

  override toString(): string {
    return String(this.env);
  }
}
