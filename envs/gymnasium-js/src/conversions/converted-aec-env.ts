/** What both conversions of turns to maps share: everything but `step`. */
import type { AECEnv, AgentMetadata } from '../aec-env.ts';
import type { Info, RenderFrame, ResetArguments } from '../env.ts';
import { InvalidAction } from '../errors.ts';
import { ParallelEnv } from '../parallel-env.ts';
import type { Space } from '../spaces/space.ts';

export abstract class ConvertedAecEnv<Observation, Action> extends ParallelEnv<Observation, Action> {
  readonly aecEnv: AECEnv<Observation, Action>;
  override readonly metadata: AgentMetadata;
  override readonly renderMode: string | null;
  #hasReset = false;

  constructor(aecEnv: AECEnv<Observation, Action>) {
    super();
    this.aecEnv = aecEnv;
    this.metadata = aecEnv.metadata;
    this.renderMode = aecEnv.renderMode;
  }

  /** Before the first reset nobody is there, whatever the environment of turns thinks of the question. */
  override get agents(): readonly string[] {
    return this.#hasReset ? this.aecEnv.agents : [];
  }

  override get possibleAgents(): readonly string[] {
    return this.aecEnv.possibleAgents;
  }

  override observationSpace(agent: string): Space<Observation> {
    return this.aecEnv.observationSpace(agent);
  }

  override actionSpace(agent: string): Space<Action> {
    return this.aecEnv.actionSpace(agent);
  }

  override reset(resetArguments?: ResetArguments): [Map<string, Observation>, Map<string, Info>] {
    this.aecEnv.reset(resetArguments);
    this.#hasReset = true;
    const living = this.aecEnv.agents.filter((agent) => !this.aecEnv.isDead(agent));
    return [this.observationsOf(living), new Map(this.aecEnv.infos)];
  }

  protected observationsOf(agents: readonly string[]): Map<string, Observation> {
    return new Map(agents.map((agent) => [agent, this.aecEnv.observe(agent)]));
  }

  /** The last turns of those that ended. */
  protected stepDead(): void {
    const { aecEnv } = this;
    while (aecEnv.agents.length > 0 && aecEnv.isDead(aecEnv.agentSelection)) aecEnv.step(null);
  }

  /** @throws InvalidAction when the agent has none */
  protected actionOf(agent: string, actions: ReadonlyMap<string, Action>): Action {
    if (!actions.has(agent))
      throw new InvalidAction(`there is no action for the agent ${agent}, whose turn it is`);
    return actions.get(agent) as Action;
  }

  override get stateSpace(): Space<unknown> | null {
    return this.aecEnv.stateSpace;
  }

  override state(): unknown {
    return this.aecEnv.state();
  }

  override render(): RenderFrame {
    return this.aecEnv.render();
  }

  override close(): void {
    this.aecEnv.close();
  }

  override get unwrapped(): AECEnv<unknown, unknown> | ParallelEnv<unknown, unknown> {
    return this.aecEnv.unwrapped;
  }

  override toString(): string {
    return String(this.aecEnv);
  }
}
