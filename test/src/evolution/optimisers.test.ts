/** Optimisers: momentum, ClipUp, and their states. (Adam has a file of its own.) */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepClipUp } from '../../../src/evolution/clip-up.ts';
import { initVelocity, stepMomentum } from '../../../src/evolution/momentum.ts';
import {
  initOptimiser,
  OPTIMISERS,
  optimiserStateSchema,
  stepOptimiser,
} from '../../../src/evolution/optimiser.ts';
import { decodeState, encodeState } from '../../../src/evolution/state-encoding.ts';

it('momentum sums gradients, the older ones decaying by 0.9', () => {
  let state = initVelocity(2);
  for (const gradient of [
    [1, 0],
    [0, 10],
    [1, 0],
  ]) {
    state = stepMomentum(state, Float64Array.from(gradient)).state;
  }
  expect(state.velocity[0]).toBeCloseTo(0.81 + 1, 14);
  expect(state.velocity[1]).toBeCloseTo(9, 14);
});

it('ClipUp’s first step has length 1 whatever the scale of the gradient, and never more than 2', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 8 }),
      (values) => {
        const gradient = Float64Array.from(values);
        fc.pre(gradient.some((value) => Math.abs(value) > 1e-9));
        let state = initVelocity(gradient.length);
        for (let step = 0; step < 40; step++) {
          const stepped = stepClipUp(state, gradient);
          const length = Math.hypot(...stepped.update);
          if (step === 0) expect(length).toBeCloseTo(1, 10);
          expect(length).toBeLessThan(2 + 1e-9);
          state = stepped.state;
        }
      },
    ),
  );
});

it('ClipUp comes to rest where the gradient is zero', () => {
  const { state } = stepClipUp(initVelocity(1), new Float64Array([3]));
  expect(stepClipUp(state, new Float64Array(1)).update[0]).toBeCloseTo(0.9, 14);
});

describe.each(OPTIMISERS)('%s', (name) => {
  it('climbs along the gradient, writes to nothing it is given and survives its bytes', () => {
    const gradient = new Float64Array([2, -1]);
    const state = initOptimiser(name, 2);
    const before = encodeState(state);
    const { update, state: next } = stepOptimiser(name, state, gradient);
    expect(update[0]).toBeGreaterThan(0);
    expect(update[1]).toBeLessThan(0);
    expect(encodeState(state)).toEqual(before);
    expect(optimiserStateSchema.parse(decodeState(encodeState(next)))).toEqual(next);
  });

  it('refuses a state of another optimiser or size', () => {
    const other = initOptimiser(name === 'adam' ? 'momentum' : 'adam', 2);
    expect(() => stepOptimiser(name, other, new Float64Array(2))).toThrow(`not one of the optimiser ${name}`);
    expect(() => stepOptimiser(name, initOptimiser(name, 3), new Float64Array(2))).toThrow(
      'for 2 parameters',
    );
  });
});
