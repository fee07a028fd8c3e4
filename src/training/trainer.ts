/**
 * The outer loop: ask for a generation, evaluate it on fresh tasks, tell, save, and now and then measure the mean
 * on held-out tasks. (Salimans et al. 2017, algorithm 2; the split of task and outer trainer as in
 * learned_optimization) It knows no worlds: rules and evaluations come in as functions.
 */
import type { Executor } from '../evolution/executor.ts';
import { hashParameters } from '../evolution/parameter-hash.ts';
import { encodeState } from '../evolution/state-encoding.ts';
import type { Strategy } from '../evolution/strategy.ts';
import { accelerateGaussians } from '../numerics/gaussian-kernel.ts';
import { type Stopping, shouldStop } from './early-stopping.ts';
import { resumeState } from './resume-state.ts';
import { conditioned, generationTaskSeeds, type TrainingConditions } from './training-conditions.ts';
import type { TrainedGeneration, TrainingEvaluation, TrainingStore } from './training-store.ts';

/** Where a run is saved. */
export interface TrainingLog {
  /** Open for writing; the trainer closes it, however the training ends. */
  readonly store: TrainingStore;
  /** Goes on after the last whole generation of the store, instead of asking for an empty one. */
  readonly resume: boolean;
  /** The rule file that stands for these parameters. */
  encode(parameters: Float32Array, generation: number, hash: string): Uint8Array;
}

export interface TrainingOptions<Configuration, State> extends TrainingConditions {
  readonly strategy: Strategy<Configuration, State>;
  readonly configuration: Configuration;
  readonly initialMean: Float32Array;
  /** Seed of the run, an integer from 0 to 2^53 - 1. */
  readonly seed: number;
  /** How many generations the run has in the end, those before a resume included. */
  readonly generations: number;
  /** Ends the training early, judged by `evaluateMean`. */
  readonly stopping?: Stopping;
  /** The caller closes it. */
  readonly executor: Executor;
  readonly run?: TrainingLog;
  /** Measures the mean after every so many generations, and after the last. */
  readonly evaluateEvery?: number;
  readonly evaluateMean?: (
    parameters: Float32Array,
    signal?: AbortSignal,
  ) => Promise<{ readonly mean: number; readonly ci95: number }>;
  /** Ends the training at once, with everything up to the last whole generation kept. */
  readonly signal?: AbortSignal;
  /** Ends the training when the generation at hand, with its measurement if one is due, is saved. */
  readonly finish?: AbortSignal;
  readonly onGeneration?: (generation: TrainedGeneration) => void;
  readonly onEvaluation?: (evaluation: TrainingEvaluation) => void;
}

export interface TrainingResult {
  /** How many generations have ended, those before a resume included. */
  readonly generations: number;
  /** SHA-256 of `parameters`. */
  readonly ruleHash: string;
  /** The same after every generation, those before a resume included. */
  readonly hashes: readonly string[];
  /** Wall time of this call. */
  readonly seconds: number;
  readonly parameters: Float32Array;
  /** Whether a signal ended it before its last generation and evaluation. */
  readonly stopped: boolean;
}

function assertCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(`${name} must be an integer of at least 1, got ${value}`);
  }
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

class Training<Configuration, State> {
  state: State;
  readonly hashes: string[];
  private readonly evaluations: TrainingEvaluation[];
  private readonly options: TrainingOptions<Configuration, State>;

  constructor(options: TrainingOptions<Configuration, State>) {
    const { strategy, configuration, initialMean, seed, generations, tasksPerGeneration, run } = options;
    this.options = options;
    assertCount('generations', generations);
    assertCount('tasksPerGeneration', tasksPerGeneration);
    if (options.taskPeriod !== undefined) assertCount('taskPeriod', options.taskPeriod);
    if (options.evaluateEvery !== undefined) assertCount('evaluateEvery', options.evaluateEvery);
    this.state = strategy.init(configuration, initialMean, seed);
    if (run?.resume) this.state = resumeState(strategy, this.state, run.store, tasksPerGeneration);
    this.hashes = run?.store.hashes() ?? [];
    this.evaluations = [...(run?.store.evaluations() ?? [])];
    if (run && !run.resume && this.hashes.length > 0) {
      throw new Error(
        `run ${run.store.name} has ${this.hashes.length} generations already: resume it, or use another`,
      );
    }
  }

