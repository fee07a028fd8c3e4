/** Guided ES: its subspace, the shares of its variance, and where surrogate gradients come from. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { guide, guidedEs } from '../../../src/evolution/guided-es.ts';
import { guidedNoise, orthonormalBasis } from '../../../src/evolution/guided-subspace.ts';

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, n) => sum + value * b[n], 0);

it('makes rows of length 1 at right angles, and leaves out what depends on others', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 24 }), (values) => {
      const vectors = Float64Array.from(values.slice(0, values.length - (values.length % 4)));
      const basis = orthonormalBasis(vectors, 4);
      for (let a = 0; a < basis.length; a += 4) {
        for (let b = 0; b <= a; b += 4) {
          const product = dot(basis.subarray(a, a + 4), basis.subarray(b, b + 4));
          expect(product).toBeCloseTo(a === b ? 1 : 0, 10);
        }
      }
    }),
  );
  expect(orthonormalBasis(Float64Array.of(1, 2, 2, 4), 2).length).toBe(2);
  expect(orthonormalBasis(new Float64Array(4), 2).length).toBe(0);
});

it('spends the share of the variance that the trade-off leaves on the subspace', () => {
  const basis = Float64Array.of(0, 1, 0, 0, 0);
  const proposal = { strategy: 'guided-es', mean: new Float32Array(5), sigma: 1, seed: 3, generation: 0 };
  const squares = [0, 0];
  const draws = 4000;
  for (let pair = 0; pair < draws; pair++) {
    const noise = guidedNoise({ ...proposal, populationSize: 2 * draws }, pair, { basis, tradeOff: 0.2 });
    squares[0] += noise[0] ** 2 / draws;
    squares[1] += noise[1] ** 2 / draws;
  }
  // 0.2 in every direction and 0.8 x 5 more along the basis; standard errors are 0.0045 and 0.094.
  expect(squares[0]).toBeCloseTo(0.2, 1);
  expect(Math.abs(squares[1] - 4.2)).toBeLessThan(0.4);
});

it('takes surrogate gradients from outside, the newest few, and then adds none of its own', () => {
  let state = guidedEs.init({ ...guidedEs.defaults(2), subspace: 2 }, new Float32Array(2), 1);
  for (const first of [1, 2, 3]) state = guide(state, Float64Array.of(first, 0));
  expect([...state.search.surrogates]).toEqual([2, 0, 3, 0]);
  const fitness = Float64Array.from({ length: 32 }, (_, member) => member);
  expect(guidedEs.tell(state, fitness, 1).state.search.surrogates).toEqual(state.search.surrogates);
  expect(() => guide(state, new Float64Array(3))).toThrow('the gradient must hold 2 values, got 3');
});

it('is led by its own estimates where nobody guides it', () => {
  const state = guidedEs.init(guidedEs.defaults(2), new Float32Array(2), 1);
  const fitness = Float64Array.from({ length: 32 }, (_, member) => member);
  expect(guidedEs.tell(state, fitness, 1).state.search.surrogates.length).toBe(2);
});
