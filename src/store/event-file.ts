/**
 * Scalars as a TensorBoard event file: length-prefixed records with masked CRC-32C sums (the TFRecord format), each an
 * Event message with a Summary of one value (TensorFlow's event.proto and summary.proto). Written by hand, since the one
 * library that writes it is tfjs-node, which does not install everywhere.
 */

export interface ScalarEvent {
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly step: number;
  readonly tag: string;
  readonly value: number;
}

const CASTAGNOLI = 0x82f63b78;
const MASK_DELTA = 0xa282ead8;

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ CASTAGNOLI : crc >>> 1;
  return crc;
});

/** CRC-32C. (RFC 3720, appendix B.4) */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Turned and shifted, so that a sum of bytes that hold sums is not itself of that form. */
function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;
}

function record(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(16 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length, true);
  view.setUint32(8, masked(crc32c(bytes.subarray(0, 8))), true);
  bytes.set(data, 12);
  view.setUint32(12 + data.length, masked(crc32c(data)), true);
  return bytes;
}

/** A field of a protocol buffer: its number and wire type, then its bytes. */
function field(number: number, wireType: 0 | 1 | 2 | 5, payload: readonly number[] | Uint8Array): number[] {
  const length = wireType === 2 ? varint(payload.length) : [];
  return [(number << 3) | wireType, ...length, ...payload];
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

const double = (value: number) => new Uint8Array(new Float64Array([value]).buffer);
const float = (value: number) => new Uint8Array(new Float32Array([value]).buffer);
const text = (value: string) => new TextEncoder().encode(value);

function event({ wallTime, step, tag, value }: ScalarEvent): Uint8Array {
  const summaryValue = [...field(1, 2, text(tag)), ...field(2, 5, float(value))];
  const summary = field(1, 2, summaryValue);
  return Uint8Array.from([
    ...field(1, 1, double(wallTime)),
    ...field(2, 0, varint(step)),
    ...field(5, 2, summary),
  ]);
}

/** The bytes of an event file; TensorBoard finds files whose name holds `tfevents`. */
export function encodeEventFile(events: readonly ScalarEvent[]): Uint8Array {
  const start = Uint8Array.from([
    ...field(1, 1, double(events[0]?.wallTime ?? 0)),
    ...field(3, 2, text('brain.Event:2')),
  ]);
  return Buffer.concat([record(start), ...events.map((one) => record(event(one)))]);
}
