/** Adam against the formulas of its paper. */
import { expect, it } from 'vitest';
import { initAdam, stepAdam } from '../../../src/evolution/adam.ts';

it('steps by the sign of the gradient at first, whatever its scale', () => {
  const { update } = stepAdam(initAdam(3), new Float64Array([1e-3, -5, 1000]));
  expect(update[0]).toBeCloseTo(1, 4);
  expect(update[1]).toBeCloseTo(-1, 8);
  expect(update[2]).toBeCloseTo(1, 8);
});

it('follows algorithm 1 over several steps', () => {
  const gradients = [0.5, -0.2, 0.7, 0.1];
  let state = initAdam(1);
  let first = 0;
  let second = 0;
  gradients.forEach((gradient, step) => {
    const result = stepAdam(state, new Float64Array([gradient]));
    first = 0.9 * first + 0.1 * gradient;
    second = 0.999 * second + 0.001 * gradient ** 2;
    const expected = first / (1 - 0.9 ** (step + 1)) / (Math.sqrt(second / (1 - 0.999 ** (step + 1))) + 1e-8);
    expect(result.update[0]).toBeCloseTo(expected, 12);
    state = result.state;
  });
});

it('leaves the old state as it was, and rests at a zero gradient', () => {
  const before = initAdam(2);
  expect([...stepAdam(before, new Float64Array(2)).update]).toEqual([0, 0]);
  stepAdam(before, new Float64Array([1, 1]));
  expect(before).toEqual(initAdam(2));
});
