/** What runs inside a worker thread of the gradient executor: one backend, loaded once, differentiating chunks. */
import { workerData } from 'node:worker_threads';
import { type BackendName, chooseBackend } from '../vsml/differentiable/backend.ts';
import { lifetimeGradient } from '../vsml/differentiable/gradient.ts';
import type { LifetimeBatch, LifetimeSetting } from '../vsml/differentiable/lifetime-batch.ts';
import type { ChunkGradient } from './gradient-chunks.ts';

/** What every worker of an executor is given when it starts. */
export interface GradientWork {
  readonly backend: BackendName;
  readonly setting: LifetimeSetting;
  readonly segmentExamples?: number;
}

export interface GradientTask {
  readonly parameters: Float32Array;
  readonly chunk: LifetimeBatch;
}

/** An error of the computation is part of the answer: a task that is *rejected* then means that the worker died. */
export type GradientAnswer = ChunkGradient | { readonly error: Error };

let loading: Promise<void> | undefined;

/** Another backend would give other bits than the threads beside this one. */
async function load(backend: BackendName): Promise<void> {
  const { name, rejections } = await chooseBackend(backend);
  if (name !== backend) throw new Error(`a worker thread cannot load its backend. ${rejections.join(' ')}`);
}

/** Differentiates one chunk under the setting of `workerData`. */
export async function differentiateChunk({ parameters, chunk }: GradientTask): Promise<GradientAnswer> {
  const { backend, setting, segmentExamples } = workerData as GradientWork;
  try {
    loading ??= load(backend);
    await loading;
    const { exampleLosses, gradient } = lifetimeGradient(setting, parameters, chunk, segmentExamples);
    return { exampleLosses, gradient };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}
