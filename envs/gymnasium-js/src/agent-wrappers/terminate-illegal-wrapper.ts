/**
 * TerminateIllegalWrapper: an illegal move, by the `action_mask` of the observation or the info, ends the game for
 * all and costs the mover (pettingzoo/utils/wrappers/terminate_illegal.py).
 */
import { actionMask } from '../action-mask.ts';
import type { AECEnv } from '../aec-env.ts';
import type { ResetArguments } from '../env.ts';
import { AssertionError } from '../errors.ts';
import { warn } from '../logger.ts';
import { BaseWrapper } from './base-wrapper.ts';

export class TerminateIllegalWrapper<Observation> extends BaseWrapper<Observation, number> {
  readonly illegalReward: number;
  /** Whether an illegal move ended the game. */
  #terminated = false;
  /** What the agent whose turn it is saw, so that looking twice does not observe twice. */
  #seen: { readonly observation: Observation } | null = null;

  /** @param options `illegalReward` is what the mover gets */
  constructor(env: AECEnv<Observation, number>, { illegalReward }: { readonly illegalReward: number }) {
    super(env);
    this.illegalReward = illegalReward;
  }

  override reset(resetArguments?: ResetArguments): void {
    this.#terminated = false;
    this.#seen = null;
    super.reset(resetArguments);
  }

  override observe(agent: string): Observation {
    const observation = super.observe(agent);
    if (agent === this.agentSelection) this.#seen = { observation };
    return observation;
  }

  /** @throws AssertionError when there is no `action_mask` */
  override step(action: number | null): void {
    const agent = this.agentSelection;
    if (this.isDead(agent)) {
      this.#seen = null;
      if (this.#terminated) this.wasDeadStep(action);
      else super.step(action);
      return;
    }
    const observation = this.#seen === null ? this.observe(agent) : this.#seen.observation;
    this.#seen = null;
    const mask = actionMask(observation, this.infos.get(agent));
    if (mask === null) {
      throw new AssertionError(
        'action_mask must always be part of environment observation as an element in a dictionary observation to use the TerminateIllegalWrapper',
      );
    }
    // No action at all is no illegal move: the environment has its own word for it.
    if (action === null || mask[action]) super.step(action);
    else this.#terminate(agent);
  }

  #terminate(agent: string): void {
    warn(
      "Illegal move made, game terminating with current player losing. \nobs['action_mask'] contains a mask of all legal moves that can be chosen.",
    );
    const { ledger } = this;
    ledger.cumulativeRewards.set(agent, 0);
    const all = <Value>(value: Value) => new Map(ledger.agents.map((other) => [other, value]));
    ledger.terminations = all(true);
    ledger.truncations = all(true);
    ledger.rewards = all(0).set(agent, this.illegalReward);
    this.accumulateRewards();
    this.deadsStepFirst();
    this.#terminated = true;
  }

  override toString(): string {
    return String(this.env);
  }
}
