/** The backends that tests run on: those that every checkout has, and tfjs-node where it loads. */
import { type BackendName, chooseBackend } from '../../../../src/vsml/differentiable/backend.ts';

const fastest = await chooseBackend();
if (fastest.name !== 'tensorflow') {
  process.stderr.write(`TESTS ON TFJS-NODE ARE SKIPPED. ${fastest.rejections.join(' ')}\n`);
}

export const everyBackend: readonly BackendName[] =
  fastest.name === 'tensorflow' ? ['cpu', 'wasm', 'tensorflow'] : ['cpu', 'wasm'];

/** The greatest absolute difference of two arrays of one length; NaN anywhere makes it NaN. */
export function furthest(found: Float32Array, expected: Float32Array): number {
  if (found.length !== expected.length) return Number.NaN;
  return found.reduce((most, value, n) => Math.max(most, Math.abs(value - expected[n])), 0);
}
