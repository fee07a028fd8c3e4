/** Images-v0 and the sets behind it: splits, standardising, where files are looked for, and the real sets. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findDataFile, missingSet } from '../../../envs/streams/data-folder.ts';
import { loadImageSet } from '../../../envs/streams/image-set.ts';
import { createStream } from '../../../envs/streams/registry.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';
import { writeImageFiles } from './image-files.ts';

const realSets = ['mnist', 'kmnist', 'digits'].filter((set) => findDataFile(`${set}-images-idx3-ubyte`));
let folder: string;
beforeEach(() => {
  folder = temporaryDirectory();
  vi.stubEnv('MURMURATION_DATA', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a set', () => {
  it('without training images is split in order, four fifths to train', () => {
    writeImageFiles(folder, { set: 'made', count: 10, classes: 10 });
    expect([...loadImageSet('made', 'train', 0).labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const test = loadImageSet('made', 'test', 0);
    expect([...test.labels]).toEqual([8, 9]);
    expect(test).toMatchObject({ count: 2, rows: 4, columns: 4, classes: 10 });
  });

  it('with training images trains on them and tests on all others', () => {
    writeImageFiles(folder, { set: 'made-train', count: 12, classes: 3 });
    writeImageFiles(folder, { set: 'made', count: 5, classes: 4, packed: false });
    expect(loadImageSet('made', 'train', 0)).toMatchObject({ count: 12, classes: 4 });
    expect(loadImageSet('made', 'test', 0)).toMatchObject({ count: 5, classes: 4 });
  });

  it.each([0, 3, 9])('is standardised by its training split alone, size %i', (size) => {
    writeImageFiles(folder, { set: 'made', count: 50, classes: 5 });
    const { images } = loadImageSet('made', 'train', size);
    const mean = images.reduce((sum, pixel) => sum + pixel, 0) / images.length;
    expect(mean).toBeCloseTo(0, 5);
    expect(images.reduce((sum, pixel) => sum + pixel * pixel, 0) / images.length).toBeCloseTo(1, 5);
  });

  it('puts the test split on the scale of the training split', () => {
    writeImageFiles(folder, { set: 'made', count: 50, classes: 5, side: 1 });
    const train = loadImageSet('made', 'train', 0).images;
    const test = loadImageSet('made', 'test', 0).images;
    // Image n is one pixel of value n: both splits lie on one line.
    const step = train[1] - train[0];
    expect(test[0] - train[39]).toBeCloseTo(step, 5);
    expect(train[0]).toBeCloseTo(-19.5 * step, 5);
  });

  it('is read once', () => {
    writeImageFiles(folder, { set: 'made', count: 10, classes: 2 });
    const first = loadImageSet('made', 'train', 0);
    expect(loadImageSet('made', 'train', 0)).toBe(first);
    expect(loadImageSet('made', 'train', 2)).not.toBe(first);
  });

  it('that is missing says how to get it', () => {
    expect(() => createStream('Images-v0', { set: 'kmnist' })).toThrow(
      `the set 'kmnist' is not in ${folder}: run \`murmur data download kmnist\``,
    );
    expect(() => createStream('Images-v0', { set: 'digits' })).toThrow(
      `the set 'digits' is not in ${folder}: put digits-images-idx3-ubyte.gz and digits-labels-idx1-ubyte.gz there`,
    );
    expect(() => createStream('Images-v0', { set: 'bees' })).toThrow(
      /known sets are mnist, fashion-mnist, kmnist, digits$/,
    );
  });

  it('without its labels or its images says which', () => {
    writeImageFiles(folder, { set: 'made', count: 10, classes: 2 });
    rmSync(join(folder, 'made-labels-idx1-ubyte.gz'));
    expect(() => loadImageSet('made', 'train', 0)).toThrow(
      `${folder}/made-images-idx3-ubyte.gz is there, its labels made-labels-idx1-ubyte.gz are missing`,
    );
    writeImageFiles(folder, { set: 'made', count: 10, classes: 2 });
    rmSync(join(folder, 'made-images-idx3-ubyte.gz'));
    expect(() => loadImageSet('made', 'train', 0)).toThrow(
      /its images made-images-idx3-ubyte.gz are missing$/,
    );
  });

  it('of one image cannot be split', () => {
    writeImageFiles(folder, { set: 'made', count: 1, classes: 2 });
    expect(() => loadImageSet('made', 'train', 0)).toThrow('has too few images to be split');
  });

  it('is looked for in two places when no folder is named', () => {
    vi.stubEnv('MURMURATION_DATA', undefined);
    expect(missingSet('mnist').message).toMatch(
      /is not in .*shared\/data or .*\.cache\/murmuration\/data: run/,
    );
  });
});

describe('Images-v0', () => {
  it('draws images with replacement, each with its own label', () => {
    writeImageFiles(folder, { set: 'made', count: 50, classes: 5, side: 1 });
    const { images, labels } = loadImageSet('made', 'train', 0);
    const stream = createStream('Images-v0', { set: 'made' });
    stream.reset(1);
    const met = new Map<number, number>();
    for (let step = 0; step < 4000; step++) {
      const image = images.indexOf(stream.input[0]);
      expect(stream.target.indexOf(1)).toBe(labels[image]);
      met.set(image, (met.get(image) ?? 0) + 1);
      stream.next();
    }
    expect(met.size).toBe(40);
    // Each is expected 100 times, with a standard deviation of 10.
    for (const times of met.values()) expect(Math.abs(times - 100)).toBeLessThan(50);
  });

  it('refuses names that are no names, and other splits', () => {
    expect(() => createStream('Images-v0', { set: '../mnist' })).toThrow(
      "Images-v0: option 'set' must be the name of a set: small letters, digits and hyphens, got ../mnist",
    );
    expect(() => createStream('Images-v0', { split: 'all' })).toThrow(
      "Images-v0: option 'split' must be one of train, test, got all",
    );
    expect(() => createStream('Images-v0', { size: 300 })).toThrow(
      "Images-v0: option 'size' must be an integer from 0 to 256, got 300",
    );
  });
});

describe('the real sets', () => {
  beforeEach(() => {
    vi.unstubAllEnvs();
  });
  const missing = (set: string) => (realSets.includes(set) ? '' : `: SKIPPED, ${missingSet(set).message}`);

  it.skipIf(!realSets.includes('digits'))(
    `digits has 1,437 and 360 images of 8 x 8${missing('digits')}`,
    () => {
      expect(loadImageSet('digits', 'train', 0)).toMatchObject({
        count: 1437,
        rows: 8,
        columns: 8,
        classes: 10,
      });
      expect(loadImageSet('digits', 'test', 0)).toMatchObject({
        count: 360,
        rows: 8,
        columns: 8,
        classes: 10,
      });
    },
  );

  it.skipIf(!realSets.includes('mnist'))(`mnist begins its test images with a 7${missing('mnist')}`, () => {
    // Where the full set is there the test split is the file of 10,000, else its first 8,000 are `train`.
    const [train, test] = [loadImageSet('mnist', 'train', 0), loadImageSet('mnist', 'test', 0)];
    expect([train.count, test.count]).toEqual(test.count === 10_000 ? [60_000, 10_000] : [8000, 2000]);
    const first = test.count === 10_000 ? test : train;
    // The first labels of MNIST's test split, as shown in every tutorial.
    expect([...first.labels.slice(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
  });

  it.skipIf(!realSets.includes('kmnist'))(`kmnist is a stream of 14 x 14 images${missing('kmnist')}`, () => {
    const stream = createStream('Images-v0', { set: 'kmnist', size: 14, split: 'test' });
    expect([stream.inputSize, stream.outputSize]).toEqual([196, 10]);
  });
});
