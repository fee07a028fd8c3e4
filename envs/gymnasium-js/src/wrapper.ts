/**
 * Wrapper: an environment around an environment; what it does not change falls through to the inner one
 * (gymnasium/core.py). `ObservationWrapper`, `ActionWrapper` and `RewardWrapper` change one thing each.
 */
import { deepCopy } from './deep-copy.ts';
import type { WrapperMaker } from './entry-points.ts';
import {
  Env,
  type Info,
  type Metadata,
  type RenderFrame,
  type ResetArguments,
  type StepResult,
} from './env.ts';
import type { EnvSpec, MakeArguments, WrapperSpec } from './env-spec.ts';
import { AssertionError, AttributeError } from './errors.ts';
import type { Generator } from './generator.ts';
import { typeText } from './python-text.ts';
import type { Entropy } from './seed-sequence.ts';
import type { Space } from './spaces/space.ts';

/** How wrappers of a class are put into the registration of an environment. */
export function wrapperSpec(
  wrapper: WrapperMaker & { readonly entryPoint?: string },
  kwargs: MakeArguments | null,
): WrapperSpec {
  const named = Object.hasOwn(wrapper, 'entryPoint') && wrapper.entryPoint !== undefined;
  return { name: wrapper.name, entryPoint: named ? (wrapper.entryPoint as string) : wrapper, kwargs };
}

/** @typeParam Observation, Action of the inner environment, where they differ from the outer ones */
export abstract class Wrapper<
  OuterObservation,
  OuterAction,
  Observation = OuterObservation,
  Action = OuterAction,
> extends Env<OuterObservation, OuterAction> {
  /** The name by which the class is known to `registerWrapperEntryPoint`, if it is. */
  static readonly entryPoint?: string;
  readonly env: Env<Observation, Action>;
  #observationSpace: Space<OuterObservation> | null = null;
  #actionSpace: Space<OuterAction> | null = null;
  #metadata: Metadata | null = null;
  #kwargs: MakeArguments | null = null;
  #cachedSpec: EnvSpec | null = null;

  /** @throws AssertionError when `env` is no Env */
  constructor(env: Env<Observation, Action>) {
    super();
    if (!(env instanceof Env))
      throw new AssertionError(`Expected env to be a \`gymnasium.Env\` but got ${typeText(env)}`);
    this.env = env;
  }

  /**
   * To be called by constructors with their arguments but for the environment, so that the wrapper can be
   * made again from its spec; the call of the most derived class counts.
   */
  protected recordConstructorArguments(kwargs: MakeArguments): void {
    this.#kwargs = deepCopy(kwargs);
  }

  override reset(resetArguments?: ResetArguments): [OuterObservation, Info] {
    return this.env.reset(resetArguments) as unknown as [OuterObservation, Info];
  }

  override step(action: OuterAction): StepResult<OuterObservation> {
    return this.env.step(action as unknown as Action) as unknown as StepResult<OuterObservation>;
  }

  override render(): RenderFrame | readonly RenderFrame[] {
    return this.env.render();
  }

  override close(): void {
    this.env.close();
  }

  override get unwrapped(): Env<unknown, unknown> {
    return this.env.unwrapped;
  }

  /** The inner spec with this wrapper added; a copy made once. */
  override get spec(): EnvSpec | null {
    if (this.#cachedSpec === null && this.env.spec !== null)
      this.#cachedSpec = this.extendSpec(this.env.spec);
    return this.#cachedSpec;
  }

  override set spec(spec: EnvSpec | null) {
    this.#cachedSpec = spec;
  }

  /** What this wrapper adds to the spec of the inner environment. */
  protected extendSpec(spec: EnvSpec): EnvSpec {
    const added = wrapperSpec(this.constructor as WrapperMaker, this.#kwargs);
    return spec.with({ additionalWrappers: [...spec.additionalWrappers, added] });
  }

  override get observationSpace(): Space<OuterObservation> {
    return this.#observationSpace ?? (this.env.observationSpace as unknown as Space<OuterObservation>);
  }

  override set observationSpace(space: Space<OuterObservation>) {
    this.#observationSpace = space;
  }

  override get actionSpace(): Space<OuterAction> {
    return this.#actionSpace ?? (this.env.actionSpace as unknown as Space<OuterAction>);
  }

  override set actionSpace(space: Space<OuterAction>) {
    this.#actionSpace = space;
  }

  override get metadata(): Metadata {
    return this.#metadata ?? this.env.metadata;
  }

  override set metadata(metadata: Metadata) {
    this.#metadata = metadata;
  }

  override get renderMode(): string | null {
    return this.env.renderMode;
  }

  override get hasNpRandom(): boolean {
    return this.env.hasNpRandom;
  }

  override get npRandom(): Generator {
    return this.env.npRandom;
  }

  override set npRandom(generator: Generator) {
    this.env.npRandom = generator;
  }

  override get npRandomSeed(): Entropy {
    return this.env.npRandomSeed;
  }

  override hasWrapperAttr(name: string): boolean {
    return name in this || this.env.hasWrapperAttr(name);
  }

  override getWrapperAttr(name: string): unknown {
    if (name in this) return super.getWrapperAttr(name);
    if (this.env.hasWrapperAttr(name)) return this.env.getWrapperAttr(name);
    throw new AttributeError(`wrapper ${this.constructor.name} has no attribute '${name}'`);
  }

  override setWrapperAttr(name: string, value: unknown, { force = true } = {}): boolean {
    if (!(name in this) && this.env.setWrapperAttr(name, value, { force: false })) return true;
    return super.setWrapperAttr(name, value, { force });
  }

  override toString(): string {
    return `<${this.constructor.name}${this.env}>`;
  }
}

/** Changes observations. */
export abstract class ObservationWrapper<
  OuterObservation,
  Action,
  Observation = OuterObservation,
> extends Wrapper<OuterObservation, Action, Observation, Action> {
  /** What becomes of an observation of the inner environment. */
  abstract observation(observation: Observation): OuterObservation;

  override reset(resetArguments?: ResetArguments): [OuterObservation, Info] {
    const [observation, info] = this.env.reset(resetArguments);
    return [this.observation(observation), info];
  }

  override step(action: Action): StepResult<OuterObservation> {
    const [observation, reward, terminated, truncated, info] = this.env.step(action);
    return [this.observation(observation), reward, terminated, truncated, info];
  }
}

/** Changes actions. */
export abstract class ActionWrapper<Observation, OuterAction, Action = OuterAction> extends Wrapper<
  Observation,
  OuterAction,
  Observation,
  Action
> {
  /** The action that the inner environment is given. */
  abstract action(action: OuterAction): Action;

  override step(action: OuterAction): StepResult<Observation> {
    return this.env.step(this.action(action));
  }
}

/** Changes rewards. */
export abstract class RewardWrapper<Observation, Action> extends Wrapper<Observation, Action> {
  /** What becomes of a reward of the inner environment. */
  abstract reward(reward: number): number;

  override step(action: Action): StepResult<Observation> {
    const result = this.env.step(action);
    result[1] = this.reward(result[1]);
    return result;
  }
}
