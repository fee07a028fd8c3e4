/** An augmentation: a stream that wraps a stream and makes other tasks of its tasks. */
import type { z } from 'zod';
import type { Stream } from '../stream.ts';

export interface AugmentationDefinition<Options> {
  /** For example `random-projection`. */
  readonly kind: string;
  /** One sentence for lists. */
  readonly summary: string;
  readonly optionsSchema: z.ZodType<Options>;
  /**
   * @param layer how many augmentations lie beneath this one
   * @throws RangeError when the stream cannot be augmented so
   */
  wrap(stream: Stream, options: Options, layer: number): Stream;
}
