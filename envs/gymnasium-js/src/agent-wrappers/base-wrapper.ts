/** BaseWrapper: an AECEnv around an AECEnv; what it does not change falls through (pettingzoo/utils/wrappers). */
import { AECEnv, type AgentMetadata } from '../aec-env.ts';
import type { AgentLedger } from '../agent-ledger.ts';
import type { RenderFrame, ResetArguments } from '../env.ts';
import { AssertionError } from '../errors.ts';
import type { ParallelEnv } from '../parallel-env.ts';
import type { Space } from '../spaces/space.ts';

export class BaseWrapper<Observation, Action> extends AECEnv<Observation, Action> {
  readonly env: AECEnv<Observation, Action>;
  override readonly metadata: AgentMetadata;
  override readonly renderMode: string | null;

  /** @throws AssertionError when `env` is no AECEnv */
  constructor(env: AECEnv<Observation, Action>) {
    super();
    if (!(env instanceof AECEnv))
      throw new AssertionError(`${new.target.name} is only compatible with AEC environments.`);
    this.env = env;
    this.metadata = env.metadata;
    this.renderMode = env.renderMode;
  }

  override get possibleAgents(): readonly string[] {
    return this.env.possibleAgents;
  }

  override get ledger(): AgentLedger {
    return this.env.ledger;
  }

  override set ledger(ledger: AgentLedger) {
    this.env.ledger = ledger;
  }

  override ledgerEntry<Key extends keyof AgentLedger>(key: Key): AgentLedger[Key] {
    return this.env.ledgerEntry(key);
  }

  override observationSpace(agent: string): Space<Observation> {
    return this.env.observationSpace(agent);
  }

  override actionSpace(agent: string): Space<Action> {
    return this.env.actionSpace(agent);
  }

  override reset(resetArguments?: ResetArguments): void {
    this.env.reset(resetArguments);
  }

  override step(action: Action | null): void {
    this.env.step(action);
  }

  override observe(agent: string): Observation {
    return this.env.observe(agent);
  }

  override get stateSpace(): Space<unknown> | null {
    return this.env.stateSpace;
  }

  override state(): unknown {
    return this.env.state();
  }

  override render(): RenderFrame {
    return this.env.render();
  }

  override close(): void {
    this.env.close();
  }

  override get unwrapped(): AECEnv<unknown, unknown> | ParallelEnv<unknown, unknown> {
    return this.env.unwrapped;
  }

  override toString(): string {
    return `${this.constructor.name}<${this.env}>`;
  }
}
