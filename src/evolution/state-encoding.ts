/**
 * Strategy states as bytes: JSON in which each typed array is an object with its type and base64 data, so that a
 * checkpoint gives back every bit and can be read by any program.
 */
import * as z from 'zod';

const arraySchema = z.strictObject({ $array: z.enum(['float32', 'float64']), data: z.base64() });

function toBase64(values: Float32Array | Float64Array): string {
  const size = values.BYTES_PER_ELEMENT;
  const view = new DataView(new ArrayBuffer(values.length * size));
  for (let n = 0; n < values.length; n++) {
    if (size === 4) view.setFloat32(n * 4, values[n], true);
    else view.setFloat64(n * 8, values[n], true);
  }
  return Buffer.from(view.buffer).toString('base64');
}

function fromBase64(type: 'float32' | 'float64', data: string): Float32Array | Float64Array {
  const bytes = Buffer.from(data, 'base64');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'float32') {
    return Float32Array.from({ length: bytes.length / 4 }, (_, n) => view.getFloat32(n * 4, true));
  }
  return Float64Array.from({ length: bytes.length / 8 }, (_, n) => view.getFloat64(n * 8, true));
}

/**
 * UTF-8 JSON of a state made of JSON values, `Float32Array` and `Float64Array`.
 * @throws TypeError for a number outside arrays that JSON cannot hold
 */
export function encodeState(state: unknown): Uint8Array {
  const json = JSON.stringify(state, (key, value: unknown) => {
    if (value instanceof Float32Array) return { $array: 'float32', data: toBase64(value) };
    if (value instanceof Float64Array) return { $array: 'float64', data: toBase64(value) };
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new TypeError(`a state holds finite numbers outside its arrays, got ${value} at ${key}`);
    }
    return value;
  });
  return new TextEncoder().encode(json);
}

/** The inverse of `encodeState`. @throws SyntaxError for bytes that are not JSON */
export function decodeState(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes), (_key, value: unknown) => {
    const array = arraySchema.safeParse(value);
    return array.success ? fromBase64(array.data.$array, array.data.data) : value;
  });
}
