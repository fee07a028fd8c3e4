/** RemoteAECEnv: a PettingZoo environment of an installed Python whose agents take turns. Node only. */
import { AECEnv, type AgentMetadata } from '../aec-env.ts';
import type { RenderFrame, ResetArguments } from '../env.ts';
import type { Space } from '../spaces/space.ts';
import { frameOf, metadataOf } from './described-metadata.ts';
import { PythonEnvironment, type RemoteOptions } from './python-environment.ts';
import { AgentSpaces, byAgent, readFlag, readInfo, readNumber, stateSpaceOf } from './remote-agents.ts';
import { elementFromWire, elementToWire } from './wire-element.ts';
import { fromWire, toWire, type Wire, type WireObject } from './wire-value.ts';

export class RemoteAECEnv<Observation = unknown, Action = unknown> extends AECEnv<Observation, Action> {
  override readonly metadata: AgentMetadata;
  override readonly renderMode: string | null;
  override readonly possibleAgents: readonly string[];
  private readonly python: PythonEnvironment;
  private readonly observationSpaces: AgentSpaces;
  private readonly actionSpaces: AgentSpaces;

  /**
   * @param target a module such as `pettingzoo.classic.tictactoe_v3`, and after a colon the name of a maker where it is
   * not `env`
   * @throws DependencyNotInstalled without Python or PettingZoo; what Python raised
   */
  constructor(target: string, options: RemoteOptions = {}) {
    super();
    this.python = new PythonEnvironment('aec', target, options);
    const { description } = this.python;
    this.metadata = metadataOf(description);
    this.renderMode = description.render_mode as string | null;
    this.possibleAgents = description.possible_agents as readonly string[];
    this.observationSpaces = new AgentSpaces(this.python, 'observation_space');
    this.actionSpaces = new AgentSpaces(this.python, 'action_space');
  }

  override observationSpace(agent: string): Space<Observation> {
    return this.observationSpaces.of(agent) as Space<Observation>;
  }

  override actionSpace(agent: string): Space<Action> {
    return this.actionSpaces.of(agent) as Space<Action>;
  }

  override reset({ seed = null, options = null }: ResetArguments = {}): void {
    if (this.possibleAgents.length === 0)
      for (const spaces of [this.observationSpaces, this.actionSpaces]) spaces.forget();
    this.takeLedger(this.python.ask('begin', [toWire(seed), toWire(options)]));
  }

  override step(action: Action | null): void {
    const space = action === null ? null : this.actionSpace(this.agentSelection);
    this.takeLedger(this.python.ask('turn', [space === null ? null : elementToWire(space, action)]));
  }

  /** The books are Python's: nothing is reckoned here. */
  private takeLedger(wire: Wire): void {
    const told = wire as WireObject;
    this.ledger = {
      agents: [...(told.agents as readonly string[])],
      agentSelection: told.agent_selection as string,
      rewards: byAgent(told.rewards, readNumber),
      cumulativeRewards: byAgent(told.cumulative_rewards, readNumber),
      terminations: byAgent(told.terminations, readFlag),
      truncations: byAgent(told.truncations, readFlag),
      infos: byAgent(told.infos, readInfo),
      skippedSelection: null,
    };
  }

  override observe(agent: string): Observation {
    return elementFromWire(this.observationSpace(agent), this.python.ask('observe', [agent])) as Observation;
  }

  override get stateSpace(): Space<unknown> | null {
    return stateSpaceOf(this.python);
  }

  override state(): unknown {
    const wire = this.python.ask('state');
    const space = this.stateSpace;
    return space === null ? fromWire(wire) : elementFromWire(space, wire);
  }

  override render(): RenderFrame {
    return frameOf(this.python.ask('render')) as RenderFrame;
  }

  override close(): void {
    this.python.close();
  }
}
