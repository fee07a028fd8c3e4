/** States as bytes: every bit comes back. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeState, encodeState } from '../../../src/evolution/state-encoding.ts';

it('gives back numbers, text, nesting and typed arrays to the bit', () => {
  fc.assert(
    fc.property(
      fc.float32Array(),
      fc.float64Array(),
      fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => value + 0),
      (single, double, scalar) => {
        const state = { single, nested: [{ double }, 'text', null, true], scalar: scalar === 0 ? 0 : scalar };
        expect(decodeState(encodeState(state))).toEqual(state);
      },
    ),
  );
});

it('keeps what is special inside arrays', () => {
  const values = new Float64Array([Number.NaN, Infinity, -Infinity, -0, 5e-324]);
  expect(decodeState(encodeState({ values }))).toEqual({ values });
});

it('refuses a number that JSON would silently turn into null', () => {
  expect(() => encodeState({ seed: Number.NaN })).toThrow(
    'a state holds finite numbers outside its arrays, got NaN at seed',
  );
});
