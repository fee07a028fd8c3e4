/** The streams by id: the one list that experiments, the command line and the environments read. */
import {
  type AugmentationListing,
  augment,
  augmentations,
  parseAugmentations,
} from './augmentations/registry.ts';
import { gaussianClusters } from './gaussian-clusters.ts';
import { images } from './images.ts';
import { linearTeacher } from './linear-teacher.ts';
import { defaultOptions, parseOptions } from './parse-options.ts';
import { randomImages } from './random-images.ts';
import { sinusoid } from './sinusoid.ts';
import type { Stream } from './stream.ts';
import type { StreamDefinition } from './stream-definition.ts';
import { sumSign } from './sum-sign.ts';

/** What a list of streams shows. */
export interface StreamListing {
  readonly id: string;
  readonly summary: string;
  /** The options with their defaults; every stream also takes `augment`, a list of augmentations. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A definition whose options only its own schema knows. */
interface RegisteredStream extends StreamListing {
  create(options: Readonly<Record<string, unknown>>): Stream;
}

function registered<Options>(definition: StreamDefinition<Options>): RegisteredStream {
  const { id, summary, optionsSchema } = definition;
  return {
    id,
    summary,
    options: defaultOptions(optionsSchema),
    create: (options) => definition.create(parseOptions(id, optionsSchema, options)),
  };
}

/** Every stream by id. */
export const streams: ReadonlyMap<string, RegisteredStream> = new Map(
  [
    registered(gaussianClusters),
    registered(linearTeacher),
    registered(randomImages),
    registered(sumSign),
    registered(sinusoid),
    registered(images),
  ].map((stream) => [stream.id, stream]),
);

/**
 * Makes a stream; options left out take their defaults, numbers may come as text. The option `augment` holds
 * augmentations, `[{ kind, ...options }]`, that are laid around the stream, the first innermost.
 * @throws RangeError with one sentence for an unknown id or kind, an unknown option or a value out of range
 * @throws DataError when a set of images is missing or damaged
 */
export function createStream(id: string, options: Readonly<Record<string, unknown>> = {}): Stream {
  const stream = streams.get(id);
  if (stream === undefined)
    throw new RangeError(`unknown stream '${id}'; there are ${[...streams.keys()].join(', ')}`);
  const { augment: list = [], ...own } = options;
  return augment(stream.create(own), parseAugmentations(list));
}

/** Ids, summaries and default options of all streams. */
export function listStreams(): StreamListing[] {
  return Array.from(streams.values(), ({ id, summary, options }) => ({ id, summary, options }));
}

/** Kinds, summaries and default options of all augmentations. */
export function listAugmentations(): AugmentationListing[] {
  return Array.from(augmentations.values(), ({ kind, summary, options }) => ({ kind, summary, options }));
}
