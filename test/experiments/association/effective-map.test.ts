/** The effective map: what a learner has learned, read from outside. */
import { describe, expect, it } from 'vitest';
import { cosine, effectiveMap, norm, outerProduct } from '../../../experiments/association/effective-map.ts';
import type { Probe } from '../../../experiments/supervised/probe.ts';

/** y = bias + x W, W = [[1, 3], [5, -1], [0, 2]]. */
const linear: Probe = (input, prediction) => {
  prediction[0] = 7 + input[0] + 5 * input[1];
  prediction[1] = -2 + 3 * input[0] - input[1] + 2 * input[2];
};

describe('the effective map', () => {
  it('of a linear learner is its weights, less what all outputs share, whatever its bias', () => {
    expect([...effectiveMap(linear, 3, 2)]).toEqual([-1, 1, 3, -3, -1, 1]);
  });

  it('of a learner that says nothing is zero', () => {
    expect(norm(effectiveMap((_input, prediction) => prediction.fill(0), 3, 2))).toBe(0);
  });
});

describe('directions', () => {
  it('an outer product has a row for each input and a column for each output', () => {
    const product = outerProduct(Float32Array.of(2, -1), Float32Array.of(1, 0, 3));
    expect([...product]).toEqual([2, 0, 6, -1, -0, -3]);
  });

  it('cosines are 1 along, -1 against, 0 across, and 0 where there is no direction', () => {
    const east = Float64Array.of(2, 0);
    expect(cosine(east, Float64Array.of(5, 0))).toBe(1);
    expect(cosine(east, Float64Array.of(-1, 0))).toBe(-1);
    expect(cosine(east, Float64Array.of(0, 3))).toBe(0);
    expect(cosine(east, Float64Array.of(0, 0))).toBe(0);
  });
});
