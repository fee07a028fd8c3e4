/**
 * What a clone is trained on: some synapses into one unit, as they meet a few examples. Half of it is recorded from a
 * real network that is being trained by gradient descent, half is invented, to cover what such a network may meet.
 * (Kirsch & Schmidhuber 2021, section 4.1)
 */

import { score } from '../../envs/streams/score.ts';
import type { Stream } from '../../envs/streams/stream.ts';
import { log } from '../../src/numerics/logarithm.ts';
import { deriveSeed, uniformAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { cos } from '../../src/numerics/trigonometric.ts';
import { SgdNetwork } from './sgd-network.ts';

/** Synapses recorded at a time, and consecutive examples that they meet. */
export const SYNAPSES = 8;
export const EXAMPLES = 3;

export interface UnitExample {
  /** `[SYNAPSES]` w and b before the first example. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
  /** `[EXAMPLES, SYNAPSES]` x. */
  readonly inputs: Float64Array;
  /** `[EXAMPLES - 1]` e of the unit, the same for all its synapses; the last example is only answered. */
  readonly errors: Float64Array;
}

function emptyUnit(): UnitExample {
  return {
    weights: new Float64Array(SYNAPSES),
    biases: new Float64Array(SYNAPSES),
    inputs: new Float64Array(EXAMPLES * SYNAPSES),
    errors: new Float64Array(EXAMPLES - 1),
  };
}

/** Draws one after the other from the noise at one address. */
export class Chance {
  readonly #seed: number;
  readonly #address: readonly [number, number];
  #drawn = 0;

  constructor(seed: number, i: number, j: number) {
    this.#seed = seed;
    this.#address = [i, j];
  }

  /** On (0, 1). */
  uniform(): number {
    return uniformAt(this.#seed, STREAM.gradientTraining, ...this.#address, this.#drawn++);
  }

  /** On (-1, 1). */
  signed(): number {
    return 2 * this.uniform() - 1;
  }

  gaussian(): number {
    return Math.sqrt(-2 * log(this.uniform())) * cos(2 * Math.PI * this.uniform());
  }

  /** From 0 to `bound - 1`. */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }
}

/** Lives of a teacher are this long; every other one has a hidden layer. */
const TEACHER_LIFE = 1500;
const TEACHER_HIDDEN = 32;

/** Networks that are trained on a stream, one after the other, while some of their synapses are watched. */
export class Teacher {
  readonly #stream: Stream;
  readonly #seed: number;
  readonly #networks: readonly SgdNetwork[];
  readonly #prediction: Float32Array;
  readonly #error: Float32Array;
  #met = 0;

  constructor(stream: Stream, seed: number) {
    const { inputSize, outputSize } = stream;
    this.#stream = stream;
    this.#seed = seed;
    this.#networks = [
      new SgdNetwork([inputSize, TEACHER_HIDDEN, outputSize]),
      new SgdNetwork([inputSize, outputSize]),
    ];
    this.#prediction = new Float32Array(outputSize);
    this.#error = new Float32Array(outputSize);
  }

  /** The next examples, as synapses of two random units meet them: one of the first and one of the last layer. */
  watch(chance: Chance): readonly [first: UnitExample, last: UnitExample] {
    const life = Math.floor(this.#met / TEACHER_LIFE);
    const network = this.#networks[life % this.#networks.length];
    if (this.#met % TEACHER_LIFE === 0) {
      const seed = deriveSeed(this.#seed, STREAM.trainingTasks, life);
      this.#stream.reset(seed);
      network.reset(seed);
    }
    this.#met += EXAMPLES;
    const { layers } = network;
    const watched = [layers[0], layers[layers.length - 1]].map((layer) => {
      const output = chance.below(layer.outputs);
      const inputs = Array.from({ length: SYNAPSES }, () => chance.below(layer.inputs));
      const unit = emptyUnit();
      inputs.forEach((input, a) => {
        unit.weights[a] = layer.weights[input * layer.outputs + output];
        unit.biases[a] = layer.biases[output] / layer.inputs;
      });
      return { layer, output, inputs, unit };
    });
    for (let t = 0; t < EXAMPLES; t++) {
      this.#meetNext(network);
      for (const { layer, output, inputs, unit } of watched) {
        inputs.forEach((input, a) => {
          unit.inputs[t * SYNAPSES + a] = layer.heard[input];
        });
        if (t < EXAMPLES - 1) unit.errors[t] = layer.errors[output];
      }
    }
    return [watched[0].unit, watched[1].unit];
  }

  #meetNext(network: SgdNetwork): void {
    const { kind, input, target } = this.#stream;
    network.predict(input, this.#prediction);
    score(kind, this.#prediction, target, this.#error);
    network.learn(this.#error);
    this.#stream.next();
  }
}

/** Errors like those of a softmax, of hidden units, and any. */
function inventedError(chance: Chance): number {
  const kind = chance.uniform();
  if (kind < 0.2) return 0.02 * chance.gaussian();
  if (kind < 0.4) return 0.3 * chance.gaussian() * chance.uniform();
  if (kind < 0.55) return -chance.uniform();
  if (kind < 0.7) return chance.uniform() * chance.uniform();
  return Math.max(-1.5, Math.min(1.5, 0.3 * chance.gaussian()));
}

/**
 * A unit of a network that nobody trained, with real images for its inputs or with any.
 * @param images `[count, pixels]`; any inputs from -4 to 4 where absent
 */
export function inventedUnit(chance: Chance, images?: Float32Array, pixels = 0): UnitExample {
  const unit = emptyUnit();
  const { weights, biases, inputs, errors } = unit;
  const scale = 0.02 + 0.3 * chance.uniform() * chance.uniform();
  const biasScale = chance.uniform() < 0.5 ? 0.002 : 0.05;
  for (let a = 0; a < SYNAPSES; a++) {
    weights[a] = images ? scale * chance.gaussian() : chance.signed();
    biases[a] = images ? biasScale * chance.gaussian() : 0.1 * chance.signed();
  }
  const watched = Array.from({ length: SYNAPSES }, () => chance.below(Math.max(1, pixels)));
  for (let t = 0; t < EXAMPLES; t++) {
    const image = images ? pixels * chance.below(images.length / pixels) : 0;
    for (let a = 0; a < SYNAPSES; a++) {
      inputs[t * SYNAPSES + a] = images ? images[image + watched[a]] : 4 * chance.signed();
    }
  }
  for (let t = 0; t < EXAMPLES - 1; t++) errors[t] = inventedError(chance);
  return unit;
}
