/** VectorEnv: several environments of one kind that are stepped together (gymnasium/vector/vector_env.py). */
import type { Metadata, RenderedImage, RenderFrame } from '../env.ts';
import type { EnvSpec } from '../env-spec.ts';
import { AlreadyPendingCallError, NoAsyncCallError, NotImplementedError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { npRandom } from '../seeding.ts';
import type { BoolArray } from '../spaces/element-types.ts';
import type { Space } from '../spaces/space.ts';
import type { AutoresetMode } from './autoreset-mode.ts';
import type { Infos } from './vector-infos.ts';

/** Facts about a vector environment that never change. */
export interface VectorMetadata extends Metadata {
  readonly autoresetMode?: AutoresetMode;
}
/** The seed of one environment: null lets its generator go on. */
export type SingleSeed = number | bigint | null;
/** A seed for the first environment, to which the others add their index, or a seed for each. */
export type VectorSeed = SingleSeed | readonly SingleSeed[];
/** Arguments of `reset` of a vector environment. */
export interface VectorResetArguments {
  readonly seed?: VectorSeed;
  /** Options for every environment; `resetMask`, an array of booleans, says which are reset at all. */
  readonly options?: Readonly<Record<string, unknown>> | null;
}
/** What `reset` returns. */
export type VectorResetResult<Observations> = [observations: Observations, infos: Infos];
/** What `step` returns; flags are 0 and 1. */
export type VectorStepResult<Observations> = [
  observations: Observations,
  rewards: Float64Array | Float32Array,
  terminations: BoolArray,
  truncations: BoolArray,
  infos: Infos,
];
/** Images of a vector environment: one for each environment, or lists of them in the `_list` modes. */
export type VectorFrames = readonly (RenderFrame | readonly RenderFrame[])[];
/** How a vector environment is closed. */
export interface CloseOptions {
  /** Seconds that environments in workers have to close; null for as long as it takes. */
  readonly timeout?: number | null;
  /** Whether workers are stopped without closing their environments. */
  readonly terminate?: boolean;
}
/** A call that has begun and is not yet waited for. */
export type PendingCall = 'reset' | 'step' | 'call';

export abstract class VectorEnv<Observations, Actions> {
  abstract readonly numEnvs: number;
  /** The space of batches of observations. */
  abstract readonly observationSpace: Space<Observations>;
  /** The space of batches of actions. */
  abstract readonly actionSpace: Space<Actions>;
  /** The space of the observations of one environment. */
  abstract readonly singleObservationSpace: Space<unknown>;
  /** The space of the actions of one environment. */
  abstract readonly singleActionSpace: Space<unknown>;
  abstract readonly metadata: VectorMetadata;
  /** What `render` gives, fixed when the environment was made. */
  abstract readonly renderMode: string | null;
  private ownSpec: EnvSpec | null = null;
  private closing: { readonly end: void | Promise<void> } | null = null;
  private generator: Generator | null = null;
  private generatorSeed: number | bigint | null = null;
  private pending: { readonly call: PendingCall; readonly result: unknown } | null = null;

  /** How the environment was made; null when not by `makeVec`. */
  get spec(): EnvSpec | null {
    return this.ownSpec;
  }

  set spec(spec: EnvSpec | null) {
    this.ownSpec = spec;
  }

  get closed(): boolean {
    return this.closing !== null;
  }

  /** The generator of the vector environment itself; where each environment has one, all of them. */
  get npRandom(): Generator | readonly Generator[] {
    return this.ownGenerator;
  }

  /** The seed that the generator started from, -1 for one set by hand; where there are several, all seeds. */
  get npRandomSeed(): unknown {
    if (this.generatorSeed === null) this.seedOwn(null);
    return this.generatorSeed;
  }

  /** The generator of a vector environment that draws for all its parts. */
  protected get ownGenerator(): Generator {
    if (this.generator === null) this.seedOwn(null);
    return this.generator as unknown as Generator;
  }

  protected set ownGenerator(generator: Generator) {
    this.generator = generator;
    this.generatorSeed = -1;
  }

  /** Starts that generator anew, from the operating system's entropy without a seed. */
  protected seedOwn(seed: SingleSeed): void {
    const [generator, used] = npRandom(seed);
    this.generator = generator;
    this.generatorSeed = used as number | bigint;
  }

  /** Begins an episode in every environment, or in those of the option `resetMask`. */
  abstract reset(resetArguments?: VectorResetArguments): VectorResetResult<Observations>;

  /** Acts once in every environment. */
  abstract step(actions: Actions): VectorStepResult<Observations>;

  /**
   * Begins what `resetWait` waits for.
   * @throws AlreadyPendingCallError when another call is under way
   */
  resetAsync(resetArguments?: VectorResetArguments): void {
    this.refusePending('reset');
    this.pending = { call: 'reset', result: this.reset(resetArguments) };
  }

  /**
   * The result of `resetAsync`; `timeout` in seconds, null for none.
   * @throws NoAsyncCallError when that was not called
   */
  async resetWait(_timeout: number | null = null): Promise<VectorResetResult<Observations>> {
    return this.takePending('reset') as VectorResetResult<Observations>;
  }

  /**
   * Begins what `stepWait` waits for. Environments in this thread have stepped when it returns.
   * @throws AlreadyPendingCallError when another call is under way
   */
  stepAsync(actions: Actions): void {
    this.refusePending('step');
    this.pending = { call: 'step', result: this.step(actions) };
  }

  /**
   * The result of `stepAsync`; `timeout` in seconds, null for none.
   * @throws NoAsyncCallError when that was not called
   */
  async stepWait(_timeout: number | null = null): Promise<VectorStepResult<Observations>> {
    return this.takePending('step') as VectorStepResult<Observations>;
  }

  private refusePending(call: PendingCall): void {
    if (this.pending !== null) throw alreadyPending(`${call}_async`, this.pending.call);
  }

  private takePending(call: PendingCall): unknown {
    if (this.pending?.call !== call) throw noAsyncCall(call);
    const { result } = this.pending;
    this.pending = null;
    return result;
  }

  /**
   * Pictures of all environments in the mode chosen at construction.
   * @throws NotImplementedError where there are none
   */
  render(): VectorFrames {
    throw new NotImplementedError(`${this} render function is not implemented.`);
  }

  /** Frees what the environments hold; may be called twice. */
  close(options: CloseOptions = {}): void | Promise<void> {
    if (this.closing !== null) return this.closing.end;
    // Closed from the first moment on: closing takes a while where there are workers.
    this.closing = { end: undefined };
    this.closing = { end: this.closeExtras(options) };
    return this.closing.end;
  }

  /** What there is to free. */
  protected closeExtras(_options: CloseOptions): void | Promise<void> {}

  /** The environment inside all wrappers. */
  get unwrapped(): VectorEnv<unknown, unknown> {
    return this as unknown as VectorEnv<unknown, unknown>;
  }

  [Symbol.dispose](): void {
    void this.close();
  }

  toString(): string {
    const { name } = this.constructor;
    return this.spec === null
      ? `${name}(num_envs=${this.numEnvs})`
      : `${name}(${this.spec.id}, num_envs=${this.numEnvs})`;
  }
}

/** @param call the method that was called, by Python's name */
export function alreadyPending(call: string, pending: PendingCall): AlreadyPendingCallError {
  // The original's sentence for `reset_async` has no full stop.
  const end = call === 'reset_async' ? '' : '.';
  return new AlreadyPendingCallError(
    `Calling \`${call}\` while waiting for a pending call to \`${pending}\` to complete${end}`,
    pending,
  );
}

export function noAsyncCall(call: PendingCall): NoAsyncCallError {
  return new NoAsyncCallError(`Calling \`${call}_wait\` without any prior call to \`${call}_async\`.`, call);
}

/** The images among frames. */
export function imagesOf(frames: VectorFrames): RenderedImage[] {
  return frames.map((frame) => (Array.isArray(frame) ? frame.at(-1) : frame) as RenderedImage);
}
