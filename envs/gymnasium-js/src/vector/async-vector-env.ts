/**
 * AsyncVectorEnv: environments stepped side by side in workers, threads of Node or Web Workers
 * (gymnasium/vector/async_vector_env.py). In Node `reset` and `step` wait for the workers as in Python; in the
 * browser, and wherever a program has something else to do, `resetAsync` and `await resetWait()` do.
 */
import { deepCopy } from '../deep-copy.ts';
import type { Env } from '../env.ts';
import { ClosedEnvironmentError, NotImplementedError, TimeoutError, ValueError } from '../errors.ts';
import { warn } from '../logger.ts';
import { createEmptyArray, iterate } from '../spaces/batch.ts';
import { BoolArray } from '../spaces/element-types.ts';
import type { Space } from '../spaces/space.ts';
import { type AutoresetMode, autoresetMode } from './autoreset-mode.ts';
import { allocateShared, isShareable, putRows, rowsOf } from './batch-rows.ts';
import { type EnvironmentSource, loadEnvironment } from './environment-source.ts';
import { nodeThreads } from './node-threads.ts';
import { splitResetArguments } from './reset-arguments.ts';
import { spreadValues } from './sub-env-attributes.ts';
import {
  alreadyPending,
  type CloseOptions,
  noAsyncCall,
  type PendingCall,
  VectorEnv,
  type VectorFrames,
  type VectorMetadata,
  type VectorResetArguments,
  type VectorResetResult,
  type VectorStepResult,
} from './vector-env.ts';
import { addInfo, type Infos } from './vector-infos.ts';
import { type ObservationMode, type VectorSpaces, vectorSpaces } from './vector-spaces.ts';
import type { GroupAnswer } from './worker-messages.ts';
import { WorkerPool } from './worker-pool.ts';

/** Arguments of AsyncVectorEnv. */
export interface AsyncVectorEnvOptions {
  /** Whether observations are the caller's to keep; else the next call overwrites them. */
  readonly copy?: boolean;
  readonly observationMode?: ObservationMode;
  readonly autoresetMode?: AutoresetMode;
  /**
   * Whether observations come through shared memory. Without a word they do where that is possible: everywhere
   * but on pages that are not cross-origin isolated, and for all spaces whose elements are arrays.
   */
  readonly sharedMemory?: boolean | null;
  /** Threads over which environments are spread; one for each core, but no more than environments. */
  readonly workers?: number | null;
}

/** What the environments of all workers answered. */
interface Gathered {
  readonly rewards: Float64Array;
  readonly terminations: BoolArray;
  readonly truncations: BoolArray;
  readonly infos: Infos;
}

/** @throws ValueError when shared memory is asked for and not to be had */
function usesSharedMemory(wanted: boolean | null, space: Space<unknown>): boolean {
  const isAllowed =
    typeof SharedArrayBuffer === 'function' &&
    (nodeThreads() !== null || globalThis.crossOriginIsolated === true);
  if (wanted === true && !isAllowed)
    throw new ValueError('shared memory needs a page that is cross-origin isolated; leave sharedMemory out');
  if (wanted === true && !isShareable(space)) {
    throw new ValueError(
      'Using `AsyncVector(..., shared_memory=True)` caused an error, you can disable this feature with `shared_memory=False` however this is slower.',
    );
  }
  return wanted ?? (isAllowed && isShareable(space));
}

function workerCount(wanted: number | null, envs: number): number {
  if (wanted !== null && !(Number.isSafeInteger(wanted) && wanted > 0))
    throw new ValueError(`AsyncVectorEnv: workers must be a positive integer, got ${wanted}`);
  return Math.min(wanted ?? globalThis.navigator?.hardwareConcurrency ?? 2, envs);
}

