/**
 * Class subset: only some of the classes are met, in an order that gives them their new labels; drawn for each
 * lifetime or listed. (Kirsch & Schmidhuber 2021, Fig. 7: ordered subsets of 3 to 7 classes)
 */
import { z } from 'zod';
import { STREAM } from '../../../src/numerics/streams.ts';
import { fillPermutation } from '../permutation.ts';
import { argmax } from '../score.ts';
import type { Stream } from '../stream.ts';
import type { AugmentationDefinition } from './augmentation.ts';
import { assertClassification } from './class-streams.ts';
import { KIND, type TaskVariation, variationOptions, variationSeed } from './task-variation.ts';

export interface ClassSubsetOptions extends TaskVariation {
  /** How many classes each lifetime draws, or which ones; a list leaves nothing to `count` and `family`. */
  readonly classes: number | readonly number[];
}

/** Examples in a row of other classes after which a class is taken to be absent from the stream. */
const PATIENCE = 100_000;

function assertClasses(classes: ClassSubsetOptions['classes'], stream: Stream): void {
  const available = stream.outputSize;
  if (typeof classes === 'number') {
    if (classes <= available) return;
    throw new RangeError(`class-subset: ${classes} classes were asked for, ${stream.id} has ${available}`);
  }
  const absent = classes.find((label) => label >= available);
  if (absent === undefined) return;
  throw new RangeError(`class-subset: there is no class ${absent}, ${stream.id} has 0 to ${available - 1}`);
}

function wrap(stream: Stream, options: ClassSubsetOptions, layer: number): Stream {
  assertClassification('class-subset', stream);
  assertClasses(options.classes, stream);
  const { id, kind, inputSize, lifetimeSteps, input } = stream;
  const listed = typeof options.classes === 'number' ? undefined : Uint32Array.from(options.classes);
  const outputSize = typeof options.classes === 'number' ? options.classes : options.classes.length;
  const target = new Float32Array(outputSize);
  const order = new Uint32Array(stream.outputSize);
  const chosen = listed ?? order.subarray(0, outputSize);
  const load = (): void => {
    for (let skipped = 0; skipped < PATIENCE; skipped++) {
      const label = chosen.indexOf(argmax(stream.target));
      if (label >= 0) {
        target.fill(0);
        target[label] = 1;
        return;
      }
      stream.next();
    }
    throw new RangeError(`class-subset: ${id} shows none of the classes ${chosen.join(', ')}`);
  };
  const reset = (seed: number): void => {
    stream.reset(seed);
    const drawn = listed ? undefined : variationSeed(options, seed, KIND.classSubset, layer);
    if (drawn !== undefined) fillPermutation(order, drawn, STREAM.streamAugmentation);
    load();
  };
  const next = (): void => {
    stream.next();
    load();
  };
  reset(0);
  return { id, kind, inputSize, outputSize, lifetimeSteps, input, target, reset, next };
}

function isClasses(value: unknown): boolean {
  if (!Array.isArray(value)) return Number.isInteger(value) && Number(value) >= 2;
  const areLabels = value.every((label) => Number.isInteger(label) && label >= 0);
  return areLabels && value.length >= 2 && new Set(value).size === value.length;
}

const classes = z.custom<ClassSubsetOptions['classes']>(
  isClasses,
  'must be how many classes, at least 2, or a list of at least 2 different ones',
);

export const classSubset: AugmentationDefinition<ClassSubsetOptions> = {
  kind: 'class-subset',
  summary: 'Some of the classes, in an order of their own.',
  optionsSchema: z.strictObject({
    ...variationOptions(1),
    classes: classes.default(2),
  }),
  wrap,
};
