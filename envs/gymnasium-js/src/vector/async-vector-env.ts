/**
 * AsyncVectorEnv: environments stepped side by side in workers, threads of Node or Web Workers
 * (gymnasium/vector/async_vector_env.py). In Node `reset` and `step` wait for the workers as in Python; in the
 * browser, and wherever a program has something else to do, `resetAsync` and `await resetWait()` do.
 */
import { deepCopy } from '../deep-copy.ts';
import type { Env } from '../env.ts';
import { NotImplementedError, TimeoutError, ValueError } from '../errors.ts';
import { warn } from '../logger.ts';
import { createEmptyArray, iterate } from '../spaces/batch.ts';
import type { Space } from '../spaces/space.ts';
import { type AsyncVectorEnvOptions, usesSharedMemory, workerCount } from './async-options.ts';
import { autoresetMode } from './autoreset-mode.ts';
import { allocateShared, rowsOf } from './batch-rows.ts';
import { type EnvironmentSource, loadEnvironment } from './environment-source.ts';
import { GatheredAnswers } from './gathered-answers.ts';
import { splitResetArguments } from './reset-arguments.ts';
import { spreadValues } from './sub-env-attributes.ts';
import {
  type CloseOptions,
  VectorEnv,
  type VectorFrames,
  type VectorMetadata,
  type VectorResetArguments,
  type VectorResetResult,
  type VectorStepResult,
} from './vector-env.ts';
import { type VectorSpaces, vectorSpaces } from './vector-spaces.ts';
import { WorkerCalls } from './worker-calls.ts';
import type { GroupAnswer } from './worker-messages.ts';
import { WorkerPool } from './worker-pool.ts';

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
  private readonly calls: WorkerCalls;
  private readonly copy: boolean;

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
    this.calls = new WorkerCalls(this.pool, this);
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
    this.calls.assertCanStandStill();
    this.resetAsync(resetArguments);
    return this.resetResult(this.gatherNow('reset'));
  }

  /** @throws AlreadyPendingCallError, ClosedEnvironmentError; AssertionError (see `SyncVectorEnv.reset`) */
  override resetAsync(resetArguments: VectorResetArguments = {}): void {
    this.calls.assertOpen();
    const split = splitResetArguments(resetArguments, this.numEnvs);
    this.calls.begin('reset', 'reset_async', (from, to) => ({
      do: 'reset',
      resetArguments: split.slice(from, to),
    }));
  }

  /** @throws NoAsyncCallError, ClosedEnvironmentError, TimeoutError; what an environment throws */
  override async resetWait(timeout: number | null = null): Promise<VectorResetResult<Observations>> {
    return this.resetResult(await this.gather('reset', timeout));
  }

  /** @throws NotImplementedError in a browser; what `stepAsync` and `stepWait` throw */
  override step(actions: Actions): VectorStepResult<Observations> {
    this.calls.assertCanStandStill();
    this.stepAsync(actions);
    return this.stepResult(this.gatherNow('step'));
  }

  /** @throws AlreadyPendingCallError, ClosedEnvironmentError; ValueError for another number of actions */
  override stepAsync(actions: Actions): void {
    this.calls.assertOpen();
    const split = [...iterate(this.actionSpace, actions)];
    if (split.length !== this.numEnvs)
      throw new ValueError(
        `step needs ${this.numEnvs} actions, one for each environment, got ${split.length}`,
      );
    // A view would take its whole buffer along, so rows are copied.
    this.calls.begin('step', 'step_async', (from, to) => ({
      do: 'step',
      actions: deepCopy(split.slice(from, to)),
    }));
  }

  /** @throws NoAsyncCallError, ClosedEnvironmentError, TimeoutError; what an environment throws */
  override async stepWait(timeout: number | null = null): Promise<VectorStepResult<Observations>> {
    return this.stepResult(await this.gather('step', timeout));
  }

  /** Calls a method of every environment; an attribute is given as it is. What comes back must be clonable. */
  call(name: string, ...parameters: readonly unknown[]): unknown[] {
    this.calls.assertCanStandStill();
    this.callAsync(name, ...parameters);
    const results: unknown[] = [];
    this.calls.waitNow('call', (values) => results.push(...(values as unknown[])));
    return results;
  }

  /** @throws AlreadyPendingCallError, ClosedEnvironmentError */
  callAsync(name: string, ...parameters: readonly unknown[]): void {
    this.calls.begin('call', 'call_async', () => ({ do: 'call', name, parameters }));
  }

  /** @throws NoAsyncCallError, ClosedEnvironmentError, TimeoutError; what an environment throws */
  async callWait(timeout: number | null = null): Promise<unknown[]> {
    const results: unknown[] = [];
    await this.calls.wait('call', timeout, (values) => results.push(...(values as unknown[])));
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
    this.calls.assertCanStandStill();
    this.sendValues(name, values);
    this.calls.waitNow('call', () => {});
  }

  /**
   * Sets an attribute as `setAttr` does, without standing still.
   * @throws ValueError for a list of another length; AlreadyPendingCallError, ClosedEnvironmentError
   */
  async setAttrAsync(name: string, values: unknown): Promise<void> {
    this.sendValues(name, values);
    await this.calls.wait('call', null, () => {});
  }

  private sendValues(name: string, values: unknown): void {
    this.calls.assertOpen();
    const spread = spreadValues(values, this.numEnvs);
    this.calls.begin('call', 'set_attr', (from, to) => ({
      do: 'set',
      name,
      values: spread.slice(from, to),
    }));
  }

  private async gather(call: 'reset' | 'step', timeout: number | null): Promise<GatheredAnswers> {
    const gathered = new GatheredAnswers(this.numEnvs, this.singleObservationSpace, this.batch);
    await this.calls.wait(call, timeout, (value, from) => gathered.add(value as GroupAnswer, from));
    return gathered;
  }

  private gatherNow(call: 'reset' | 'step'): GatheredAnswers {
    const gathered = new GatheredAnswers(this.numEnvs, this.singleObservationSpace, this.batch);
    this.calls.waitNow(call, (value, from) => gathered.add(value as GroupAnswer, from));
    return gathered;
  }

  private resetResult({ infos }: GatheredAnswers): VectorResetResult<Observations> {
    return [this.observations(), infos];
  }

  private stepResult(gathered: GatheredAnswers): VectorStepResult<Observations> {
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
    const pending = this.calls.underWay;
    this.calls.underWay = null;
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