export class AsyncVectorEnv<Observations, Actions> extends VectorEnv<Observations, Actions> {
  readonly numEnvs: number;
  readonly metadata: VectorMetadata;
  readonly renderMode: string | null;
  readonly observationSpace: Space<Observations>;
  readonly actionSpace: Space<Actions>;
  readonly singleObservationSpace: Space<unknown>;
  readonly singleActionSpace: Space<unknown>;
  /** Whether observations come through shared memory. */
  readonly sharedMemory: boolean;
  /** The last batch of observations, overwritten by the next. */
  private readonly batch: unknown;
  private readonly pool: WorkerPool;
  private readonly copy: boolean;
  private underWay: PendingCall | null = null;

  /**
   * @param sources where workers get each environment from
   * @param examples an environment made of each source, for spaces and metadata; closed by the constructor
   * @throws what SyncVectorEnv throws, and ValueError for shared memory that is not to be had
   */
  constructor(
    sources: readonly EnvironmentSource[],
    examples: readonly Env<unknown, unknown>[],
    options: AsyncVectorEnvOptions = {},
  ) {
    super();
    const { copy = true, observationMode = 'same', sharedMemory = null, workers = null } = options;
    const mode = autoresetMode(options.autoresetMode ?? 'NextStep');
    let spaces: VectorSpaces;
    try {
      if (sources.length !== examples.length)
        throw new ValueError(`there must be one example of each of the ${sources.length} sources`);
      spaces = vectorSpaces('AsyncVectorEnv', examples, observationMode);
    } finally {
      for (const example of new Set(examples)) example.close();
    }
    this.numEnvs = sources.length;
    this.observationSpace = spaces.observationSpace as Space<Observations>;
    this.actionSpace = spaces.actionSpace as Space<Actions>;
    this.singleObservationSpace = spaces.singleObservationSpace;
    this.singleActionSpace = spaces.singleActionSpace;
    this.metadata = { ...examples[0].metadata, autoresetMode: mode };
    this.renderMode = examples[0].renderMode;
    this.copy = copy;
    const single = this.singleObservationSpace;
    this.sharedMemory = usesSharedMemory(sharedMemory, single);
    this.batch = this.sharedMemory
      ? createEmptyArray(single, this.numEnvs, allocateShared)
      : createEmptyArray(single, this.numEnvs);
    this.pool = new WorkerPool(this.numEnvs, workerCount(workers, this.numEnvs));
    this.pool.send((from, to) => ({
      do: 'start',
      sources: sources.slice(from, to),
      mode,
      rows: this.sharedMemory ? rowsOf(single, this.batch, from, to) : null,
    }));
  }

  /**
   * Imports the modules here too, for an example of each source, and starts the workers.
   * @throws what importing and making an environment throws, and what the constructor throws
   */
  static async create<Observations = unknown, Actions = unknown>(
    sources: readonly EnvironmentSource[],
    options: AsyncVectorEnvOptions = {},
  ): Promise<AsyncVectorEnv<Observations, Actions>> {
    const examples = new Map<EnvironmentSource, Env<unknown, unknown>>();
    for (const source of new Set(sources)) examples.set(source, await loadEnvironment(source));
    const all = sources.map((source) => examples.get(source) as Env<unknown, unknown>);
    return new AsyncVectorEnv(sources, all, options);
  }

  /** @throws NotImplementedError: generators stay in the workers */
  override get npRandom(): never {
    throw new NotImplementedError(
      'the generators of AsyncVectorEnv are in its workers; npRandomSeed tells seeds',
    );
  }

  /** The seed of each environment; only where `step` is possible. */
  override get npRandomSeed(): readonly unknown[] {
    return this.getAttr('npRandomSeed');
  }

  /** @throws NotImplementedError in a browser; what `resetAsync` and `resetWait` throw */
  override reset(resetArguments: VectorResetArguments = {}): VectorResetResult<Observations> {
    this.resetAsync(resetArguments);
    return this.resetResult(this.gatherGroupsNow('reset', null));
  }

