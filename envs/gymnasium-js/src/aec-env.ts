/** AECEnv: many agents in one world that take turns (agent environment cycle, pettingzoo/utils/env.py). */
import {
  type AgentLedger,
  accumulateRewards,
  addAgent,
  clearRewards,
  deadsStepFirst,
  isDead,
  openLedger,
  wasDeadStep,
} from './agent-ledger.ts';
import type { Info, Metadata, RenderFrame, ResetArguments } from './env.ts';
import type { ParallelEnv } from './parallel-env.ts';
import type { Space } from './spaces/space.ts';

/** Facts about an environment of many agents. */
export interface AgentMetadata extends Metadata {
  /** Whether the world changes only after a whole round of turns, so that all may as well act at once. */
  readonly isParallelizable?: boolean;
}
/** What `last` tells the agent whose turn it is; the reward is of all turns since its own last. */
export type Last<Observation> = [
  observation: Observation | null,
  reward: number,
  terminated: boolean,
  truncated: boolean,
  info: Info,
];

/**
 * `reset` and `step` of an environment keep up the ledger: `openLedger` at a reset; in a step first
 * `wasDeadStep` for an agent that ended, else clear rewards, set them, accumulate, select the next agent and let
 * those that ended go first.
 */
export abstract class AECEnv<Observation, Action> {
  readonly metadata: AgentMetadata = { renderModes: [] };
  readonly renderMode: string | null = null;
  #ledger: AgentLedger = openLedger([]);

  /** Every agent that may ever be alive; empty where the world makes agents up as it goes on. */
  abstract readonly possibleAgents: readonly string[];

  /** The space of the agent's observations: the same object on every call. */
  abstract observationSpace(agent: string): Space<Observation>;

  /** The space of the agent's actions: the same object on every call. */
  abstract actionSpace(agent: string): Space<Action>;

  /** Begins an episode. The same seed gives the same episode. */
  abstract reset(resetArguments?: ResetArguments): void;

  /** Acts for the agent whose turn it is; one that ended must be given null. */
  abstract step(action: Action | null): void;

  /** What the agent can see now. */
  abstract observe(agent: string): Observation;

  /** An entry of the ledger by its name: what all the getters below read. */
  ledgerEntry<Key extends keyof AgentLedger>(key: Key): AgentLedger[Key] {
    return this.ledger[key];
  }

  /** What the environment keeps of its agents; for itself and its wrappers. */
  get ledger(): AgentLedger {
    return this.#ledger;
  }

  set ledger(ledger: AgentLedger) {
    this.#ledger = ledger;
  }

  /** Agents that still have a turn, in order; empty when the episode is over. */
  get agents(): readonly string[] {
    return this.ledgerEntry('agents');
  }

  /** Whose turn it is. */
  get agentSelection(): string {
    return this.ledgerEntry('agentSelection');
  }

  /** Rewards of the last turn. */
  get rewards(): ReadonlyMap<string, number> {
    return this.ledgerEntry('rewards');
  }

  /** Rewards since each agent's own last turn. */
  get cumulativeRewards(): ReadonlyMap<string, number> {
    return this.ledgerEntry('cumulativeRewards');
  }

  get terminations(): ReadonlyMap<string, boolean> {
    return this.ledgerEntry('terminations');
  }

  get truncations(): ReadonlyMap<string, boolean> {
    return this.ledgerEntry('truncations');
  }

  get infos(): ReadonlyMap<string, Info> {
    return this.ledgerEntry('infos');
  }

  /** How many agents still have a turn. */
  get numAgents(): number {
    return this.agents.length;
  }

  /** The most agents that can be alive. */
  get maxNumAgents(): number {
    return this.possibleAgents.length;
  }

  /** Whether the agent ended, one way or the other. */
  isDead(agent: string): boolean {
    return this.terminations.get(agent) === true || this.truncations.get(agent) === true;
  }

  /** What the agent whose turn it is has to know; no observation unless `observe`. */
  last(observe = true): Last<Observation> {
    const agent = this.agentSelection;
    return [
      observe ? this.observe(agent) : null,
      this.cumulativeRewards.get(agent) as number,
      this.terminations.get(agent) as boolean,
      this.truncations.get(agent) as boolean,
      this.infos.get(agent) as Info,
    ];
  }

  /** Whose turn it is, again and again, while `step` is called in the loop; at most `maxTurns` times. */
  agentIter(maxTurns = Infinity): IterableIterator<string> {
    return turnsOf(this, maxTurns);
  }

  /** The space of `state`; null where there is no state, or none is told. */
  get stateSpace(): Space<unknown> | null {
    return null;
  }

  /** A view of the whole world for centralised training; throws where there is none. */
  state(): unknown {
    throw new Error(`${this} has no global state`);
  }

  /** A picture in the mode chosen at construction. */
  render(): RenderFrame {
    return null;
  }

  /** Frees what the environment holds; may be called twice. */
  close(): void {}

  /** The environment inside all wrappers and conversions. */
  get unwrapped(): AECEnv<unknown, unknown> | ParallelEnv<unknown, unknown> {
    return this as AECEnv<unknown, unknown>;
  }

  protected addAgent(agent: string): void {
    addAgent(this.ledger, agent);
  }

  protected clearRewards(): void {
    clearRewards(this.ledger);
  }

  protected accumulateRewards(): void {
    accumulateRewards(this.ledger);
  }

  protected deadsStepFirst(): void {
    deadsStepFirst(this.ledger);
  }

  /**
   * The last turn of an agent that ended, if it is one's turn that did; whether it was.
   * @throws ValueError for an action other than null
   */
  protected wasDeadStep(action: Action | null): boolean {
    if (!isDead(this.ledger, this.ledger.agentSelection)) return false;
    wasDeadStep(this.ledger, action);
    return true;
  }

  /** The name of the environment, such as `rps_v2`, or else of its class. */
  toString(): string {
    return this.metadata.name ?? this.constructor.name;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

function* turnsOf(
  env: { readonly agents: readonly string[]; readonly agentSelection: string },
  maxTurns: number,
): Generator<string, void> {
  for (let turn = 0; turn < maxTurns && env.agents.length > 0; turn++) yield env.agentSelection;
}
