/** The name of a parameter vector: SHA-256 (FIPS 180-4) over its little-endian float32 bytes, in hex. */
import { createHash } from 'node:crypto';

/** 64 hex digits; equal exactly when the bits are equal (all NaNs counting as one). */
export function hashParameters(parameters: Float32Array): string {
  const bytes = new DataView(new ArrayBuffer(parameters.length * 4));
  for (let n = 0; n < parameters.length; n++) bytes.setFloat32(n * 4, parameters[n], true);
  return createHash('sha256').update(bytes).digest('hex');
}
