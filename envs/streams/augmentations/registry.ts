/** The augmentations by kind, and how a list of them is laid around a stream, the first innermost. */
import { z } from 'zod';
import { defaultOptions, parseOptions } from '../parse-options.ts';
import type { Stream } from '../stream.ts';
import type { AugmentationDefinition } from './augmentation.ts';
import { classSubset } from './class-subset.ts';
import { inputPermutation } from './input-permutation.ts';
import { labelPermutation } from './label-permutation.ts';
import { randomProjection } from './random-projection.ts';

/** What a list of augmentations shows. */
export interface AugmentationListing {
  readonly kind: string;
  readonly summary: string;
  /** The options with their defaults. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** An augmentation to be made: its kind and its options. */
export interface AugmentationSpecification {
  readonly kind: string;
  readonly [option: string]: unknown;
}

/** A definition whose options only its own schema knows. */
interface RegisteredAugmentation extends AugmentationListing {
  wrap(stream: Stream, options: Readonly<Record<string, unknown>>, layer: number): Stream;
}

function registered<Options>(definition: AugmentationDefinition<Options>): RegisteredAugmentation {
  const { kind, summary, optionsSchema } = definition;
  return {
    kind,
    summary,
    options: defaultOptions(optionsSchema),
    wrap: (stream, options, layer) =>
      definition.wrap(stream, parseOptions(kind, optionsSchema, options), layer),
  };
}

/** Every augmentation by kind. */
export const augmentations: ReadonlyMap<string, RegisteredAugmentation> = new Map(
  [
    registered(randomProjection),
    registered(inputPermutation),
    registered(labelPermutation),
    registered(classSubset),
  ].map((augmentation) => [augmentation.kind, augmentation]),
);

const listSchema = z.array(z.looseObject({ kind: z.string() }));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads a list of augmentations, also from JSON as the command line gives it.
 * @throws RangeError when it is none
 */
export function parseAugmentations(value: unknown): readonly AugmentationSpecification[] {
  const parsed = listSchema.safeParse(typeof value === 'string' ? parseJson(value) : value);
  if (parsed.success) return parsed.data;
  throw new RangeError(
    `augment must be a list such as [{"kind":"label-permutation"}], got ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
}

/**
 * Lays augmentations around a stream, the first innermost.
 * @throws RangeError for an unknown kind, a bad option, or a stream that cannot be augmented so
 */
export function augment(stream: Stream, list: readonly AugmentationSpecification[]): Stream {
  return list.reduce((inner, { kind, ...options }, layer) => {
    const augmentation = augmentations.get(kind);
    if (augmentation === undefined)
      throw new RangeError(
        `unknown augmentation '${kind}'; there are ${[...augmentations.keys()].join(', ')}`,
      );
    return augmentation.wrap(inner, options, layer);
  }, stream);
}
