/**
 * Meta-trains a network's rule by backpropagation through whole lifetimes, over a distribution of supervised tasks;
 * resumable. (Kirsch & Schmidhuber 2021, `backprop.yaml`: Adam, global norm clipped at 25)
 *
 * Gradients are computed on the WebAssembly backend wherever the case runs: each backend rounds in its own way, and a
 * case is to be the same everywhere.
 */
import { join } from 'node:path';
import { hashParameters } from '../../src/evolution/parameter-hash.ts';
import { createGradientExecutor, type GradientExecutor } from '../../src/training/gradient-executor.ts';
import {
  GradientTrainingError,
  type GradientTrainingState,
  initGradientTraining,
  trainByGradient,
} from '../../src/training/gradient-trainer.ts';
import { trainingTaskSeeds } from '../../src/training/task-distribution.ts';
import type { LifetimeBatch } from '../../src/vsml/differentiable/lifetime-batch.ts';
import { initialRule } from '../../src/vsml/rule.ts';
import type { CaseContext, ExperimentCase } from '../harness/experiment.ts';
import {
  type GradientCheckpoint,
  readGradientCheckpoint,
  writeGradientCheckpoint,
} from './gradient-checkpoint.ts';
import { type Birth, LifetimeBatchSource, randomBirth } from './lifetime-batch-source.ts';
import type { MetaTrained } from './meta-train.ts';
import { type SupervisedInput, supervisedSettingSchema } from './supervised-setting.ts';

export const EXPERIMENT_BACKEND = 'wasm';

/** Norm to which longer gradients are shortened. */
export const CLIP_NORM = 25;

/** One of the streams that a rule is trained in. */
export interface GradientTask {
  readonly setting: SupervisedInput;
  /** Fresh lifetimes in a step. */
  readonly lifetimes: number;
  /** Lifetimes differentiated together, see `GradientExecutorOptions`. */
  readonly chunkLearners: number;
  /** Examples of a segment, see `lifetimeGradient`. */
  readonly segmentExamples: number;
}

export interface GradientMetaTraining {
  /** The task distribution, all with one shape of rule: each step takes the next of them in turn. */
  readonly tasks: readonly GradientTask[];
  readonly learningRate: number;
  readonly steps: number;
  readonly seed: number;
  /** Where to start; random numbers of the seed where absent. */
  readonly initialParameters?: Float32Array;
  /** What synapses are born with, and its name; as `VsmlLearner` has it where absent. */
  readonly birth?: { readonly name: string; readonly cells: Birth };
}

export interface GradientMetaTrained extends MetaTrained {
  /** Norm of each step's gradient, before clipping. */
  readonly norms: number[];
}

/** Steps between two checkpoints. */
const CHECKPOINT_STEPS = 5;

/** A task at work: draws batches, differentiates them. */
interface Course {
  readonly lifetimes: number;
  readonly source: LifetimeBatchSource;
  readonly executor: GradientExecutor;
}

function openCourses(training: GradientMetaTraining, workers: number): Course[] {
  return training.tasks.map(({ setting, lifetimes, chunkLearners, segmentExamples }) => {
    const birth = training.birth?.cells ?? randomBirth;
    const source = new LifetimeBatchSource(supervisedSettingSchema.parse(setting), birth);
    const options = {
      backend: EXPERIMENT_BACKEND,
      threads: workers,
      chunkLearners,
      segmentExamples,
    } as const;
    return { lifetimes, source, executor: createGradientExecutor(source.setting, options) };
  });
}

/** All that decides the outcome of a training. */
function configurationOf({ initialParameters, birth, ...rest }: GradientMetaTraining): string {
  const start = initialParameters ? hashParameters(initialParameters) : null;
  const constants = { backend: EXPERIMENT_BACKEND, clipNorm: CLIP_NORM };
  return JSON.stringify({ ...constants, ...rest, start, birth: birth?.name ?? null });
}

function beginning(training: GradientMetaTraining, { source }: Course): GradientCheckpoint {
  const start = training.initialParameters ?? initialRule(source.setting.ruleShape, training.seed).parameters;
  return { state: initGradientTraining(start), losses: [], norms: [], seconds: 0 };
}

/**
 * Trains to the end; a case that was interrupted goes on after its last checkpoint, to the same bits.
 * @param work its key names the checkpoint, `<directory>/<key>.gradient.json`
 * @throws the signal's reason when stopped; GradientTrainingError when a loss or gradient is no finite number, the
 *   last good parameters being in the checkpoint
 */
export async function metaTrainByGradient(
  training: GradientMetaTraining,
  work: ExperimentCase,
  { workers, directory, signal, onProgress }: CaseContext,
): Promise<GradientMetaTrained> {
  const path = join(directory, `${work.key}.gradient.json`);
  const configuration = configurationOf(training);
  const courses = openCourses(training, workers);
  const start = readGradientCheckpoint(path, configuration) ?? beginning(training, courses[0]);
  const { steps, learningRate, seed } = training;
  const losses = [...start.losses];
  const norms = [...start.norms];
  const begun = performance.now();
  const seconds = () => start.seconds + (performance.now() - begun) / 1000;
  const save = (state: GradientTrainingState) => {
    const [ownLosses, ownNorms] = [losses.slice(0, state.step), norms.slice(0, state.step)];
    writeGradientCheckpoint(path, configuration, {
      state,
      losses: ownLosses,
      norms: ownNorms,
      seconds: seconds(),
    });
  };
  const courseOf = (step: number) => courses[step % courses.length];
  try {
    const end = await trainByGradient<{ readonly course: Course; readonly batch: LifetimeBatch }>(
      start.state,
      {
        steps,
        learningRate,
        clipNorm: CLIP_NORM,
        batchAt: (step) => {
          const course = courseOf(step);
          return { course, batch: course.source.draw(trainingTaskSeeds(seed, step, course.lifetimes)) };
        },
        differentiate: (parameters, { course, batch }) => course.executor.differentiate(parameters, batch),
        onStep: ({ loss, gradientNorm }, state) => {
          losses.push(loss);
          norms.push(gradientNorm);
          if (state.step % CHECKPOINT_STEPS === 0) save(state);
          onProgress(state.step / steps);
        },
        ...(signal && { signal }),
      },
    );
    save(end);
    signal?.throwIfAborted();
    return { parameters: end.parameters, seconds: seconds(), losses, norms };
  } catch (error) {
    if (error instanceof GradientTrainingError) {
      save(error.state);
      error.message += ` in ${path}`;
    }
    throw error;
  } finally {
    await Promise.all(courses.map(({ executor }) => executor.close()));
  }
}
