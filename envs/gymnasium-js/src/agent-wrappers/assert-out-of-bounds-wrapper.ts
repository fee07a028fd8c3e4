/**
 * AssertOutOfBoundsWrapper: refuses actions outside the discrete space of the agent whose turn it is
 * (pettingzoo/utils/wrappers/assert_out_of_bounds.py).
 */
import type { AECEnv } from '../aec-env.ts';
import { AssertionError } from '../errors.ts';
import { Discrete } from '../spaces/discrete.ts';
import { BaseWrapper } from './base-wrapper.ts';

export class AssertOutOfBoundsWrapper<Observation> extends BaseWrapper<Observation, number> {
  /** @throws AssertionError when an agent has another kind of action space */
  constructor(env: AECEnv<Observation, number>) {
    super(env);
    if (!this.possibleAgents.every((agent) => this.actionSpace(agent) instanceof Discrete))
      throw new AssertionError('should only use AssertOutOfBoundsWrapper for Discrete spaces');
  }

  /** @throws AssertionError for an action that is not in the space; null only of an agent that ended */
  override step(action: number | null): void {
    const agent = this.agentSelection;
    const lastTurn = action === null && this.isDead(agent);
    // An agent that ended and acts all the same is left to the environment, which knows the better sentence.
    if (!lastTurn && !this.actionSpace(agent).contains(action))
      throw new AssertionError('action is not in action space');
    super.step(action);
  }

  override toString(): string {
    return String(this.env);
  }
}