  /** @throws AlreadyPendingCallError, ClosedEnvironmentError; AssertionError (see `SyncVectorEnv.reset`) */
  override resetAsync(resetArguments: VectorResetArguments = {}): void {
    this.assertOpen();
    const split = splitResetArguments(resetArguments, this.numEnvs);
    this.begin('reset');
    this.pool.send((from, to) => ({ do: 'reset', resetArguments: split.slice(from, to) }));
  }

  /** @throws NoAsyncCallError, ClosedEnvironmentError, TimeoutError; what an environment throws */
  override async resetWait(timeout: number | null = null): Promise<VectorResetResult<Observations>> {
    return this.resetResult(await this.gatherGroups('reset', timeout));
  }

  /** @throws NotImplementedError in a browser; what `stepAsync` and `stepWait` throw */
  override step(actions: Actions): VectorStepResult<Observations> {
    this.stepAsync(actions);
    return this.stepResult(this.gatherGroupsNow('step', null));
  }

  /** @throws AlreadyPendingCallError, ClosedEnvironmentError; ValueError for another number of actions */
  override stepAsync(actions: Actions): void {
    this.assertOpen();
    const split = [...iterate(this.actionSpace, actions)];
    if (split.length !== this.numEnvs)
      throw new ValueError(
        `step needs ${this.numEnvs} actions, one for each environment, got ${split.length}`,
      );
    this.begin('step');
    // A view would take its whole buffer along, so rows are copied.
    this.pool.send((from, to) => ({ do: 'step', actions: deepCopy(split.slice(from, to)) }));
  }

  /** @throws NoAsyncCallError, ClosedEnvironmentError, TimeoutError; what an environment throws */
  override async stepWait(timeout: number | null = null): Promise<VectorStepResult<Observations>> {
    return this.stepResult(await this.gatherGroups('step', timeout));
  }

  /** Calls a method of every environment; an attribute is given as it is. What comes back must be clonable. */
  call(name: string, ...parameters: readonly unknown[]): unknown[] {
    this.callAsync(name, ...parameters);
    const results: unknown[] = [];
    this.finishNow('call', null, (values) => results.push(...(values as unknown[])));
    return results;
  }

  /** @throws AlreadyPendingCallError, ClosedEnvironmentError */
  callAsync(name: string, ...parameters: readonly unknown[]): void {
    this.assertOpen();
    this.begin('call');
    this.pool.send(() => ({ do: 'call', name, parameters }));
  }

  /** @throws NoAsyncCallError, ClosedEnvironmentError, TimeoutError; what an environment throws */
  async callWait(timeout: number | null = null): Promise<unknown[]> {
    const results: unknown[] = [];
    await this.finish('call', timeout, (values) => results.push(...(values as unknown[])));
    return results;
  }

  override render(): VectorFrames {
    return this.call('render') as unknown as VectorFrames;
  }

  /** The attribute of every environment. */
  getAttr(name: string): unknown[] {
    return this.call(name);
  }

  /**
   * Sets an attribute of the environments: to the values of a list one by one, or all to one value.
   * @throws NotImplementedError in a browser; what `setAttrAsync` throws
   */
  setAttr(name: string, values: unknown): void {
    this.sendValues(name, values);
    this.finishNow('call', null, () => {});
  }

  /**
   * Sets an attribute as `setAttr` does, without standing still.
   * @throws ValueError for a list of another length; AlreadyPendingCallError, ClosedEnvironmentError
   */
  async setAttrAsync(name: string, values: unknown): Promise<void> {
    this.sendValues(name, values);
    await this.finish('call', null, () => {});
  }

  private sendValues(name: string, values: unknown): void {
    this.assertOpen();
    const spread = spreadValues(values, this.numEnvs);
    if (this.underWay !== null) throw alreadyPending('set_attr', this.underWay);
    this.underWay = 'call';
    this.pool.send((from, to) => ({ do: 'set', name, values: spread.slice(from, to) }));
  }