  /** Whether the mean is measured after this generation. */
  private isMilestone(generation: number): boolean {
    const { evaluateEvery, generations } = this.options;
    const last = generation + 1 === generations;
    return last || (evaluateEvery !== undefined && (generation + 1) % evaluateEvery === 0);
  }

  async step(): Promise<void> {
    const { strategy, seed, tasksPerGeneration, executor, run, signal, onGeneration } = this.options;
    const start = performance.now();
    const proposal = strategy.ask(this.state);
    // Not the proposal's generation: a strategy that has restarted counts its own anew.
    const generation = strategy.generation(this.state);
    const taskSeeds = generationTaskSeeds(this.options, seed, generation);
    const lived = conditioned(proposal, this.options, seed, generation);
    const fitness = await executor.evaluate(lived, taskSeeds, signal);
    const told = strategy.tell(this.state, fitness, tasksPerGeneration);
    const state = await this.observed(told.state, taskSeeds);
    const { report } = told;
    const parameters = strategy.mean(state);
    const hash = hashParameters(parameters);
    const record = { ...report, hash, seconds: secondsSince(start) };
    run?.store.appendGeneration({
      record,
      fitness,
      taskSeeds,
      checkpoint: encodeState(state),
      rule: run.encode(parameters, report.generation, hash),
      keepRule: this.isMilestone(report.generation),
    });
    this.state = state;
    this.hashes.push(hash);
    onGeneration?.(record);
  }

  /** The state with what its parameters see, where the strategy normalises observations. */
  private async observed(state: State, taskSeeds: readonly number[]): Promise<State> {
    const { strategy, observe, signal } = this.options;
    if (observe === undefined || strategy.observe === undefined) return state;
    return strategy.observe(state, await observe(strategy.mean(state), taskSeeds, signal));
  }

  /** Whether what was measured so far ends the training. */
  hasReachedItsEnd(): boolean {
    const { strategy, generations, stopping, evaluateEvery } = this.options;
    if (strategy.generation(this.state) >= generations) return true;
    if (stopping === undefined || evaluateEvery === undefined) return false;
    // Not the measurement after a run's last generation: a run that is made longer must not depend on where it ended.
    const regular = this.evaluations.filter(({ generation }) => (generation + 1) % evaluateEvery === 0);
    return shouldStop(regular, stopping);
  }

  /** Measures the mean if it is due and, after a resume, not yet on file. */
  async evaluate(): Promise<void> {
    const { strategy, run, evaluateMean, signal, onEvaluation } = this.options;
    const generation = strategy.generation(this.state) - 1;
    if (evaluateMean === undefined || generation < 0 || !this.isMilestone(generation)) return;
    if (this.evaluations.at(-1)?.generation === generation) return;
    const { mean, ci95 } = await evaluateMean(strategy.mean(this.state), signal);
    const evaluation = { generation, mean, ci95 };
    run?.store.appendEvaluation(evaluation);
    this.evaluations.push(evaluation);
    onEvaluation?.(evaluation);
  }
}

/** Runs to the end. @returns false if a signal ended it */
async function complete<Configuration, State>(
  training: Training<Configuration, State>,
  { signal, finish }: TrainingOptions<Configuration, State>,
): Promise<boolean> {
  try {
    for (;;) {
      signal?.throwIfAborted();
      await training.evaluate();
      if (training.hasReachedItsEnd()) return true;
      if (finish?.aborted) return false;
      signal?.throwIfAborted();
      await training.step();
    }
  } catch (error) {
    if (signal?.aborted && isAbort(error, signal)) return false;
    throw error;
  }
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof Error && error.name === 'AbortError');
}

/**
 * Trains until `generations` have ended or a signal is given.
 * The same options give the same hashes on every executor, and resuming gives those of a run never stopped.
 * @throws RangeError for a count below 1, TypeError for a bad configuration, Error for a run that cannot be resumed,
 * and whatever the executor, the evaluation or the store throws; the store is closed in any case
 */
export async function train<Configuration, State>(
  options: TrainingOptions<Configuration, State>,
): Promise<TrainingResult> {
  const start = performance.now();
  try {
    await accelerateGaussians();
    const training = new Training(options);
    const finished = await complete(training, options);
    const parameters = options.strategy.mean(training.state);
    return {
      generations: training.hashes.length,
      ruleHash: hashParameters(parameters),
      hashes: training.hashes,
      seconds: secondsSince(start),
      parameters,
      stopped: !finished,
    };
  } finally {
    options.run?.store.close();
  }
}
