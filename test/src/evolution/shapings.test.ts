/** Shapings and rank weights: what is common to all, and each one's equation. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finiteFitness } from '../../../src/evolution/finite-fitness.ts';
import { SHAPINGS } from '../../../src/evolution/fitness-shaping.ts';
import { nesUtilities, nesUtilityTable } from '../../../src/evolution/nes-utilities.ts';
import { pairSign } from '../../../src/evolution/pair-sign.ts';
import { rankWeights } from '../../../src/evolution/rank-weights.ts';
import { standardisedFitness } from '../../../src/evolution/standardised-fitness.ts';

const anyFitness = fc
  .array(
    fc.oneof(fc.double({ min: -1e6, max: 1e6 }), fc.constantFrom(Number.NaN, -Infinity, Infinity, 0, 1)),
    { minLength: 1, maxLength: 20 },
  )
  .map((half) => Float64Array.from([...half, ...half.map((value) => -value)]));

describe.each(Object.entries(SHAPINGS))('%s', (_name, shaping) => {
  it('gives finite weights for any fitness and writes to none', () => {
    fc.assert(
      fc.property(anyFitness, (fitness) => {
        const before = fitness.slice();
        const weights = shaping(fitness);
        expect(weights.length).toBe(fitness.length);
        expect(weights.every(Number.isFinite)).toBe(true);
        expect(fitness).toEqual(before);
      }),
    );
  });

  it('never prefers the worse twin, NaN being worst', () => {
    fc.assert(
      fc.property(anyFitness, (fitness) => {
        const weights = shaping(fitness);
        for (let even = 0; even < fitness.length; even += 2) {
          const [a, b] = fitness.subarray(even, even + 2);
          if (a > b || (Number.isNaN(b) && !Number.isNaN(a))) {
            expect(weights[even]).toBeGreaterThanOrEqual(weights[even + 1] - 1e-12);
          }
        }
      }),
    );
  });

  it('gives equal weights where all are equal', () => {
    for (const value of [0, 0.1, -7, Number.NaN, Infinity]) {
      const weights = shaping(new Float64Array(6).fill(value));
      expect(new Set(weights).size).toBe(1);
    }
  });
});

it('replaces what is not finite by the worst and best that are', () => {
  const fitness = new Float64Array([Number.NaN, 3, -Infinity, 5, Infinity]);
  expect([...finiteFitness(fitness)]).toEqual([3, 3, 3, 5, 5]);
  expect([...finiteFitness(new Float64Array([Number.NaN, Infinity]))]).toEqual([0, 0]);
});

it('standardises to mean 0 and variance 1', () => {
  expect([...standardisedFitness(new Float64Array([1, 3]))]).toEqual([-1, 1]);
  expect([...standardisedFitness(new Float64Array([0.1, 0.1, 0.1]))]).toEqual([0, 0, 0]);
});

it('takes the sign of the difference within each pair', () => {
  const fitness = new Float64Array([2, 1, -5, 100, 4, 4, Number.NaN, -1e9]);
  expect([...pairSign(fitness)]).toEqual([0.5, -0.5, -0.5, 0.5, 0, 0, -0.5, 0.5]);
});

it('gives the utilities of the NES papers: none to the worse half but the baseline, and a sum of zero', () => {
  const table = nesUtilityTable(4);
  // max(0, ln 3 - ln k) = ln 3, ln 1.5, 0, 0 over their sum, ln 4.5, less a quarter.
  const expected = [Math.log(3) / Math.log(4.5), Math.log(1.5) / Math.log(4.5), 0, 0];
  for (let rank = 0; rank < 4; rank++) expect(table[rank]).toBeCloseTo(expected[rank] - 0.25, 14);
  const weights = nesUtilities(new Float64Array([1, 9, 5, 3]));
  expect([...weights]).toEqual([table[3], table[0], table[1], table[2]]);
});

it('shares the weights of ranks among those that tie', () => {
  const table = new Float64Array([4, 2, 0, -6]);
  expect([...rankWeights(new Float64Array([7, 7, 1, 9]), table)]).toEqual([1, 1, -6, 4]);
  expect([...rankWeights(new Float64Array([Number.NaN, 7, Number.NaN, 9]), table)]).toEqual([-3, 2, -3, 4]);
});
