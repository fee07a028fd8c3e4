/** The parameter hash against known digests. */
import { expect, it } from 'vitest';
import { hashParameters } from '../../../src/evolution/parameter-hash.ts';

it('is SHA-256 over little-endian float32 bytes', () => {
  // printf '\x00\x00\x80\x3f\x00\x00\x00\xc0' | sha256sum, the bytes of 1 and -2
  expect(hashParameters(new Float32Array([1, -2]))).toBe(
    'ee4ac73c2bd27756ab82780f27c73a7bc4d3f0bb6acb37e008bc27eccd7e588b',
  );
  // printf '' | sha256sum
  expect(hashParameters(new Float32Array(0))).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
});

it('tells 0 from -0, since their bits differ', () => {
  expect(hashParameters(new Float32Array([0]))).not.toBe(hashParameters(new Float32Array([-0])));
});

it('sees a view, not the buffer behind it', () => {
  const whole = new Float32Array([9, 1, -2, 9]);
  expect(hashParameters(whole.subarray(1, 3))).toBe(hashParameters(new Float32Array([1, -2])));
});
