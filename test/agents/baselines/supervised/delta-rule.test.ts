/** The delta rule: what a key recalls after a value was stored under it. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recallValue, storeValue } from '../../../../agents/baselines/supervised/delta-rule.ts';

const moderate = fc.double({ min: -4, max: 4, noNaN: true });
/** A memory of 3 x 2, a key of length 1 and a value. */
const situation = fc
  .record({
    memory: fc.array(moderate, { minLength: 6, maxLength: 6 }),
    direction: fc.array(moderate, { minLength: 3, maxLength: 3 }),
    value: fc.array(moderate, { minLength: 2, maxLength: 2 }),
  })
  .filter(({ direction }) => Math.hypot(...direction) > 0.1)
  .map(({ memory, direction, value }) => ({
    memory: Float32Array.from(memory),
    key: Float64Array.from(direction, (component) => component / Math.hypot(...direction)),
    value: Float64Array.from(value),
  }));

function recalled(memory: Float32Array, key: Float64Array): Float64Array {
  const recall = new Float64Array(2);
  recallValue(memory, key, recall);
  return recall;
}

describe('the delta rule', () => {
  it('recalls a value stored at rate 1 under a key of length 1, whatever was there before', () => {
    fc.assert(
      fc.property(situation, ({ memory, key, value }) => {
        storeValue(memory, key, value, 1, new Float64Array(2));
        const recall = recalled(memory, key);
        for (let j = 0; j < 2; j++) expect(recall[j]).toBeCloseTo(value[j], 4);
      }),
    );
  });

  it('moves what is recalled by the rate towards the value', () => {
    fc.assert(
      fc.property(situation, fc.double({ min: 0, max: 1, noNaN: true }), ({ memory, key, value }, rate) => {
        const before = recalled(memory, key);
        storeValue(memory, key, value, rate, new Float64Array(2));
        const after = recalled(memory, key);
        for (let j = 0; j < 2; j++) {
          expect(after[j]).toBeCloseTo(before[j] + rate * (value[j] - before[j]), 4);
        }
      }),
    );
  });

  it('leaves what orthogonal keys recall', () => {
    const memory = Float32Array.of(1, 2, 3, 4, 5, 6);
    storeValue(memory, Float64Array.of(0, 1, 0), Float64Array.of(-7, 9), 1, new Float64Array(2));
    expect([...memory]).toEqual([1, 2, -7, 9, 5, 6]);
  });

  it('gives back what the key recalled before', () => {
    const recall = new Float64Array(2);
    storeValue(Float32Array.of(1, 2, 3, 4), Float64Array.of(1, 1), Float64Array.of(0, 0), 0.5, recall);
    expect([...recall]).toEqual([4, 6]);
  });
});
