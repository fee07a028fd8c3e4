/** Env: one agent in one world, `reset` then `step` until terminated or truncated (gymnasium/core.py). */
import type { EnvSpec } from './env-spec.ts';
import { AttributeError } from './errors.ts';
import type { Generator } from './generator.ts';
import type { Entropy } from './seed-sequence.ts';
import { npRandom } from './seeding.ts';
import type { Space } from './spaces/space.ts';

/** Facts about an environment that never change. */
export interface Metadata {
  readonly renderModes: readonly string[];
  readonly renderFps?: number;
  readonly name?: string;
}
/** Extra facts beside an observation. */
export type Info = Record<string, unknown>;
/** An image: bytes in C order, of `shape` height x width x 3. */
export interface RenderedImage {
  readonly pixels: Uint8Array;
  readonly shape: readonly number[];
}
/** What `render` may give: text, an image, or nothing. */
export type RenderFrame = string | RenderedImage | null;
/** Arguments of `reset`: a seed replaces the generator, none keeps the running one. */
export interface ResetArguments {
  readonly seed?: Entropy | null;
  readonly options?: Readonly<Record<string, unknown>> | null;
}
/** What `step` returns. */
export type StepResult<Observation> = [
  observation: Observation,
  reward: number,
  terminated: boolean,
  truncated: boolean,
  info: Info,
];

export abstract class Env<Observation, Action> {
  /** What holds for every environment of the class. */
  static readonly metadata: Metadata = { renderModes: [] };
  abstract readonly observationSpace: Space<Observation>;
  abstract readonly actionSpace: Space<Action>;
  readonly #renderMode: string | null;
  #spec: EnvSpec | null = null;
  #generator: Generator | null = null;
  #generatorSeed: Entropy = -1;

  /**
   * @param renderMode what `render` is to give, null for nothing; or the arguments of `make`, so that a class without
   * a constructor of its own can be registered as it is
   */
  constructor(renderMode: string | null | { readonly renderMode?: string | null } = null) {
    this.#renderMode = typeof renderMode === 'string' ? renderMode : (renderMode?.renderMode ?? null);
  }

  get metadata(): Metadata {
    return (this.constructor as typeof Env).metadata;
  }

  /** What `render` gives, fixed when the environment was made. */
  get renderMode(): string | null {
    return this.#renderMode;
  }

  /** How the environment was made; null when not by `make`. */
  get spec(): EnvSpec | null {
    return this.#spec;
  }

  set spec(spec: EnvSpec | null) {
    this.#spec = spec;
  }

  /** Whether there is a generator yet; none is made before a seed is given or it is asked for. */
  get hasNpRandom(): boolean {
    return this.#generator !== null;
  }

  /** The generator of the environment, made from the operating system's entropy at first use. */
  get npRandom(): Generator {
    if (this.#generator === null) this.#seed(undefined);
    return this.#generator as unknown as Generator;
  }

  /** A generator set by hand has no known seed: `npRandomSeed` becomes -1. */
  set npRandom(generator: Generator) {
    this.#generator = generator;
    this.#generatorSeed = -1;
  }

  /** The seed that the generator started from. */
  get npRandomSeed(): Entropy {
    if (this.#generator === null) this.#seed(undefined);
    return this.#generatorSeed;
  }

  /** For `reset`: starts the generator anew when there is a seed. */
  protected seedFrom(resetArguments: ResetArguments): void {
    if (resetArguments.seed !== undefined && resetArguments.seed !== null) this.#seed(resetArguments.seed);
  }

  #seed(seed: Entropy | undefined): void {
    [this.#generator, this.#generatorSeed] = npRandom(seed);
  }

  /** Begins an episode. The same seed gives the same episode. */
  abstract reset(resetArguments?: ResetArguments): [observation: Observation, info: Info];

  /**
   * Acts once. `terminated`: the world ended the episode. `truncated`: something outside it did, such as a
   * time limit.
   */
  abstract step(action: Action): StepResult<Observation>;

  /** A picture in the mode chosen at construction; the `_list` modes give all since the last call. */
  render(): RenderFrame | readonly RenderFrame[] {
    return null;
  }

  /** Frees what the environment holds; may be called twice. */
  close(): void {}

  /** The environment inside all wrappers. */
  get unwrapped(): Env<unknown, unknown> {
    return this;
  }

  /** Whether this environment, or one inside it, has an attribute. */
  hasWrapperAttr(name: string): boolean {
    return name in this;
  }

  /**
   * The attribute of the outermost layer that has it.
   * @throws AttributeError when none has it
   */
  getWrapperAttr(name: string): unknown {
    if (!(name in this))
      throw new AttributeError(`'${this.constructor.name}' object has no attribute '${name}'`);
    return this[name as keyof this];
  }

  /**
   * Sets the attribute on the outermost layer that has it; where none has it, on this one when `force`.
   * Returns whether it was set.
   */
  setWrapperAttr(name: string, value: unknown, { force = true } = {}): boolean {
    if (!force && !(name in this)) return false;
    this[name as keyof this] = value as this[keyof this];
    return true;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  toString(): string {
    const { name } = this.constructor;
    return this.spec === null ? `<${name} instance>` : `<${name}<${this.spec.id}>>`;
  }
}
