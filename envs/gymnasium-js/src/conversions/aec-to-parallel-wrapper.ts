/**
 * AecToParallelWrapper: an environment of turns whose world moves once a round as one where all act at once
 * (pettingzoo/utils/conversions.py).
 */
import type { AECEnv } from '../aec-env.ts';
import { AssertionError } from '../errors.ts';
import type { ParallelStepResult } from '../parallel-env.ts';
import { ConvertedAecEnv } from './converted-aec-env.ts';

export class AecToParallelWrapper<Observation, Action> extends ConvertedAecEnv<Observation, Action> {
  /** @throws AssertionError unless the metadata say `isParallelizable` */
  constructor(aecEnv: AECEnv<Observation, Action>) {
    if (!aecEnv.metadata.isParallelizable) {
      throw new AssertionError(
        'Converting from an AEC environment to a Parallel environment with the to_parallel wrapper is not generally safe (the AEC environment should only update once at the end of each cycle). If you have confirmed that your AEC environment can be converted in this way, then please set the `is_parallelizable` key in your metadata to True',
      );
    }
    super(aecEnv);
  }

  /**
   * Every agent acts once, in order; rewards are the sums of the round.
   * @throws AssertionError when the agents do not take turns one after the other, InvalidAction when one has none
   */
  override step(actions: ReadonlyMap<string, Action>): ParallelStepResult<Observation> {
    const { aecEnv } = this;
    const rewards = new Map<string, number>();
    for (const agent of aecEnv.agents) {
      this.#assertTurnOf(agent);
      aecEnv.step(this.actionOf(agent, actions));
      for (const other of aecEnv.agents)
        rewards.set(other, (rewards.get(other) ?? 0) + (aecEnv.rewards.get(other) ?? 0));
    }
    const terminations = new Map(aecEnv.terminations);
    const truncations = new Map(aecEnv.truncations);
    const infos = new Map(aecEnv.infos);
    const observations = this.observationsOf(aecEnv.agents);
    this.stepDead();
    return [observations, rewards, terminations, truncations, infos];
  }

  #assertTurnOf(agent: string): void {
    const selected = this.aecEnv.agentSelection;
    if (agent === selected) return;
    if (this.aecEnv.isDead(agent)) {
      throw new AssertionError(
        `expected agent ${agent} got termination or truncation agent ${selected}. Parallel environment wrapper expects all agent death (setting an agent's self.terminations or self.truncations entry to True) to happen only at the end of a cycle.`,
      );
    }
    throw new AssertionError(
      `expected agent ${agent} got agent ${selected}, Parallel environment wrapper expects agents to step in a cycle.`,
    );
  }
}
