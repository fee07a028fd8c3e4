/** The IDX reader, on small files made here: what it reads, and what it says of files that are not right. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIdx, readIdx, readIdxShape, readLabelledImages } from '../../../envs/streams/idx.ts';
import { uint32At } from '../../../src/numerics/noise.ts';
import { STREAM } from '../../../src/numerics/streams.ts';
import { temporaryDirectory } from '../../fixtures/temporary-directory.ts';
import { encodeIdx, writeImageFiles } from './image-files.ts';

function file(bytes: Uint8Array, name = 'file'): string {
  const path = join(temporaryDirectory(), name);
  writeFileSync(path, bytes);
  return path;
}

describe('reading', () => {
  it('gives shape and values of any array of bytes, plain or gzip', () => {
    const array = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 }).chain((shape) => {
      const length = shape.reduce((product, size) => product * size, 1);
      return fc.record({
        shape: fc.constant(shape),
        values: fc.uint8Array({ minLength: length, maxLength: length }),
      });
    });
    fc.assert(
      fc.property(array, ({ shape, values }) => {
        expect(parseIdx(encodeIdx(shape, values), 'it')).toEqual({ shape, values });
      }),
    );
    const bytes = encodeIdx([2, 1, 3], [1, 2, 3, 4, 5, 255]);
    for (const path of [file(bytes), file(gzipSync(bytes))]) {
      expect(readIdx(path).shape).toEqual([2, 1, 3]);
      expect([...readIdx(path).values]).toEqual([1, 2, 3, 4, 5, 255]);
      expect(readIdxShape(path)).toEqual([2, 1, 3]);
    }
  });

  it('reads sizes as big-endian words', () => {
    const shape = readIdx(file(encodeIdx([258, 1], new Uint8Array(258)))).shape;
    expect(shape).toEqual([258, 1]);
  });

  it('reads the shape of a large packed file from its beginning', () => {
    const noise = Uint8Array.from({ length: 100_000 }, (_, n) => uint32At(1, STREAM.test, n));
    const packed = gzipSync(encodeIdx([10, 100, 100], noise));
    expect(packed.length).toBeGreaterThan(8192);
    expect(readIdxShape(file(packed))).toEqual([10, 100, 100]);
  });
});

describe('a file that is not right', () => {
  const good = encodeIdx([2, 2], [1, 2, 3, 4]);
  const changed = (at: number, byte: number) => good.with(at, byte);
  it.each([
    ['without a header', good.subarray(0, 3), 'is cut short: it has no IDX header'],
    ['with half a header', good.subarray(0, 9), 'is cut short: its header of 2 dimensions is not whole'],
    ['cut short', good.subarray(0, 14), 'is cut short: it has 2 of 4 values'],
    ['too long', Uint8Array.from([...good, 9]), 'has the wrong size: 5 values where its header says 2 x 2'],
    [
      'of another format',
      changed(0, 0x50),
      'is not an IDX file: it begins with 50000802, an IDX file with 0000',
    ],
    ['of another type', changed(2, 13), 'holds values of type 13; only unsigned bytes (type 8) are read'],
    ['packed and cut short', gzipSync(good).subarray(0, -10), 'is cut short: its gzip stream does not end'],
    ['packed and damaged', gzipSync(good).fill(7, 12, 16), 'is damaged: '],
  ])('%s is named with what is wrong', (_, bytes, complaint) => {
    const path = file(bytes);
    expect(() => readIdx(path)).toThrow(`${path} ${complaint}`);
  });

  it('that is missing or no file is named', () => {
    const folder = temporaryDirectory();
    mkdirSync(join(folder, 'folder'));
    expect(() => readIdx(join(folder, 'none'))).toThrow(`${folder}/none is missing`);
    expect(() => readIdxShape(join(folder, 'none'))).toThrow(`${folder}/none is missing`);
    expect(() => readIdx(join(folder, 'folder'))).toThrow(`${folder}/folder cannot be read (EISDIR)`);
  });
});

describe('images and labels', () => {
  const read = (images: Uint8Array, labels: Uint8Array) => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, 'images'), images);
    writeFileSync(join(folder, 'labels'), labels);
    return readLabelledImages(join(folder, 'images'), join(folder, 'labels'));
  };

  it('come together', () => {
    const folder = temporaryDirectory();
    writeImageFiles(folder, { set: 'made', count: 6, classes: 3, side: 2 });
    const images = readLabelledImages(
      join(folder, 'made-images-idx3-ubyte.gz'),
      join(folder, 'made-labels-idx1-ubyte.gz'),
    );
    expect(images).toMatchObject({ count: 6, rows: 2, columns: 2 });
    expect([...images.labels]).toEqual([0, 1, 2, 0, 1, 2]);
    expect([0, 1, 2, 3, 4, 5].map((n) => images.pixels[4 * n])).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it.each([
    ['of different number', [2, 1, 1], [3], /images has 2 images but .*labels has 3 labels$/],
    ['with images of no rows', [2, 2], [2], /images must hold images in 3 dimensions, it has 2$/],
    ['with labels in a table', [2, 1, 1], [2, 1], /labels must hold labels in 1 dimension, it has 2$/],
    ['of nothing', [0, 1, 1], [0], /images is empty$/],
  ])('%s are refused', (_, imageShape, labelShape, sentence) => {
    const zeros = (shape: number[]) => encodeIdx(shape, new Uint8Array(shape.reduce((a, b) => a * b)));
    expect(() => read(zeros(imageShape), zeros(labelShape))).toThrow(sentence);
  });
});
