/** A 64-bit fingerprint of bytes (two FNV-1a hashes with different offsets), to prove that two lifetimes are the same. */

const PRIME = 0x01000193;

/** Extends a fingerprint by the bytes of an array; start from `EMPTY_HASH`. */
export function extendHash(hash: readonly [number, number], values: ArrayBufferView): [number, number] {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let [first, second] = hash;
  for (let n = 0; n < bytes.length; n++) {
    first = Math.imul(first ^ bytes[n], PRIME);
    second = Math.imul(second ^ bytes[n] ^ (n & 0xff), PRIME);
  }
  return [first >>> 0, second >>> 0];
}

export const EMPTY_HASH: readonly [number, number] = [0x811c9dc5, 0x9747b28c];

/** A fingerprint as 16 hexadecimal digits. */
export function formatHash([first, second]: readonly [number, number]): string {
  return first.toString(16).padStart(8, '0') + second.toString(16).padStart(8, '0');
}
