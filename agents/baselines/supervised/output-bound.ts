/** The soft bound on every prediction, `y = 100 tanh(z / 100)`, as in the released VSML code. */
import { tanh } from '../../../src/numerics/hyperbolic.ts';

const OUTPUT_BOUND = 100;

/** Writes the bounded values, in (-100, 100) up to rounding, to `prediction`. */
export function boundOutput(values: Float64Array, prediction: Float32Array): void {
  for (let j = 0; j < prediction.length; j++) prediction[j] = OUTPUT_BOUND * tanh(values[j] / OUTPUT_BOUND);
}

/** The slope of the bound where it gives this prediction: `1 - (y / 100)^2`. */
export function boundSlope(prediction: number): number {
  const ratio = prediction / OUTPUT_BOUND;
  return 1 - ratio * ratio;
}
