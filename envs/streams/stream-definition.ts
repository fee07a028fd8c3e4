/** A kind of stream: what it is called, what it accepts, how it is made. */
import type { z } from 'zod';
import type { Stream } from './stream.ts';

export interface StreamDefinition<Options> {
  /** For example `GaussianClusters-v0`. */
  readonly id: string;
  /** One sentence for lists. */
  readonly summary: string;
  /** Every option has a default. */
  readonly optionsSchema: z.ZodType<Options>;
  create(options: Options): Stream;
}
