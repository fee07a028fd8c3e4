/** Resizing by area: what it keeps, and small cases worked out by hand. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { areaResizer } from '../../../envs/streams/area-average.ts';

function resized(image: number[], from: readonly [number, number], to: readonly [number, number]): number[] {
  const target = new Float32Array(to[0] * to[1]);
  areaResizer(from, to)(image, 0, target, 0);
  return [...target];
}

it('averages blocks when sizes divide', () => {
  expect(resized([1, 3, 5, 7, 1, 1, 9, 9], [2, 4], [1, 2])).toEqual([1.5, 7.5]);
});

it('takes parts of pixels when they do not', () => {
  // Three pixels onto two: each takes one and a half, two thirds of it from the outer one.
  expect(resized([0, 3, 9], [1, 3], [1, 2])).toEqual([1, 7]);
});

it('repeats pixels when sizes multiply', () => {
  expect(resized([1, 2, 3, 4], [2, 2], [4, 4])).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
});

it('leaves an image of the right size alone', () => {
  const image = [0, 255, 17, 3, 9, 1];
  expect(resized(image, [2, 3], [2, 3])).toEqual(image);
});

it('keeps the mean', () => {
  const side = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(
      fc.tuple(side, side, side, side),
      fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
      (sides, values) => {
        const [rows, columns, newRows, newColumns] = sides;
        const image = [...values.take(rows * columns)];
        const mean = (pixels: number[]) => pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
        expect(mean(resized(image, [rows, columns], [newRows, newColumns]))).toBeCloseTo(mean(image), 3);
      },
    ),
  );
});
