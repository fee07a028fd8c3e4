/**
 * OrderEnforcingWrapper: refuses calls and readings before `reset`, and loops that do not step
 * (pettingzoo/utils/wrappers/order_enforcing.py).
 */
import type { AgentLedger } from '../agent-ledger.ts';
import type { RenderFrame, ResetArguments } from '../env.ts';
import { AssertionError, AttributeError } from '../errors.ts';
import { warn } from '../logger.ts';
import { snakeCase } from '../python-text.ts';
import { BaseWrapper } from './base-wrapper.ts';

export class OrderEnforcingWrapper<Observation, Action> extends BaseWrapper<Observation, Action> {
  #hasReset = false;
  /** Whether `reset` or `step` was called since the last turn of a loop. */
  #hasUpdated = false;

  #assertReset(call: string): void {
    if (!this.#hasReset) throw new AssertionError(`reset() needs to be called before ${call}.`);
  }

  /** @throws AttributeError before `reset` */
  override ledgerEntry<Key extends keyof AgentLedger>(key: Key): AgentLedger[Key] {
    if (!this.#hasReset) throw new AttributeError(`${snakeCase(key)} cannot be accessed before reset`);
    return super.ledgerEntry(key);
  }

  override reset(resetArguments?: ResetArguments): void {
    this.#hasReset = true;
    this.#hasUpdated = true;
    super.reset(resetArguments);
  }

  /**
   * Does nothing but warn when all agents are gone.
   * @throws AssertionError before `reset`
   */
  override step(action: Action | null): void {
    this.#assertReset('step');
    this.#hasUpdated = true;
    if (this.agents.length > 0) super.step(action);
    else warn('step() called after all agents are terminated or truncated. Should reset() first.');
  }

  /** @throws AssertionError before `reset` */
  override observe(agent: string): Observation {
    this.#assertReset('observe');
    return super.observe(agent);
  }

  /** @throws AssertionError before `reset` */
  override state(): unknown {
    this.#assertReset('state');
    return super.state();
  }

  /** @throws AssertionError before `reset` */
  override render(): RenderFrame {
    this.#assertReset('render');
    return super.render();
  }

  /** @throws AssertionError before `reset`, and in the loop when a turn went by without `step` */
  override agentIter(maxTurns = Infinity): IterableIterator<string> {
    this.#assertReset('agent_iter()');
    return this.#turns(maxTurns);
  }

  *#turns(maxTurns: number): Generator<string, void> {
    for (const agent of super.agentIter(maxTurns)) {
      if (!this.#hasUpdated)
        throw new AssertionError('need to call step() or reset() in a loop over `agent_iter`');
      this.#hasUpdated = false;
      yield agent;
    }
  }

  override toString(): string {
    return this.constructor === OrderEnforcingWrapper ? String(this.env) : super.toString();
  }
}
