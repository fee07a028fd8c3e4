/**
 * RemoteEnv: any Gymnasium environment of an installed Python, run in a process of its own and used like one of this
 * package. Node only.
 */
import {
  Env,
  type Info,
  type Metadata,
  type RenderFrame,
  type ResetArguments,
  type StepResult,
} from '../env.ts';
import { EnvSpec } from '../env-spec.ts';
import { Generator } from '../generator.ts';
import { Pcg64, type Pcg64State } from '../pcg64.ts';
import { type Entropy, SeedSequence } from '../seed-sequence.ts';
import type { Space } from '../spaces/space.ts';
import { frameOf, metadataOf } from './described-metadata.ts';
import { PythonEnvironment, type RemoteOptions } from './python-environment.ts';
import { readFlag, readNumber } from './remote-agents.ts';
import { elementFromWire, elementToWire } from './wire-element.ts';
import { spaceFromWire } from './wire-space.ts';
import { fromWire, toWire, type Wire, type WireObject } from './wire-value.ts';

export class RemoteEnv<Observation = unknown, Action = unknown> extends Env<Observation, Action> {
  /** Rebuilt here: seeded alike they draw what Python's draw. */
  override readonly observationSpace: Space<Observation>;
  override readonly actionSpace: Space<Action>;
  /** Python's own spec, null where the environment has none that JSON can hold. */
  readonly remoteSpec: EnvSpec | null;
  private readonly python: PythonEnvironment;
  private readonly remoteMetadata: Metadata;

  /**
   * @param id what `gymnasium.make` takes, also `module:Id`
   * @throws DependencyNotInstalled without Python or Gymnasium; what Python raised, such as NameNotFound
   */
  constructor(id: string, options: RemoteOptions = {}) {
    const python = new PythonEnvironment('env', id, options);
    const { description } = python;
    super(description.render_mode as string | null);
    this.python = python;
    this.remoteMetadata = metadataOf(description);
    this.observationSpace = spaceFromWire(description.observation_space) as Space<Observation>;
    this.actionSpace = spaceFromWire(description.action_space) as Space<Action>;
    this.remoteSpec = typeof description.spec === 'string' ? EnvSpec.fromJson(description.spec) : null;
  }

  override get metadata(): Metadata {
    return this.remoteMetadata;
  }

  override reset({ seed = null, options = null }: ResetArguments = {}): [Observation, Info] {
    const [observation, info] = itemsOf(this.python.ask('reset', [toWire(seed), toWire(options)]));
    return [elementFromWire(this.observationSpace, observation) as Observation, fromWire(info) as Info];
  }

  override step(action: Action): StepResult<Observation> {
    const sent = elementToWire(this.actionSpace, action);
    const [observation, reward, terminated, truncated, info] = itemsOf(this.python.ask('step', [sent]));
    return [
      elementFromWire(this.observationSpace, observation) as Observation,
      readNumber(reward),
      readFlag(terminated),
      readFlag(truncated),
      fromWire(info) as Info,
    ];
  }

  override render(): RenderFrame | readonly RenderFrame[] {
    return frameOf(this.python.ask('render'));
  }

  override close(): void {
    this.python.close();
  }

  override get hasNpRandom(): boolean {
    return true;
  }

  /** A generator in the state of Python's: what is drawn from it is not drawn there. */
  override get npRandom(): Generator {
    const { state } = this.python.ask('get_random') as WireObject;
    const { state: words, has_uint32: buffered, uinteger, bit_generator: name } = state as WireObject;
    const bits = new Pcg64(new SeedSequence(0));
    bits.state = {
      bit_generator: name,
      state: words,
      has_uint32: Number(buffered),
      uinteger: Number(uinteger),
    } as unknown as Pcg64State;
    return new Generator(bits);
  }

  /** Python's generator goes on from the state of the one given. */
  override set npRandom(generator: Generator) {
    const { state, ...rest } = generator.bitGenerator.state;
    const words = { state: String(state.state), inc: String(state.inc) };
    this.python.ask('set_random', [{ ...rest, state: words } as unknown as Wire]);
  }

  override get npRandomSeed(): Entropy {
    return fromWire((this.python.ask('get_random') as WireObject).seed) as Entropy;
  }

  override toString(): string {
    return `<RemoteEnv${this.python.description.text as string}>`;
  }
}

/** The parts of a tuple of Python. */
export function itemsOf(wire: Wire): readonly Wire[] {
  return (wire as unknown as { readonly items: readonly Wire[] }).items;
}
