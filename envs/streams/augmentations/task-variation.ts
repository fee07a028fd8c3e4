/**
 * How many tasks an augmentation makes of one: none of its own, a fixed family of them, or a fresh one for each
 * lifetime. (Kirsch & Schmidhuber 2021, Fig. 6: raw images and 64 fixed projections of them)
 */
import { z } from 'zod';
import { deriveSeed, integerAt, MAXIMUM_SEED } from '../../../src/numerics/noise.ts';
import { STREAM } from '../../../src/numerics/streams.ts';
import { integerOption } from '../option-schemas.ts';

/** Which augmentation draws: part of every address, so that no two kinds draw alike. */
export const KIND = {
  randomProjection: 0,
  inputPermutation: 1,
  labelPermutation: 2,
  classSubset: 3,
} as const;
/** Largest family. */
const MAXIMUM_COUNT = 2 ** 32;

export interface TaskVariation {
  /** Members of the family, of which each lifetime draws one; 0: none; endless: a fresh one for each lifetime. */
  readonly count: number | 'endless';
  /** Names the family: members of two families have nothing in common. */
  readonly family: number;
}

/** `Infinity` is the same as `endless`, which unlike it survives JSON; numbers may come as text. */
function readCount(value: unknown): unknown {
  if (value === Infinity) return 'endless';
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}

/** Schemas of the options of a variation, for a strict object. */
export function variationOptions(minimum: 0 | 1) {
  const schema = z.custom<TaskVariation['count']>(
    (value) =>
      value === 'endless' ||
      (Number.isInteger(value) && Number(value) >= minimum && Number(value) <= MAXIMUM_COUNT),
    `must be an integer from ${minimum} to ${MAXIMUM_COUNT}, or endless`,
  );
  return {
    count: z.preprocess((value) => readCount(value ?? 'endless'), schema),
    family: integerOption(0, MAXIMUM_SEED, 0),
  };
}

/**
 * Seed of the variation that a lifetime lives with; undefined when there is none.
 * @param kind from `KIND`
 * @param layer how many augmentations lie beneath: two of one kind, one on the other, must not draw alike
 */
export function variationSeed(
  { count, family }: TaskVariation,
  lifetimeSeed: number,
  kind: number,
  layer: number,
): number | undefined {
  if (count === 0) return undefined;
  if (count === 'endless') return deriveSeed(lifetimeSeed, STREAM.streamAugmentation, layer, kind, 0);
  const member = integerAt(lifetimeSeed, STREAM.streamAugmentation, count, layer, kind, 1);
  return deriveSeed(family, STREAM.streamAugmentation, member, kind, 2);
}
