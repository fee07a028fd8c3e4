/** What augmentations of labels ask of a stream: that it has classes. */
import type { Stream } from '../stream.ts';

/** @throws RangeError for a regression */
export function assertClassification(augmentation: string, stream: Stream): void {
  if (stream.kind !== 'classification') {
    throw new RangeError(`${augmentation} needs classes, but ${stream.id} is a regression`);
  }
}
