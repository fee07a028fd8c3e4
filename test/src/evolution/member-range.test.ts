/** How a population is cut: every member once, in order, in ranges that even out whoever is late. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { memberRanges, taperedRanges } from '../../../src/evolution/member-range.ts';

const sizes = (ranges: readonly { readonly start: number; readonly end: number }[]) =>
  ranges.map(({ start, end }) => end - start);

it('cuts into equal ranges, the last of which may be smaller', () => {
  expect(sizes(memberRanges(10, 4))).toEqual([4, 4, 2]);
});

it('cuts into ranges that shrink towards the end', () => {
  expect(sizes(taperedRanges(100, 2, 20, 3))).toEqual([20, 20, 15, 12, 9, 6, 5, 4, 3, 3, 3]);
});

it('gives every member once and in order, never more at a time than the largest share and never less than the smallest', () => {
  const members = fc.integer({ min: 1, max: 3000 });
  const workers = fc.integer({ min: 1, max: 500 });
  const bounds = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 400 }));
  fc.assert(
    fc.property(members, workers, bounds, (population, count, [a, b]) => {
      const [largest, smallest] = [Math.max(a, b), Math.min(a, b)];
      const ranges = taperedRanges(population, count, largest, smallest);
      expect(ranges[0].start).toBe(0);
      expect(ranges.at(-1)?.end).toBe(population);
      ranges.slice(1).forEach(({ start }, n) => {
        expect(start).toBe(ranges[n].end);
      });
      const all = sizes(ranges);
      expect(Math.max(...all)).toBeLessThanOrEqual(largest);
      expect(Math.min(...all.slice(0, -1), population)).toBeGreaterThanOrEqual(
        Math.min(smallest, population),
      );
      expect(all).toEqual([...all].sort((x, y) => y - x));
    }),
  );
});
