/**
 * The gradient of a batch, put together from chunks of its learners in index order: the same bits wherever the chunks
 * were differentiated and whichever came first.
 */
import {
  chunkOf,
  type LifetimeBatch,
  type LifetimeSetting,
  lifetimeParameterCount,
} from '../vsml/differentiable/lifetime-batch.ts';

/** What a chunk's lifetimes were worth and how that changes with the parameters, means over its learners. */
export interface ChunkGradient {
  readonly exampleLosses: Float32Array;
  readonly gradient: Float32Array;
}

/** A batch's mean loss, overall and example by example, and its derivative. */
export interface MeanGradient {
  readonly loss: number;
  /** `[T]`, means over learners. */
  readonly exampleLosses: Float64Array;
  /** `[lifetimeParameterCount(setting)]` */
  readonly gradient: Float64Array;
}

/** Cuts a batch into chunks of `chunkLearners`; the last may be smaller. */
export function learnerChunks(batch: LifetimeBatch, chunkLearners: number): LifetimeBatch[] {
  if (!Number.isInteger(chunkLearners) || chunkLearners < 1) {
    throw new RangeError(`chunkLearners must be an integer of at least 1, got ${chunkLearners}`);
  }
  const chunks: LifetimeBatch[] = [];
  for (let first = 0; first < batch.learners; first += chunkLearners) {
    chunks.push(chunkOf(batch, first, Math.min(chunkLearners, batch.learners - first)));
  }
  return chunks;
}

/** The mean over all learners, each chunk weighed by how many it has; sums run in the order of chunks. */
export function meanGradient(
  setting: LifetimeSetting,
  chunks: readonly LifetimeBatch[],
  parts: readonly ChunkGradient[],
): MeanGradient {
  const learners = chunks.reduce((sum, chunk) => sum + chunk.learners, 0);
  const exampleLosses = new Float64Array(chunks[0].examples);
  const gradient = new Float64Array(lifetimeParameterCount(setting));
  parts.forEach((part, index) => {
    const share = chunks[index].learners / learners;
    for (let t = 0; t < exampleLosses.length; t++) exampleLosses[t] += share * part.exampleLosses[t];
    for (let n = 0; n < gradient.length; n++) gradient[n] += share * part.gradient[n];
  });
  const loss = exampleLosses.reduce((sum, value) => sum + value, 0) / exampleLosses.length;
  return { loss, exampleLosses, gradient };
}
