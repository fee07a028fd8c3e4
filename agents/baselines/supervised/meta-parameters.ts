/** What all meta-learned baselines do with their parameter vectors: check and copy them, and draw the first. */
import { STREAM } from '../../../src/numerics/streams.ts';
import { drawLinear, type Linear } from './linear.ts';

/** Copies `parameters` to `own`. @throws RangeError that tells both lengths when they differ */
export function copyParameters(name: string, own: Float32Array, parameters: Float32Array): void {
  if (parameters.length !== own.length) {
    throw new RangeError(`${name} of this size has ${own.length} parameters, got ${parameters.length}`);
  }
  own.set(parameters);
}

/** Initial parameters of a stack of linear maps, followed by whatever else `length` leaves room for, as zeros. */
export function drawParameters(linears: readonly Linear[], length: number, seed: number): Float32Array {
  const parameters = new Float32Array(length);
  linears.forEach((linear, index) => {
    drawLinear(linear, parameters, seed, STREAM.baselineInitialisation, index);
  });
  return parameters;
}
