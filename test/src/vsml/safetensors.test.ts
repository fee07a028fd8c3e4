/** The safetensors format: a golden file, round trips, and every refusal. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors, type NamedTensor } from '../../../src/vsml/safetensors.ts';

/** A file with this header text (or bytes' length) and data, made by hand. */
function file(header: string, data: readonly number[] = [], headerLength?: number): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength ?? text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

const ZERO = [0, 0, 0, 0];
const entry = (shape: number[], begin: number, end: number, dtype = 'F32') =>
  JSON.stringify({ dtype, shape, data_offsets: [begin, end] });

it('writes a tiny file byte for byte', () => {
  const bytes = encodeSafetensors({
    tensors: [{ name: 'w', shape: [2], values: new Float32Array([1, -2]) }],
    metadata: { a: 'b' },
  });
  const header = '{"__metadata__":{"a":"b"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}';
  expect(header.length).toBe(79);
  // The header is padded with one space to 80 = 0x50 bytes; data is little-endian.
  const expected = [0x50, 0, 0, 0, 0, 0, 0, 0, ...new TextEncoder().encode(`${header} `)];
  expect([...bytes]).toEqual([...expected, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
});

it('gives back every bit of every tensor, in order', () => {
  const tensor = fc
    .record({
      name: fc.string(),
      shape: fc.array(fc.nat(4), { maxLength: 3 }),
      seed: fc.array(fc.float(), { minLength: 1 }),
    })
    .map(({ name, shape, seed }): NamedTensor => {
      const length = shape.reduce((product, axis) => product * axis, 1);
      return { name, shape, values: Float32Array.from({ length }, (_, n) => seed[n % seed.length]) };
    });
  const numeric = /^(0|[1-9]\d*)$/;
  const usable = ({ name }: NamedTensor) =>
    !['__metadata__', '__proto__'].includes(name) && !numeric.test(name);
  fc.assert(
    fc.property(
      fc.uniqueArray(tensor.filter(usable), { selector: ({ name }) => name, maxLength: 5 }),
      fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true }),
      (tensors, metadata) => {
        expect(decodeSafetensors(encodeSafetensors({ tensors, metadata }))).toEqual({ tensors, metadata });
      },
    ),
  );
});

it('reads a file without metadata, and one inside a larger buffer', () => {
  const bytes = file(`{"x":${entry([1], 0, 4)}}`, [0, 0, 0x80, 0x3f]);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  const expected = { tensors: [{ name: 'x', shape: [1], values: new Float32Array([1]) }], metadata: {} };
  expect(decodeSafetensors(bytes)).toEqual(expected);
  expect(decodeSafetensors(shifted.subarray(3))).toEqual(expected);
});

it.each<[string, Uint8Array, string]>([
  ['an empty file', new Uint8Array(0), 'the file is truncated: it has no header length'],
  [
    'a header that ends early',
    file('{}', [], 3),
    'the file is truncated: it ends inside the header, at byte 10',
  ],
  [
    'a header too long',
    file('{}', [], 2 ** 40),
    'the header is 1099511627776 bytes long, more than 100000000',
  ],
  ['a header that begins with a space', file(' {}'), 'the header must begin with {'],
  ['a header that is not JSON', file('{"a":}'), 'the header is not JSON in UTF-8'],
  ['metadata that is not text', file('{"__metadata__":{"a":1}}'), '__metadata__ must map names to text'],
  ['an entry that is not an object', file('{"x":1}'), 'tensor "x" is not described by an object'],
  [
    'another dtype',
    file(`{"x":${entry([1], 0, 4, 'F16')}}`, ZERO),
    'tensor "x" has dtype "F16", only "F32" is read',
  ],
  [
    'a negative axis',
    file(`{"x":${entry([-1], 0, 4)}}`, ZERO),
    'tensor "x" must have a shape of non-negative integers',
  ],
  [
    'offsets backwards',
    file(`{"x":${entry([1], 4, 0)}}`, ZERO),
    'tensor "x" of shape [1] needs 4 bytes, not -4',
  ],
  [
    'a shape of another size',
    file(`{"x":${entry([2], 0, 4)}}`, ZERO),
    'tensor "x" of shape [2] needs 8 bytes, not 4',
  ],
  [
    'offsets that are not two',
    file('{"x":{"dtype":"F32","shape":[1],"data_offsets":[0]}}', ZERO),
    'tensor "x" must have two data_offsets, non-negative integers',
  ],
  [
    'data that ends early',
    file(`{"x":${entry([2], 0, 8)}}`, ZERO),
    'the file is truncated: tensor "x" ends at byte 8 of 4 bytes of data',
  ],
  [
    'an overlap',
    file(`{"x":${entry([2], 0, 8)},"y":${entry([1], 4, 8)}}`, [...ZERO, ...ZERO]),
    'tensor "y" overlaps the tensor before it',
  ],
  [
    'a hole',
    file(`{"x":${entry([1], 4, 8)}}`, [...ZERO, ...ZERO]),
    'tensor "x" leaves a hole of 4 bytes before it',
  ],
  ['a tail', file(`{"x":${entry([1], 0, 4)}}`, [...ZERO, 7]), '1 bytes after the last tensor belong to none'],
  [
    'a name that stands twice',
    file(`{"x":${entry([1], 0, 4)},"\\u0078":${entry([1], 4, 8)}}`, [...ZERO, ...ZERO]),
    'the header holds "x" twice',
  ],
])('refuses %s', (_case, bytes, message) => {
  expect(() => decodeSafetensors(bytes)).toThrow(message);
});

it('refuses every truncation of a good file', () => {
  const bytes = encodeSafetensors({
    tensors: [{ name: 'x', shape: [3], values: new Float32Array(3) }],
    metadata: {},
  });
  for (let length = 0; length < bytes.length; length++) {
    expect(() => decodeSafetensors(bytes.subarray(0, length))).toThrow('truncated');
  }
});

it('refuses to write a name twice or values that do not fill their shape', () => {
  const x = { name: 'x', shape: [1], values: new Float32Array(1) };
  expect(() => encodeSafetensors({ tensors: [x, x], metadata: {} })).toThrow(
    'tensor name "x" is reserved or used twice',
  );
  expect(() => encodeSafetensors({ tensors: [{ ...x, shape: [2] }], metadata: {} })).toThrow(
    'tensor x of shape [2] cannot hold 1 values',
  );
});
