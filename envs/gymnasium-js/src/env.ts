/** Env: one agent in one world, `reset` then `step` until terminated or truncated (gymnasium/core.py). */
import type { Generator } from './generator.ts';
import type { EnvSpec } from './registration.ts';
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
/** What `render` may give: text, an image of H x W x 3 bytes with its sizes, or nothing. */
export type RenderFrame = string | { readonly pixels: Uint8Array; readonly shape: readonly number[] } | null;
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
  abstract readonly observationSpace: Space<Observation>;
  abstract readonly actionSpace: Space<Action>;
  readonly metadata: Metadata = { renderModes: [] };
  readonly renderMode: string | null = null;
  /** How the environment was made; null when not by `make`. */
  spec: EnvSpec | null = null;
  private generator: Generator | null = null;
  private generatorSeed: Entropy = -1;

  /** The generator of the environment, made from the operating system's entropy at first use. */
  get npRandom(): Generator {
    if (this.generator === null) this.seedGenerator(undefined);
    return this.generator as Generator;
  }

  /** A generator set by hand has no known seed: `npRandomSeed` becomes -1. */
  set npRandom(generator: Generator) {
    this.generator = generator;
    this.generatorSeed = -1;
  }

  /** The seed that the generator started from. */
  get npRandomSeed(): Entropy {
    if (this.generator === null) this.seedGenerator(undefined);
    return this.generatorSeed;
  }

  /** For `reset`: starts the generator anew when there is a seed. */
  protected seedFrom(resetArguments: ResetArguments): void {
    if (resetArguments.seed !== undefined && resetArguments.seed !== null)
      this.seedGenerator(resetArguments.seed);
  }

  private seedGenerator(seed: Entropy | undefined): void {
    [this.generator, this.generatorSeed] = npRandom(seed);
  }

  /** Begins an episode. The same seed gives the same episode. */
  abstract reset(resetArguments?: ResetArguments): [observation: Observation, info: Info];

  /**
   * Acts once. `terminated`: the world ended the episode. `truncated`: something outside it did, such as a
   * time limit.
   */
  abstract step(action: Action): StepResult<Observation>;

  /** A picture in the mode chosen at construction. */
  render(): RenderFrame {
    return null;
  }

  /** Frees what the environment holds; may be called twice. */
  close(): void {}

  /** The environment inside all wrappers. */
  get unwrapped(): Env<Observation, Action> {
    return this;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  toString(): string {
    return this.spec === null ? `<${this.constructor.name}>` : `<${this.constructor.name}<${this.spec.id}>>`;
  }
}