  private assertOpen(): void {
    if (this.closed)
      throw new ClosedEnvironmentError(
        `Trying to operate on \`${this.constructor.name}\`, after a call to \`close()\`.`,
      );
  }

  /** @throws AlreadyPendingCallError */
  private begin(call: PendingCall): void {
    if (this.underWay !== null) throw alreadyPending(`${call}_async`, this.underWay);
    this.underWay = call;
  }

  private expect(call: PendingCall): void {
    this.assertOpen();
    if (this.underWay !== call) throw noAsyncCall(call);
  }

  /** An environment that threw, or a worker that died, is the end of all: the workers are stopped. */
  private fail(error: unknown): never {
    const isHarmless = error instanceof TimeoutError || error instanceof NotImplementedError;
    if (!isHarmless) void this.close({ terminate: true });
    throw error;
  }

  private async finish(
    call: PendingCall,
    timeout: number | null,
    take: (value: unknown, from: number) => void,
  ): Promise<void> {
    this.expect(call);
    try {
      await this.pool.gather(call, timeout, take);
    } catch (error) {
      this.fail(error);
    } finally {
      this.underWay = null;
    }
  }

  private finishNow(
    call: PendingCall,
    timeout: number | null,
    take: (value: unknown, from: number) => void,
  ): void {
    this.expect(call);
    this.underWay = null;
    try {
      this.pool.gatherNow(call, timeout, take);
    } catch (error) {
      this.fail(error);
    }
  }

  private async gatherGroups(call: 'reset' | 'step', timeout: number | null): Promise<Gathered> {
    const gathered = this.emptyGathered();
    await this.finish(call, timeout, (value, from) => this.add(gathered, value as GroupAnswer, from));
    return gathered;
  }

  private gatherGroupsNow(call: 'reset' | 'step', timeout: number | null): Gathered {
    const gathered = this.emptyGathered();
    this.finishNow(call, timeout, (value, from) => this.add(gathered, value as GroupAnswer, from));
    return gathered;
  }

  private emptyGathered(): Gathered {
    const { numEnvs } = this;
    return {
      rewards: new Float64Array(numEnvs),
      terminations: new BoolArray(numEnvs),
      truncations: new BoolArray(numEnvs),
      infos: {},
    };
  }

  private add(gathered: Gathered, answer: GroupAnswer, from: number): void {
    if (answer.observations !== null)
      putRows(this.singleObservationSpace, answer.observations, this.batch, from);
    gathered.rewards.set(answer.rewards, from);
    gathered.terminations.set(answer.terminations, from);
    gathered.truncations.set(answer.truncations, from);
    answer.infos?.forEach((info, n) => {
      addInfo(gathered.infos, info, from + n, this.numEnvs);
    });
  }

  private resetResult({ infos }: Gathered): VectorResetResult<Observations> {
    return [this.observations(), infos];
  }

  private stepResult(gathered: Gathered): VectorStepResult<Observations> {
    const { rewards, terminations, truncations, infos } = gathered;
    return [this.observations(), rewards, terminations, truncations, infos];
  }

  private observations(): Observations {
    return (this.copy ? deepCopy(this.batch) : this.batch) as Observations;
  }

  /**
   * Closes the environments and ends the workers; a call under way is waited for. With `terminate`, or when the
   * time is over, workers are stopped wherever they are.
   */
  protected override async closeExtras({ timeout = null, terminate = false }: CloseOptions): Promise<void> {
    const pending = this.underWay;
    this.underWay = null;
    if (pending !== null && !terminate)
      warn(`Calling \`close\` while waiting for a pending call to \`${pending}\` to complete.`);
    try {
      // Workers do one thing after the other: what is under way comes to its end before they close.
      if (!terminate) {
        this.pool.send(() => ({ do: 'close' }));
        await this.pool.gather('close', timeout, () => {});
      }
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
    } finally {
      await this.pool.stop();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
