/**
 * How an example passes through a stack of layers: inputs and errors enter as messages at its open ends, layers tick
 * first to last and, for errors, last to first, and neighbours hear what a layer said last.
 * (Kirsch & Schmidhuber 2021, algorithm 1; the channels and the bound of the released code)
 *
 *   forwardIn[0][a] = [x_a, 0, ...]    backwardIn[K][b] = [e_b, target_b or 0, 0, ...]    y_b = 100 tanh(forwardOut[K][b][1] / 100)
 */
import { tanh } from '../../src/numerics/hyperbolic.ts';

/** The four messages of a layer, `[units, M]` each; units of neighbours lie in the same order. */
export interface LayerMessages {
  readonly forwardIn: Float32Array;
  readonly backwardIn: Float32Array;
  readonly forwardOut: Float32Array;
  readonly backwardOut: Float32Array;
}

const PREDICTION_CHANNEL = 1;
const PREDICTION_BOUND = 100;

/** Speaks inputs, one a unit, on channel 0 of the first layer. */
export function presentInput(
  layers: readonly LayerMessages[],
  messageSize: number,
  input: Float32Array,
): void {
  for (let n = 0; n < input.length; n++) layers[0].forwardIn[n * messageSize] = input[n];
}

/** Speaks errors, one a unit, on channel 0 of the last layer, and targets on channel 1 if there are any. */
export function presentError(
  layers: readonly LayerMessages[],
  messageSize: number,
  error: Float32Array,
  target?: Float32Array,
): void {
  const { backwardIn } = layers[layers.length - 1];
  for (let n = 0; n < error.length; n++) {
    backwardIn[n * messageSize] = error[n];
    if (target) backwardIn[n * messageSize + 1] = target[n];
  }
}

/** Silences errors and targets again. */
export function withdrawError(layers: readonly LayerMessages[]): void {
  layers[layers.length - 1].backwardIn.fill(0);
}

/** Reads a prediction, one a unit, softly bound to -100 to 100, from what the last layer said last. */
export function readPrediction(
  layers: readonly LayerMessages[],
  messageSize: number,
  prediction: Float32Array,
): void {
  const { forwardOut } = layers[layers.length - 1];
  for (let n = 0; n < prediction.length; n++) {
    const message = forwardOut[n * messageSize + PREDICTION_CHANNEL];
    prediction[n] = PREDICTION_BOUND * tanh(message / PREDICTION_BOUND);
  }
}

/** Runs every layer once, first to last or last to first, and hands its messages to both neighbours. */
export function passThrough(
  layers: readonly LayerMessages[],
  direction: 'forward' | 'backward',
  tickLayer: (layer: number) => void,
): void {
  for (let step = 0; step < layers.length; step++) {
    const k = direction === 'forward' ? step : layers.length - 1 - step;
    tickLayer(k);
    if (k > 0) layers[k - 1].backwardIn.set(layers[k].backwardOut);
    if (k < layers.length - 1) layers[k + 1].forwardIn.set(layers[k].forwardOut);
  }
}
