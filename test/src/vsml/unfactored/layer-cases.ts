/** Rules and layers full of noise, for comparing layers with each other and with the equations. */
import { fillGaussian } from '../../../../src/numerics/noise.ts';
import { STREAM } from '../../../../src/numerics/streams.ts';
import type { RuleShape } from '../../../../src/vsml/rule-shape.ts';
import type { UnfactoredLayer } from '../../../../src/vsml/unfactored/unfactored-layer.ts';
import {
  initialUnfactoredParameters,
  type UnfactoredRule,
  viewUnfactoredRule,
} from '../../../../src/vsml/unfactored/unfactored-rule.ts';

export const smallShape: RuleShape = {
  stateSize: 4,
  messageSize: 3,
  ownMessages: false,
  reward: false,
  coordinates: false,
  gateOffset: 1,
};

/** A random rule none of whose parameters is the 0 or 1 that rules start with. */
export function noisyRule(layerNorm: boolean, seed: number, shape = smallShape): UnfactoredRule {
  const parameters = initialUnfactoredParameters(shape, layerNorm, seed);
  const noise = new Float32Array(parameters.length);
  fillGaussian(noise, seed, STREAM.test);
  return viewUnfactoredRule(
    shape,
    layerNorm,
    parameters.map((value, n) => value + 0.3 * noise[n]),
  );
}

/** Noise in everything that a layer reads. */
export function fillLayer(layer: UnfactoredLayer, seed: number): void {
  const { forwardIn, backwardIn, hidden, cell } = layer;
  [forwardIn, backwardIn, hidden, cell].forEach((values, index) => {
    fillGaussian(values, seed, STREAM.test, index + 1);
  });
}

/** The greatest difference of what two layers, or a layer and an expectation, say and hold after a tick. */
export function greatestDifference(
  one: UnfactoredLayer,
  other: Readonly<Record<'forwardOut' | 'backwardOut' | 'hidden' | 'cell', ArrayLike<number>>>,
): number {
  const differences = (['forwardOut', 'backwardOut', 'hidden', 'cell'] as const).flatMap((name) => {
    if (one[name].length !== other[name].length) throw new Error(`${name} differ in length`);
    return [...one[name]].map((value, n) => Math.abs(value - other[name][n]));
  });
  return Math.max(...differences);
}
