/** Input permutation: inputs change places, so that no rule can count on where a pixel stands. (Kirsch & Schmidhuber 2021, Fig. 7) */
import { z } from 'zod';
import { STREAM } from '../../../src/numerics/streams.ts';
import { fillPermutation } from '../permutation.ts';
import type { Stream } from '../stream.ts';
import type { AugmentationDefinition } from './augmentation.ts';
import { KIND, type TaskVariation, variationOptions, variationSeed } from './task-variation.ts';

function wrap(stream: Stream, variation: TaskVariation, layer: number): Stream {
  if (variation.count === 0) return stream;
  const { id, kind, inputSize, outputSize, lifetimeSteps, target } = stream;
  const input = new Float32Array(inputSize);
  const permutation = new Uint32Array(inputSize);
  const load = (): void => {
    for (let n = 0; n < inputSize; n++) input[n] = stream.input[permutation[n]];
  };
  const reset = (seed: number): void => {
    stream.reset(seed);
    const drawn = variationSeed(variation, seed, KIND.inputPermutation, layer);
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

export const inputPermutation: AugmentationDefinition<TaskVariation> = {
  kind: 'input-permutation',
  summary: 'Inputs change places.',
  optionsSchema: z.strictObject(variationOptions(0)),
  wrap,
};
