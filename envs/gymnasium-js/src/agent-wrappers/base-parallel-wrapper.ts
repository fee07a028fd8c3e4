/** BaseParallelWrapper: a ParallelEnv around a ParallelEnv (pettingzoo/utils/wrappers/base_parallel.py). */
import type { AECEnv, AgentMetadata } from '../aec-env.ts';
import type { Info, RenderFrame, ResetArguments } from '../env.ts';
import { AssertionError } from '../errors.ts';
import { ParallelEnv, type ParallelStepResult } from '../parallel-env.ts';
import type { Space } from '../spaces/space.ts';

export class BaseParallelWrapper<Observation, Action> extends ParallelEnv<Observation, Action> {
  readonly env: ParallelEnv<Observation, Action>;
  override readonly metadata: AgentMetadata;
  override readonly renderMode: string | null;

  /** @throws AssertionError when `env` is no ParallelEnv */
  constructor(env: ParallelEnv<Observation, Action>) {
    super();
    if (!(env instanceof ParallelEnv))
      throw new AssertionError(`${new.target.name} is only compatible with ParallelEnv environments.`);
    this.env = env;
    this.metadata = env.metadata;
    this.renderMode = env.renderMode;
  }

  override get agents(): readonly string[] {
    return this.env.agents;
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

  override reset(resetArguments?: ResetArguments): [Map<string, Observation>, Map<string, Info>] {
    return this.env.reset(resetArguments);
  }

  override step(actions: ReadonlyMap<string, Action>): ParallelStepResult<Observation> {
    return this.env.step(actions);
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
