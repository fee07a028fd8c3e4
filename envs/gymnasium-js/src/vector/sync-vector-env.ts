/** SyncVectorEnv: environments stepped one after the other in this thread (gymnasium/vector/sync_vector_env.py). */
import { deepCopy } from '../deep-copy.ts';
import { Env } from '../env.ts';
import { AssertionError } from '../errors.ts';
import type { Generator } from '../generator.ts';
import { typeText } from '../python-text.ts';
import type { Entropy } from '../seed-sequence.ts';
import { concatenate, createEmptyArray, iterate } from '../spaces/batch.ts';
import type { Space } from '../spaces/space.ts';
import { type AutoresetMode, autoresetMode } from './autoreset-mode.ts';
import { EnvGroup } from './env-group.ts';
import { splitResetArguments } from './reset-arguments.ts';
import { callAttribute, spreadValues } from './sub-env-attributes.ts';
import {
  VectorEnv,
  type VectorFrames,
  type VectorMetadata,
  type VectorResetArguments,
  type VectorResetResult,
  type VectorStepResult,
} from './vector-env.ts';
import { addInfo, type Infos } from './vector-infos.ts';
import { type ObservationMode, vectorSpaces } from './vector-spaces.ts';

/** Arguments of SyncVectorEnv. */
export interface SyncVectorEnvOptions {
  /** Whether observations are the caller's to keep; else the next call overwrites them. */
  readonly copy?: boolean;
  readonly observationMode?: ObservationMode;
  readonly autoresetMode?: AutoresetMode;
}

export class SyncVectorEnv<Observations, Actions> extends VectorEnv<Observations, Actions> {
  readonly envs: readonly Env<unknown, unknown>[];
  readonly numEnvs: number;
  readonly metadata: VectorMetadata;
  readonly observationSpace: Space<Observations>;
  readonly actionSpace: Space<Actions>;
  readonly singleObservationSpace: Space<unknown>;
  readonly singleActionSpace: Space<unknown>;
  readonly renderMode: string | null;
  private readonly group: EnvGroup;
  private readonly copy: boolean;
  private batch: unknown;

  /**
   * @param makers one function for each environment
   * @throws AssertionError for what is no environment and for spaces that do not go together; ValueError for
   * another mode, or no environments
   */
  constructor(makers: Iterable<() => Env<never, never>>, options: SyncVectorEnvOptions = {}) {
    super();
    const { copy = true, observationMode = 'same' } = options;
    const mode = autoresetMode(options.autoresetMode ?? 'NextStep');
    const envs = Array.from(makers, (maker) => maker() as unknown as Env<unknown, unknown>);
    const foreign = envs.find((env) => !(env instanceof Env));
    if (foreign !== undefined)
      throw new AssertionError(`Expected env to be a \`gymnasium.Env\` but got ${typeText(foreign)}`);
    const spaces = vectorSpaces('SyncVectorEnv', envs, observationMode);
    this.envs = envs;
    this.numEnvs = envs.length;
    this.observationSpace = spaces.observationSpace as Space<Observations>;
    this.actionSpace = spaces.actionSpace as Space<Actions>;
    this.singleObservationSpace = spaces.singleObservationSpace;
    this.singleActionSpace = spaces.singleActionSpace;
    this.metadata = { ...envs[0].metadata, autoresetMode: mode };
    this.renderMode = envs[0].renderMode;
    this.group = new EnvGroup(envs, mode);
    this.copy = copy;
    this.batch = createEmptyArray(this.singleObservationSpace, this.numEnvs);
  }

  override get npRandom(): readonly Generator[] {
    return this.envs.map((env) => env.npRandom);
  }

  override get npRandomSeed(): readonly Entropy[] {
    return this.envs.map((env) => env.npRandomSeed);
  }

  override reset(resetArguments: VectorResetArguments = {}): VectorResetResult<Observations> {
    this.group.reset(splitResetArguments(resetArguments, this.numEnvs));
    return [this.observations(), this.batchedInfos()];
  }

  /** @throws ValueError for another number of actions; AssertionError in mode Disabled for an ended episode */
  override step(actions: Actions): VectorStepResult<Observations> {
    const { group } = this;
    group.step([...iterate(this.actionSpace, actions)]);
    return [
      this.observations(),
      group.rewards.slice(),
      group.terminations.slice(),
      group.truncations.slice(),
      this.batchedInfos(),
    ];
  }

  private observations(): Observations {
    this.batch = concatenate(this.singleObservationSpace, this.group.observations, this.batch);
    return (this.copy ? deepCopy(this.batch) : this.batch) as Observations;
  }

  private batchedInfos(): Infos {
    const infos: Infos = {};
    for (let n = 0; n < this.numEnvs; n++) addInfo(infos, this.group.infos[n], n, this.numEnvs);
    return infos;
  }

  override render(): VectorFrames {
    return this.envs.map((env) => env.render());
  }

  /** Calls a method of every environment; an attribute is given as it is. */
  call(name: string, ...parameters: readonly unknown[]): unknown[] {
    return this.envs.map((env) => callAttribute(env, name, parameters));
  }

  /** The attribute of every environment. */
  getAttr(name: string): unknown[] {
    return this.call(name);
  }

  /**
   * Sets an attribute of the environments: to the values of a list one by one, or all to one value.
   * @throws ValueError for a list of another length
   */
  setAttr(name: string, values: unknown): void {
    const spread = spreadValues(values, this.numEnvs);
    this.envs.forEach((env, n) => {
      env.setWrapperAttr(name, spread[n]);
    });
  }

  protected override closeExtras(): void {
    for (const env of this.envs) env.close();
  }
}
