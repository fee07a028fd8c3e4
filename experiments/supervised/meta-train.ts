/** Meta-trains any learner with parameters by evolution over a distribution of supervised tasks; resumable. */
import { existsSync } from 'node:fs';
import type { EvaluatorModule } from '../../src/evolution/executor.ts';
import { createInlineExecutor } from '../../src/evolution/inline-executor.ts';
import { type OpenAiEsConfiguration, openAiEs } from '../../src/evolution/openai-es.ts';
import { createThreadsExecutor } from '../../src/evolution/threads-executor.ts';
import { createRun, openRun } from '../../src/store/open-run.ts';
import { runFiles } from '../../src/store/run-files.ts';
import type { RunStore } from '../../src/store/run-store.ts';
import { train } from '../../src/training/trainer.ts';
import { loadWasmKernel } from '../../src/vsml/kernels/wasm/wasm.ts';
import { encodeSafetensors } from '../../src/vsml/safetensors.ts';
import type { CaseContext, ExperimentCase } from '../harness/experiment.ts';
import { isMetaLearner } from './learner-configuration.ts';
import { type SupervisedInput, SupervisedSetting, supervisedSettingSchema } from './supervised-setting.ts';

export interface MetaTraining {
  /** The task distribution: the same learner in one or more streams. */
  readonly settings: readonly SupervisedInput[];
  readonly evolution: OpenAiEsConfiguration;
  readonly generations: number;
  readonly tasksPerGeneration: number;
  readonly seed: number;
  /** Where to start; random numbers of the seed where absent. */
  readonly initialParameters?: Float32Array;
  /** What a worker computes; the mean loss of a lifetime in one of the settings where absent. */
  readonly evaluator?: EvaluatorModule;
}

export interface MetaTrained {
  readonly parameters: Float32Array;
  /** Wall time of all generations, those before an interruption included. */
  readonly seconds: number;
  /** Mean loss of the population in each generation. */
  readonly losses: number[];
}

/** The step sizes that suit rules of a few hundred to a few thousand parameters. */
export function evolutionPlan(
  generations: number,
  overrides: Partial<OpenAiEsConfiguration> = {},
): OpenAiEsConfiguration {
  return {
    populationSize: 64,
    sigma: 0.15,
    finalSigma: 0.08,
    learningRate: 0.06,
    finalLearningRate: 0.015,
    generations,
    weightDecay: 0,
    shaping: 'centredRanks',
    ...overrides,
  };
}

/** A run of this case's own, new or to be gone on with. */
function openCaseRun(directory: string, name: string, configuration: unknown): RunStore {
  return existsSync(runFiles(directory, name).database)
    ? openRun(directory, name)
    : createRun(directory, name, configuration);
}

/**
 * Trains to the end; a case that was interrupted goes on after its last whole generation.
 * @throws the signal's reason when stopped
 */
export async function metaTrain(
  training: MetaTraining,
  work: ExperimentCase,
  { workers, directory, signal, onProgress }: CaseContext,
): Promise<MetaTrained> {
  const settings = training.settings.map((input) => supervisedSettingSchema.parse(input));
  const { learner } = new SupervisedSetting(settings[0], await loadWasmKernel());
  if (!isMetaLearner(learner)) throw new TypeError('only a learner with parameters can be meta-trained');
  const url = new URL('./supervised-evaluator.ts', import.meta.url).href;
  const evaluator = training.evaluator ?? {
    url,
    exportName: 'createSupervisedEvaluator',
    specification: { settings },
  };
  const executor =
    workers === 0 ? createInlineExecutor(evaluator) : createThreadsExecutor(evaluator, workers);
  const store = openCaseRun(directory, work.key, { case: work });
  const earlier = store.generations();
  const losses = earlier.map(({ meanFitness }) => -meanFitness);
  let seconds = earlier.reduce((sum, generation) => sum + generation.seconds, 0);
  try {
    const result = await train({
      strategy: openAiEs,
      configuration: training.evolution,
      initialMean: training.initialParameters ?? learner.initialParameters(training.seed),
      seed: training.seed,
      generations: training.generations,
      tasksPerGeneration: training.tasksPerGeneration,
      executor,
      run: {
        store,
        resume: losses.length > 0,
        encode: (parameters) =>
          encodeSafetensors({
            tensors: [{ name: 'parameters', shape: [parameters.length], values: parameters }],
            metadata: {},
          }),
      },
      ...(signal && { signal }),
      onGeneration: (generation) => {
        losses.push(-generation.meanFitness);
        seconds += generation.seconds;
        onProgress(losses.length / training.generations);
      },
    });
    signal?.throwIfAborted();
    return { parameters: result.parameters, seconds, losses };
  } finally {
    await executor.close();
  }
}
