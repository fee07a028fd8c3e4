/**
 * TurnBasedAecToParallelWrapper: an environment of turns as one of maps, where only the action of the agent whose turn it
 * is counts and `infos` tell whose turn comes next (pettingzoo/utils/conversions.py).
 */
import type { Info } from '../env.ts';
import type { ParallelStepResult } from '../parallel-env.ts';
import { ConvertedAecEnv } from './converted-aec-env.ts';

export class TurnBasedAecToParallelWrapper<Observation, Action> extends ConvertedAecEnv<Observation, Action> {
  /**
   * One turn; the other actions are not looked at. `infos` have the entry `activeAgent` for those alive.
   * @throws InvalidAction when the agent whose turn it is has none
   */
  override step(actions: ReadonlyMap<string, Action>): ParallelStepResult<Observation> {
    const { aecEnv } = this;
    if (this.agents.length === 0) return [new Map(), new Map(), new Map(), new Map(), new Map()];
    aecEnv.step(this.actionOf(aecEnv.agentSelection, actions));
    const rewards = new Map(aecEnv.rewards);
    const terminations = new Map(aecEnv.terminations);
    const truncations = new Map(aecEnv.truncations);
    const infos = new Map<string, Info>(aecEnv.infos);
    const observations = this.observationsOf(aecEnv.agents);
    this.stepDead();
    for (const agent of aecEnv.agents)
      infos.set(agent, { ...infos.get(agent), activeAgent: aecEnv.agentSelection });
    return [observations, rewards, terminations, truncations, infos];
  }
}
