/**
 * VectorWrapper: a vector environment around a vector environment (gymnasium/vector/vector_env.py). A wrapper
 * says what it does before a step and after `reset` and `step`, so that it works both for calls that return and
 * for calls that are waited for.
 */
import type { EnvSpec } from '../env-spec.ts';
import { AssertionError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { typeText } from '../python-text.ts';
import type { Space } from '../spaces/space.ts';
import {
  type CloseOptions,
  VectorEnv,
  type VectorFrames,
  type VectorMetadata,
  type VectorResetArguments,
  type VectorResetResult,
  type VectorStepResult,
} from './vector-env.ts';

/** @typeParam Observations, Actions of the inner environment, where they differ from the outer ones */
export abstract class VectorWrapper<
  OuterObservations,
  OuterActions,
  Observations = OuterObservations,
  Actions = OuterActions,
> extends VectorEnv<OuterObservations, OuterActions> {
  /** The name of the class in Python, for the string form: bundlers shorten the other. */
  static readonly entryPoint?: string;
  readonly env: VectorEnv<Observations, Actions>;
  #observationSpace: Space<OuterObservations> | null = null;
  #actionSpace: Space<OuterActions> | null = null;
  #singleObservationSpace: Space<unknown> | null = null;
  #singleActionSpace: Space<unknown> | null = null;
  #metadata: VectorMetadata | null = null;
  #pendingReset: VectorResetArguments = {};

  /** @throws AssertionError when `env` is no VectorEnv */
  constructor(env: VectorEnv<Observations, Actions>) {
    super();
    if (!(env instanceof VectorEnv))
      throw new AssertionError(
        `Expected env to be a \`gymnasium.vector.VectorEnv\` but got ${typeText(env)}`,
      );
    this.env = env;
  }

  /** The actions for the inner environment. */
  protected beforeStep(actions: OuterActions): Actions {
    return actions as unknown as Actions;
  }

  /** What becomes of the result of a step. */
  protected afterStep(result: VectorStepResult<Observations>): VectorStepResult<OuterObservations> {
    return result as unknown as VectorStepResult<OuterObservations>;
  }

  /** What becomes of the result of a reset. */
  protected afterReset(
    result: VectorResetResult<Observations>,
    _resetArguments: VectorResetArguments,
  ): VectorResetResult<OuterObservations> {
    return result as unknown as VectorResetResult<OuterObservations>;
  }

  override reset(resetArguments: VectorResetArguments = {}): VectorResetResult<OuterObservations> {
    return this.afterReset(this.env.reset(resetArguments), resetArguments);
  }

  override step(actions: OuterActions): VectorStepResult<OuterObservations> {
    return this.afterStep(this.env.step(this.beforeStep(actions)));
  }

  override resetAsync(resetArguments: VectorResetArguments = {}): void {
    this.env.resetAsync(resetArguments);
    this.#pendingReset = resetArguments;
  }

  override async resetWait(timeout: number | null = null): Promise<VectorResetResult<OuterObservations>> {
    return this.afterReset(await this.env.resetWait(timeout), this.#pendingReset);
  }

  override stepAsync(actions: OuterActions): void {
    this.env.stepAsync(this.beforeStep(actions));
  }

  override async stepWait(timeout: number | null = null): Promise<VectorStepResult<OuterObservations>> {
    return this.afterStep(await this.env.stepWait(timeout));
  }

  override render(): VectorFrames {
    return this.env.render();
  }

  override close(options?: CloseOptions): void | Promise<void> {
    return this.env.close(options);
  }

  override get closed(): boolean {
    return this.env.closed;
  }

  override get unwrapped(): VectorEnv<unknown, unknown> {
    return this.env.unwrapped;
  }

  override get numEnvs(): number {
    return this.env.numEnvs;
  }

  override get spec(): EnvSpec | null {
    return this.env.spec;
  }

  override set spec(spec: EnvSpec | null) {
    this.env.spec = spec;
  }

  override get renderMode(): string | null {
    return this.env.renderMode;
  }

  override get npRandom(): Generator | readonly Generator[] {
    return this.env.npRandom;
  }

  override get npRandomSeed(): unknown {
    return this.env.npRandomSeed;
  }

  override get metadata(): VectorMetadata {
    return this.#metadata ?? this.env.metadata;
  }

  override set metadata(metadata: VectorMetadata) {
    this.#metadata = metadata;
  }

  override get observationSpace(): Space<OuterObservations> {
    return this.#observationSpace ?? (this.env.observationSpace as unknown as Space<OuterObservations>);
  }

  override set observationSpace(space: Space<OuterObservations>) {
    this.#observationSpace = space;
  }

  override get actionSpace(): Space<OuterActions> {
    return this.#actionSpace ?? (this.env.actionSpace as unknown as Space<OuterActions>);
  }

  override set actionSpace(space: Space<OuterActions>) {
    this.#actionSpace = space;
  }

  override get singleObservationSpace(): Space<unknown> {
    return this.#singleObservationSpace ?? this.env.singleObservationSpace;
  }

  override set singleObservationSpace(space: Space<unknown>) {
    this.#singleObservationSpace = space;
  }

  override get singleActionSpace(): Space<unknown> {
    return this.#singleActionSpace ?? this.env.singleActionSpace;
  }

  override set singleActionSpace(space: Space<unknown>) {
    this.#singleActionSpace = space;
  }

  override toString(): string {
    const { name, entryPoint } = this.constructor as typeof VectorWrapper;
    return `<${entryPoint?.slice(entryPoint.indexOf(':') + 1) ?? name}, ${this.env}>`;
  }
}
