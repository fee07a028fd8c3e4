/** RemoteParallelEnv: a PettingZoo environment of an installed Python whose agents act at once. Node only. */
import type { AgentMetadata } from '../aec-env.ts';
import type { Info, RenderFrame, ResetArguments } from '../env.ts';
import { ParallelEnv, type ParallelStepResult } from '../parallel-env.ts';
import type { Space } from '../spaces/space.ts';
import { frameOf, metadataOf } from './described-metadata.ts';
import { PythonEnvironment, type RemoteOptions } from './python-environment.ts';
import { AgentSpaces, byAgent, readFlag, readInfo, readNumber, stateSpaceOf } from './remote-agents.ts';
import { itemsOf } from './remote-env.ts';
import { elementFromWire, elementToWire } from './wire-element.ts';
import { fromWire, toWire, type Wire } from './wire-value.ts';

export class RemoteParallelEnv<Observation = unknown, Action = unknown> extends ParallelEnv<
  Observation,
  Action
> {
  override readonly metadata: AgentMetadata;
  override readonly renderMode: string | null;
  override readonly possibleAgents: readonly string[];
  private readonly python: PythonEnvironment;
  private readonly observationSpaces: AgentSpaces;
  private readonly actionSpaces: AgentSpaces;
  private living: readonly string[] = [];

  /**
   * @param target a module such as `pettingzoo.butterfly.pistonball_v6`, and after a colon the name of a maker where it
   * is not `parallel_env`
   * @throws DependencyNotInstalled without Python or PettingZoo; what Python raised
   */
  constructor(target: string, options: RemoteOptions = {}) {
    super();
    this.python = new PythonEnvironment('parallel', target, options);
    const { description } = this.python;
    this.metadata = metadataOf(description);
    this.renderMode = description.render_mode as string | null;
    this.possibleAgents = description.possible_agents as readonly string[];
    this.observationSpaces = new AgentSpaces(this.python, 'observation_space');
    this.actionSpaces = new AgentSpaces(this.python, 'action_space');
  }

  override get agents(): readonly string[] {
    return this.living;
  }

  override observationSpace(agent: string): Space<Observation> {
    return this.observationSpaces.of(agent) as Space<Observation>;
  }

  override actionSpace(agent: string): Space<Action> {
    return this.actionSpaces.of(agent) as Space<Action>;
  }

  private readObservation = (wire: Wire, agent: string): Observation =>
    elementFromWire(this.observationSpace(agent), wire) as Observation;

  override reset({
    seed = null,
    options = null,
  }: ResetArguments = {}): [observations: Map<string, Observation>, infos: Map<string, Info>] {
    if (this.possibleAgents.length === 0)
      for (const spaces of [this.observationSpaces, this.actionSpaces]) spaces.forget();
    const [observations, infos] = itemsOf(this.python.ask('reset', [toWire(seed), toWire(options)]));
    this.living = this.python.ask('agents') as readonly string[];
    return [byAgent(observations, this.readObservation), byAgent(infos, readInfo)];
  }

  override step(actions: ReadonlyMap<string, Action>): ParallelStepResult<Observation> {
    const items = Array.from(actions, ([agent, action]) => [
      agent,
      elementToWire(this.actionSpace(agent), action),
    ]);
    const [observations, rewards, terminations, truncations, infos] = itemsOf(
      this.python.ask('step', [{ $: 'dict', items }]),
    );
    this.living = this.python.ask('agents') as readonly string[];
    return [
      byAgent(observations, this.readObservation),
      byAgent(rewards, readNumber),
      byAgent(terminations, readFlag),
      byAgent(truncations, readFlag),
      byAgent(infos, readInfo),
    ];
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
