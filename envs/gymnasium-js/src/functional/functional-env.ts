/** FunctionalEnv: a FuncEnv as an Env, which keeps the state and the generator (gymnasium/envs/functional_jax_env.py). */
import {
  Env,
  type Info,
  type Metadata,
  type RenderFrame,
  type ResetArguments,
  type StepResult,
} from '../env.ts';
import { ResetNeeded } from '../errors.ts';
import type { Space } from '../spaces/space.ts';
import type { FuncEnv } from './func-env.ts';

/** Arguments of the adapters. */
export interface FunctionalOptions<Parameters> {
  readonly renderMode?: string | null;
  /** In place of the default ones. */
  readonly parameters?: Parameters;
}

export class FunctionalEnv<State, Observation, Action, Parameters = null> extends Env<Observation, Action> {
  readonly functions: FuncEnv<State, Observation, Action, Parameters>;
  override readonly observationSpace: Space<Observation>;
  override readonly actionSpace: Space<Action>;
  private readonly parameters: Parameters;
  private current: { readonly state: State } | null = null;

  constructor(
    functions: FuncEnv<State, Observation, Action, Parameters>,
    { renderMode = null, parameters = functions.defaultParameters }: FunctionalOptions<Parameters> = {},
  ) {
    super(renderMode);
    this.functions = functions;
    this.parameters = parameters;
    this.observationSpace = functions.observationSpace;
    this.actionSpace = functions.actionSpace;
  }

  override get metadata(): Metadata {
    return this.functions.metadata;
  }

  /**
   * The state, for a search that goes on from it.
   * @throws ResetNeeded before `reset`
   */
  get state(): State {
    if (this.current === null) throw new ResetNeeded('Cannot use the state before calling env.reset()');
    return this.current.state;
  }

  override reset(resetArguments: ResetArguments = {}): [Observation, Info] {
    this.seedFrom(resetArguments);
    const { functions, npRandom, parameters } = this;
    const state = functions.initial(npRandom, parameters);
    this.current = { state };
    return [functions.observation(state, npRandom, parameters), functions.stateInfo(state, parameters)];
  }

  /** @throws ResetNeeded before `reset` */
  override step(action: Action): StepResult<Observation> {
    const { functions, npRandom, parameters, state } = this;
    const next = functions.transition(state, action, npRandom, parameters);
    this.current = { state: next };
    return [
      functions.observation(next, npRandom, parameters),
      functions.reward(state, action, next, npRandom, parameters),
      functions.terminal(next, npRandom, parameters),
      false,
      functions.transitionInfo(state, action, next, parameters),
    ];
  }

  /** An image in the mode `rgb_array`, else nothing. */
  override render(): RenderFrame {
    return this.renderMode === 'rgb_array' ? this.functions.renderImage(this.state, this.parameters) : null;
  }
}
