/**
 * FuncEnv: an environment as functions without memory, in which states and generators are passed from hand to hand
 * (gymnasium/experimental/functional.py).
 */
import type { Info, Metadata, RenderedImage } from '../env.ts';
import { NotImplementedError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import type { Space } from '../spaces/space.ts';

/**
 * States are never changed, but made anew: whoever keeps one can go on from it twice.
 * @typeParam Parameters constants of the world that a caller may give in place of the default ones
 */
export abstract class FuncEnv<State, Observation, Action, Parameters = null> {
  /** What holds for every environment of the class. */
  static readonly metadata: Metadata = { renderModes: [] };
  abstract readonly observationSpace: Space<Observation>;
  abstract readonly actionSpace: Space<Action>;
  abstract readonly defaultParameters: Parameters;

  get metadata(): Metadata {
    return (this.constructor as typeof FuncEnv).metadata;
  }

  /** A state to begin from. */
  abstract initial(generator: Generator, parameters: Parameters): State;

  /** The state after an action. */
  abstract transition(state: State, action: Action, generator: Generator, parameters: Parameters): State;

  /** What can be seen of a state. */
  abstract observation(state: State, generator: Generator, parameters: Parameters): Observation;

  /** What going from one state to the next by an action is worth. */
  abstract reward(
    state: State,
    action: Action,
    next: State,
    generator: Generator,
    parameters: Parameters,
  ): number;

  /** Whether the world ends in a state. */
  abstract terminal(state: State, generator: Generator, parameters: Parameters): boolean;

  /** Facts about a state. */
  stateInfo(_state: State, _parameters: Parameters): Info {
    return {};
  }

  /** Facts about going from one state to the next. */
  transitionInfo(_state: State, _action: Action, _next: State, _parameters: Parameters): Info {
    return {};
  }

  /**
   * A picture of a state.
   * @throws NotImplementedError where there is none
   */
  renderImage(_state: State, _parameters: Parameters): RenderedImage {
    throw new NotImplementedError(`${this.constructor.name} has no picture of its states`);
  }
}
