/** TensorBoard's event files: sums with known values, and records that can be read back. */
import { expect, it } from 'vitest';
import { crc32c, encodeEventFile } from '../../../src/store/event-file.ts';

it.each([
  // RFC 3720, appendix B.4, and the check value of the CRC catalogue.
  ['32 zeros', new Uint8Array(32), 0x8a9136aa],
  ['32 bytes of ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ['"123456789"', new TextEncoder().encode('123456789'), 0xe3069283],
])('the CRC-32C of %s', (_, bytes, sum) => {
  expect(crc32c(bytes)).toBe(sum);
});

/** Reads records as TensorFlow's record reader does, sums included. */
function records(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unmask = (sum: number) => {
    const turned = (sum - 0xa282ead8) >>> 0;
    return ((turned >>> 17) | (turned << 15)) >>> 0;
  };
  const found: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = view.getUint32(at, true);
    expect(unmask(view.getUint32(at + 8, true))).toBe(crc32c(bytes.subarray(at, at + 8)));
    const data = bytes.subarray(at + 12, at + 12 + length);
    expect(unmask(view.getUint32(at + 12 + length, true))).toBe(crc32c(data));
    found.push(data);
    at += 16 + length;
  }
  return found;
}

it('begins with the version and holds one record an event', () => {
  const file = encodeEventFile([
    { wallTime: 1.5, step: 0, tag: 'a', value: 0.5 },
    { wallTime: 2.5, step: 300, tag: 'fitness/mean', value: -1 },
  ]);
  const [version, first, second] = records(file);
  expect(new TextDecoder().decode(version.subarray(11))).toBe('brain.Event:2');
  // wall_time = 1.5 (1, fixed64), step = 0 (2, varint), summary (5) of a value (1) with tag (1) and simple_value (2)
  expect([...first]).toEqual([
    ...[0x09, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f],
    ...[0x10, 0x00],
    ...[0x2a, 0x0a, 0x0a, 0x08, 0x0a, 0x01, 0x61, 0x15, 0, 0, 0, 0x3f],
  ]);
  expect([...second.subarray(9, 12)]).toEqual([0x10, 0xac, 0x02]);
});
