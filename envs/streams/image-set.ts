/**
 * A set of images as a learner meets it: split, resized, and standardised by the mean and standard deviation of
 * its training part. Read once for each process, set, split and size. Node only.
 */
import { areaResizer } from './area-average.ts';
import { DataError } from './data-error.ts';
import { findPart, missingSet } from './data-folder.ts';
import { type LabelledImages, readLabelledImages } from './idx.ts';

export type Split = 'train' | 'test';

export interface ImageSet {
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  /** One more than the largest label of both splits. */
  readonly classes: number;
  /** `[count, rows, columns]`, standardised. */
  readonly images: Float32Array;
  /** `[count]` */
  readonly labels: Uint8Array;
}

/** A stretch of images in the order of their file. */
interface Stretch {
  readonly source: LabelledImages;
  readonly begin: number;
  readonly end: number;
}

/** Where a set has no training file of its own, this share of its images, in order, is for training. */
const TRAINING_SHARE = 0.8;

const cache = new Map<string, ImageSet>();

/** Training images from their own file when it is there; else the first four fifths of the only file. */
function splitsOf(images: LabelledImages, train: LabelledImages | undefined): Record<Split, Stretch> {
  if (train !== undefined) {
    return {
      train: { source: train, begin: 0, end: train.count },
      test: { source: images, begin: 0, end: images.count },
    };
  }
  const border = Math.floor(images.count * TRAINING_SHARE);
  return {
    train: { source: images, begin: 0, end: border },
    test: { source: images, begin: border, end: images.count },
  };
}

/** Calls back with each resized image of a stretch; the array is the same every time. */
function forEachImage(
  { source, begin, end }: Stretch,
  [rows, columns]: readonly [number, number],
  visit: (image: Float32Array, index: number) => void,
): void {
  const resize = areaResizer([source.rows, source.columns], [rows, columns]);
  const image = new Float32Array(rows * columns);
  for (let n = begin; n < end; n++) {
    resize(source.pixels, n * source.rows * source.columns, image, 0);
    visit(image, n - begin);
  }
}

/** Mean and standard deviation over all pixels; a set of one colour has deviation 1, so that it becomes zeros. */
function pixelStatistics(
  stretch: Stretch,
  size: readonly [number, number],
): { mean: number; deviation: number } {
  let sum = 0;
  let squares = 0;
  forEachImage(stretch, size, (image) => {
    for (let n = 0; n < image.length; n++) {
      sum += image[n];
      squares += image[n] * image[n];
    }
  });
  const pixels = (stretch.end - stretch.begin) * size[0] * size[1];
  const mean = sum / pixels;
  const variance = squares / pixels - mean * mean;
  return { mean, deviation: variance > 0 ? Math.sqrt(variance) : 1 };
}

function prepare(splits: Record<Split, Stretch>, split: Split, size: number): ImageSet {
  const stretch = splits[split];
  const [rows, columns] = size === 0 ? [stretch.source.rows, stretch.source.columns] : [size, size];
  const { mean, deviation } = pixelStatistics(splits.train, [rows, columns]);
  const count = stretch.end - stretch.begin;
  const images = new Float32Array(count * rows * columns);
  forEachImage(stretch, [rows, columns], (image, index) => {
    for (let n = 0; n < image.length; n++) images[index * image.length + n] = (image[n] - mean) / deviation;
  });
  let largest = 0;
  for (const { source } of [splits.train, splits.test]) {
    for (const label of source.labels) if (label > largest) largest = label;
  }
  const labels = stretch.source.labels.slice(stretch.begin, stretch.end);
  return { count, rows, columns, classes: largest + 1, images, labels };
}

/**
 * Images of a set, ready to be learnt.
 * @param size rows and columns of the images, 0 for the set's own
 * @throws DataError when the set is not there (says how to get it), or its files are damaged
 */
export function loadImageSet(set: string, split: Split, size: number): ImageSet {
  const images = findPart(set, 'images');
  if (images === undefined) throw missingSet(set);
  const train = findPart(set, 'train');
  const key = [images.images, train?.images, split, size].join('\n');
  let loaded = cache.get(key);
  if (loaded === undefined) {
    const trainImages = train && readLabelledImages(train.images, train.labels);
    const splits = splitsOf(readLabelledImages(images.images, images.labels), trainImages);
    if (splits.train.end === 0) throw new DataError(`${images.images} has too few images to be split`);
    loaded = prepare(splits, split, size);
    cache.set(key, loaded);
  }
  return loaded;
}
