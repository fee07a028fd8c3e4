/**
 * ParallelToAecWrapper: an environment where all act at once as one of turns; the world moves when the last of a round has
 * told its action (pettingzoo/utils/conversions.py).
 */
import { AECEnv, type AgentMetadata } from '../aec-env.ts';
import { openLedger } from '../agent-ledger.ts';
import { AgentSelector } from '../agent-selector.ts';
import type { RenderFrame, ResetArguments } from '../env.ts';
import { warn } from '../logger.ts';
import type { ParallelEnv } from '../parallel-env.ts';
import type { Space } from '../spaces/space.ts';

export class ParallelToAecWrapper<Observation, Action> extends AECEnv<Observation, Action> {
  readonly env: ParallelEnv<Observation, Action>;
  override readonly metadata: AgentMetadata;
  override readonly renderMode: string | null;
  #observations: Map<string, Observation> = new Map();
  #actions: Map<string, Action> = new Map();
  #selector = new AgentSelector([]);

  constructor(env: ParallelEnv<Observation, Action>) {
    super();
    this.env = env;
    this.metadata = { ...env.metadata, isParallelizable: true };
    this.renderMode = env.renderMode;
  }

  override get possibleAgents(): readonly string[] {
    return this.env.possibleAgents;
  }

  override observationSpace(agent: string): Space<Observation> {
    return this.env.observationSpace(agent);
  }

  override actionSpace(agent: string): Space<Action> {
    return this.env.actionSpace(agent);
  }

  /** Infos that are not told for every agent are filled up with empty ones, with a warning. */
  override reset(resetArguments?: ResetArguments): void {
    const [observations, infos] = this.env.reset(resetArguments);
    this.#observations = new Map(observations);
    this.#actions = new Map();
    this.ledger = openLedger(this.env.agents);
    if (!this.env.agents.every((agent) => infos.has(agent)))
      warn('The `infos` returned by `reset` must have an entry for each agent; empty ones take their place.');
    for (const agent of this.env.agents) this.ledger.infos.set(agent, infos.get(agent) ?? {});
    this.#selector = new AgentSelector([...this.env.agents]);
    if (this.env.agents.length > 0) this.ledger.agentSelection = this.#selector.reset();
  }

  override observe(agent: string): Observation {
    return this.#observations.get(agent) as Observation;
  }

  override step(action: Action | null): void {
    const { ledger } = this;
    const agent = ledger.agentSelection;
    if (this.wasDeadStep(action)) {
      this.#actions.delete(agent);
      return;
    }
    this.#actions.set(agent, action as Action);
    if (this.#selector.isLast()) {
      this.#stepWorld();
      return;
    }
    if (this.#selector.isFirst()) this.clearRewards();
    ledger.agentSelection = this.#selector.next();
  }

  /** All have told their actions: the world moves, and those that ended have their last turns first. */
  #stepWorld(): void {
    const { env, ledger } = this;
    const [observations, rewards, terminations, truncations, infos] = env.step(this.#actions);
    this.#observations = new Map(observations);
    ledger.rewards = new Map(rewards);
    ledger.cumulativeRewards = new Map(rewards);
    ledger.terminations = new Map(terminations);
    ledger.truncations = new Map(truncations);
    ledger.infos = new Map(infos);
    const living = new Set(env.agents);
    const ended = [...observations.keys()].filter((agent) => !living.has(agent)).sort();
    ledger.agents = [...env.agents, ...ended];
    if (living.size > 0) {
      this.#selector = new AgentSelector([...env.agents]);
      ledger.agentSelection = this.#selector.reset();
    }
    this.deadsStepFirst();
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
    return String(this.env);
  }
}
