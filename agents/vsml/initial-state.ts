/**
 * The state a synapse is born with: h = 0; the first half of c Gaussian, cut at two deviations, with deviation
 * 1/sqrt(A), so that copies which would hear the same can become different; the second half 0.
 * (Initial values of the released VSML code)
 */
import { truncatedGaussianAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';

/** Where a synapse of a society lies. */
export interface SynapsePlace {
  readonly bodies: number;
  readonly body: number;
  readonly layer: number;
  /** Inputs A and outputs B of its layer. */
  readonly inputs: number;
  readonly outputs: number;
  /** Its input and output unit. */
  readonly input: number;
  readonly output: number;
}

/** Writes the cell state that a synapse is born with to `cell[start .. start + stateSize)`. */
export function bornCell(
  cell: Float32Array,
  start: number,
  stateSize: number,
  seed: number,
  place: SynapsePlace,
): void {
  const deviation = 1 / Math.sqrt(place.inputs);
  const first = (place.input * place.outputs + place.output) * stateSize;
  const stream = place.layer * place.bodies + place.body;
  for (let n = 0; n < stateSize / 2; n++) {
    cell[start + n] = deviation * truncatedGaussianAt(seed, STREAM.cellInitialisation, stream, first + n);
  }
}
