/** Softmax and entropy: sums, extremes, aliasing and errors. */
import { expect, it } from 'vitest';
import { entropy, softmax } from '../../../src/numerics/softmax.ts';

it('gives a distribution that ignores a common offset', () => {
  const first = new Float64Array(3);
  const second = new Float64Array(3);
  softmax(first, [1, 2, 3]);
  softmax(second, [1001, 1002, 1003]);
  expect([...first]).toEqual([...second]);
  expect(first[0] + first[1] + first[2]).toBeCloseTo(1, 15);
  expect(first[2] / first[1]).toBeCloseTo(Math.E, 14);
});

it('survives extreme logits and works in place', () => {
  const values = [-Infinity, 800, -800, 800];
  softmax(values, values);
  expect(values).toEqual([0, 0.5, 0, 0.5]);
  const one = new Float32Array(1);
  softmax(one, [-3]);
  expect(one[0]).toBe(1);
  const broken = [0, 0];
  softmax(broken, [Number.NaN, 1]);
  expect(broken).toEqual([Number.NaN, Number.NaN]);
});

it('refuses nothing and unequal lengths', () => {
  expect(() => softmax([], [])).toThrow('at least one logit');
  expect(() => softmax([0], [1, 2])).toThrow('same length, got 2 and 1');
});

it('measures entropy in nats', () => {
  expect(entropy([1, 0, 0])).toBe(0);
  expect(entropy([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(2 * Math.LN2, 15);
  expect(entropy(new Float32Array([0.5, 0.5]))).toBeCloseTo(Math.LN2, 15);
});
