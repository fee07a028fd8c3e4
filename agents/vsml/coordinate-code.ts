/**
 * What a synapse is told about where and when it is, if its rule has coordinates: one number for its input unit, one
 * for its output unit, one for its layer. (Kirsch & Schmidhuber 2021, discussion: specialisation by coordinates; the
 * symmetry dilemma of Pedersen & Risi 2024, "Structurally flexible neural networks")
 */
import { gaussianAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';

/**
 * `place`: a/A, b/B and k/K. `none`: zeros. `layer`: k/K only. `position`: a/A and b/B only. `time`: how far life has
 * come, t / (t + timeScale) after t examples. `random`: a Gaussian number for each unit, the same in all lives.
 * `fresh`: the same, drawn anew for each life.
 */
export const coordinateCodes = ['place', 'none', 'layer', 'position', 'time', 'random', 'fresh'] as const;
export type CoordinateCode = (typeof coordinateCodes)[number];

/** What is written of a layer. */
export interface CodedLayer {
  /** `[A]` */
  readonly inputPositions: Float32Array;
  /** `[B, 2]`, output and layer. */
  readonly outputPositions: Float32Array;
}

/** Lives of the code `random` all have this seed. */
const FIXED_SEED = 0;

/**
 * Writes the code that a life begins with.
 * @param seed of the life
 */
export function writeCode(layers: readonly CodedLayer[], code: CoordinateCode, seed: number): void {
  const placed = code === 'place' || code === 'position';
  const drawn = code === 'random' || code === 'fresh';
  const unit = (level: number, index: number, units: number): number => {
    if (placed) return (index + 1) / units;
    return drawn ? gaussianAt(code === 'fresh' ? seed : FIXED_SEED, STREAM.coordinateCode, level, index) : 0;
  };
  layers.forEach(({ inputPositions, outputPositions }, k) => {
    const layer = code === 'place' || code === 'layer' ? (k + 1) / layers.length : 0;
    const [inputs, outputs] = [inputPositions.length, outputPositions.length / 2];
    for (let a = 0; a < inputs; a++) inputPositions[a] = unit(k, a, inputs);
    for (let b = 0; b < outputs; b++) outputPositions.set([unit(k + 1, b, outputs), layer], 2 * b);
  });
}

/** Writes how far life has come in the layer's place, for the code `time`. */
export function writeTime(layers: readonly CodedLayer[], examples: number, timeScale: number): void {
  const time = examples / (examples + timeScale);
  for (const { outputPositions } of layers) {
    for (let b = 1; b < outputPositions.length; b += 2) outputPositions[b] = time;
  }
}
