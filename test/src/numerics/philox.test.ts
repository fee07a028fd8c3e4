/** Philox4x32-10 against the known-answer vectors published with Random123. */
import { expect, it } from 'vitest';
import { philox4x32 } from '../../../src/numerics/philox.ts';

/** Four words of the counter, two of the key, four expected. */
const VECTORS: readonly (readonly number[])[] = [
  [0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  [
    0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e,
    0xa20bc7c6, 0x6d5451fd,
  ],
  [
    0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb,
    0x5001e420, 0x24126ea1,
  ],
];

it.each(VECTORS)('reproduces the vector that starts with counter %i', (...vector) => {
  const [c0, c1, c2, c3, k0, k1, ...expected] = vector;
  const out = new Uint32Array(4);
  philox4x32(out, c0, c1, c2, c3, k0, k1);
  expect([...out]).toEqual(expected);
});

it('takes negative words modulo 2^32', () => {
  const signed = new Uint32Array(4);
  const unsigned = new Uint32Array(4);
  philox4x32(signed, -1, -2, 3, 4, -5, 6);
  philox4x32(unsigned, 0xffffffff, 0xfffffffe, 3, 4, 0xfffffffb, 6);
  expect(signed).toEqual(unsigned);
});
