/** ParallelEnv: many agents in one world, all acting at once (pettingzoo/utils/env.py). */
import type { AECEnv, AgentMetadata } from './aec-env.ts';
import type { Info, RenderFrame, ResetArguments } from './env.ts';
import type { Space } from './spaces/space.ts';

/** What `step` returns, each map with one entry per agent that was alive before it. */
export type ParallelStepResult<Observation> = [
  observations: Map<string, Observation>,
  rewards: Map<string, number>,
  terminations: Map<string, boolean>,
  truncations: Map<string, boolean>,
  infos: Map<string, Info>,
];

export abstract class ParallelEnv<Observation, Action> {
  readonly metadata: AgentMetadata = { renderModes: [] };
  readonly renderMode: string | null = null;
  /** Agents alive now, in order; empty when the episode is over. */
  abstract readonly agents: readonly string[];
  /** Every agent that may ever be alive; empty where the world makes agents up as it goes on. */
  abstract readonly possibleAgents: readonly string[];

  /** The space of the agent's observations: the same object on every call. */
  abstract observationSpace(agent: string): Space<Observation>;

  /** The space of the agent's actions: the same object on every call. */
  abstract actionSpace(agent: string): Space<Action>;

  /** Begins an episode. The same seed gives the same episode. */
  abstract reset(
    resetArguments?: ResetArguments,
  ): [observations: Map<string, Observation>, infos: Map<string, Info>];

  /** Every living agent acts once; agents that ended vanish from `agents` afterwards. */
  abstract step(actions: ReadonlyMap<string, Action>): ParallelStepResult<Observation>;

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

  /** How many agents are alive. */
  get numAgents(): number {
    return this.agents.length;
  }

  /** The most agents that can be alive. */
  get maxNumAgents(): number {
    return this.possibleAgents.length;
  }

  /** The environment inside all wrappers and conversions. */
  get unwrapped(): AECEnv<unknown, unknown> | ParallelEnv<unknown, unknown> {
    return this as ParallelEnv<unknown, unknown>;
  }

  /** The name of the environment, such as `rps_v2`, or else of its class. */
  toString(): string {
    return this.metadata.name ?? this.constructor.name;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
