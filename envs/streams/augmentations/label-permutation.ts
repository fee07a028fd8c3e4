/**
 * Label permutation: classes change names, so that what a class is called must be learnt in each life.
 * (Kirsch et al. 2022, "General-purpose in-context learning by meta-learning transformers")
 */
import { z } from 'zod';
import { STREAM } from '../../../src/numerics/streams.ts';
import { fillPermutation } from '../permutation.ts';
import type { Stream } from '../stream.ts';
import type { AugmentationDefinition } from './augmentation.ts';
import { assertClassification } from './class-streams.ts';
import { KIND, type TaskVariation, variationOptions, variationSeed } from './task-variation.ts';

function wrap(stream: Stream, variation: TaskVariation, layer: number): Stream {
  assertClassification('label-permutation', stream);
  if (variation.count === 0) return stream;
  const { id, kind, inputSize, outputSize, lifetimeSteps, input } = stream;
  const target = new Float32Array(outputSize);
  const permutation = new Uint32Array(outputSize);
  const load = (): void => {
    for (let label = 0; label < outputSize; label++) target[permutation[label]] = stream.target[label];
  };
  const reset = (seed: number): void => {
    stream.reset(seed);
    const drawn = variationSeed(variation, seed, KIND.labelPermutation, layer);
    if (drawn !== undefined) fillPermutation(permutation, drawn, STREAM.streamAugmentation);
    load();
  };
  const next = (): void => {
    stream.next();
    load();
  };
  reset(0);
  return { id, kind, inputSize, outputSize, lifetimeSteps, input, target, reset, next };
}

export const labelPermutation: AugmentationDefinition<TaskVariation> = {
  kind: 'label-permutation',
  summary: 'Classes change names.',
  optionsSchema: z.strictObject(variationOptions(0)),
  wrap,
};
