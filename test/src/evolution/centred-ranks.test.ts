/** Centred ranks: their sum, order, ties and NaN. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { centredRanks } from '../../../src/evolution/centred-ranks.ts';

const finite = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 40 });
const withTies = fc.array(fc.constantFrom(-1, 0, -0, 1, 2, Number.NaN, -Infinity, Infinity), {
  minLength: 1,
  maxLength: 40,
});

it('ranks evenly from -0.5 to 0.5', () => {
  expect([...centredRanks(new Float64Array([30, -5, 10, 20, 0]))]).toEqual([0.5, -0.5, 0, 0.25, -0.25]);
});

it('gives ties their mean rank', () => {
  expect([...centredRanks(new Float64Array([1, 3, 3, 2, 3]))]).toEqual([-0.5, 0.25, 0.25, -0.25, 0.25]);
});

it('ranks NaN below everything, and all NaN alike', () => {
  expect([...centredRanks(new Float64Array([Number.NaN, -Infinity, 7, Number.NaN, 8]))]).toEqual([
    -0.375, 0, 0.25, -0.375, 0.5,
  ]);
});

it('gives a single member no weight', () => {
  expect([...centredRanks(new Float64Array([5]))]).toEqual([0]);
  expect(centredRanks(new Float64Array(0)).length).toBe(0);
});

it('sums to zero', () => {
  fc.assert(
    fc.property(fc.oneof(finite, withTies), (fitness) => {
      const sum = centredRanks(Float64Array.from(fitness)).reduce((total, weight) => total + weight, 0);
      expect(Math.abs(sum)).toBeLessThan(1e-12);
    }),
  );
});

it('is zero where all are equal', () => {
  fc.assert(
    fc.property(fc.double(), fc.integer({ min: 1, max: 30 }), (value, members) => {
      expect(centredRanks(new Float64Array(members).fill(value)).every((weight) => weight === 0)).toBe(true);
    }),
  );
});

it('moves with a permutation of the members', () => {
  fc.assert(
    fc.property(fc.oneof(finite, withTies), fc.nat(1000), (fitness, seed) => {
      const order = fitness
        .map((_, n) => n)
        .sort((a, b) => ((a * 7919 + seed) % 101) - ((b * 7919 + seed) % 101));
      const weights = centredRanks(Float64Array.from(fitness));
      const shuffled = centredRanks(Float64Array.from(order, (n) => fitness[n]));
      expect([...shuffled]).toEqual(order.map((n) => weights[n]));
    }),
  );
});

it('is blind to any increasing change of scale', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), (fitness) => {
      const weights = centredRanks(Float64Array.from(fitness));
      const cubed = centredRanks(Float64Array.from(fitness, (value) => value * value * value + value));
      expect(cubed).toEqual(weights);
    }),
  );
});
