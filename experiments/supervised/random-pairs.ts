/**
 * Random pairs: inputs of Gaussian noise with random labels, each met once a round, in an order of the round's own.
 * Nothing joins input and label but that they were met together, so only memory helps. With noise, each meeting
 * shows another example of the same kind. (The question is Hopfield's, 1982: how many pairs does a memory hold?)
 */
import { fillPermutation } from '../../envs/streams/permutation.ts';
import type { Stream } from '../../envs/streams/stream.ts';
import { assertSeed, deriveSeed, fillGaussian, integerAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';

export interface RandomPairsOptions {
  readonly inputs: number;
  readonly classes: number;
  readonly pairs: number;
  /** Standard deviation of what is added to an input at each meeting; 0 shows the same one again. */
  readonly noise: number;
}

export class RandomPairs implements Stream {
  readonly id = 'random-pairs';
  readonly kind = 'classification';
  readonly inputSize: number;
  readonly outputSize: number;
  /** One round. */
  readonly lifetimeSteps: number;
  readonly input: Float32Array;
  readonly target: Float32Array;
  readonly #noise: number;
  /** `[pairs, inputs]` */
  readonly #patterns: Float32Array;
  /** `[pairs]`, every class as often as any other, as far as they go. */
  readonly #labels: Uint32Array;
  /** `[pairs]`, of the round at hand. */
  readonly #order: Uint32Array;
  #seed = 0;
  #index = 0;

  constructor({ inputs, classes, pairs, noise }: RandomPairsOptions) {
    this.inputSize = inputs;
    this.outputSize = classes;
    this.lifetimeSteps = pairs;
    this.input = new Float32Array(inputs);
    this.target = new Float32Array(classes);
    this.#noise = noise;
    this.#patterns = new Float32Array(pairs * inputs);
    this.#labels = new Uint32Array(pairs);
    this.#order = new Uint32Array(pairs);
    this.reset(0);
  }

  reset(seed: number): void {
    assertSeed(seed);
    this.#seed = seed;
    this.#index = 0;
    fillGaussian(this.#patterns, seed, STREAM.streamTask);
    const shift = integerAt(seed, STREAM.streamTask, this.outputSize, 0, 0, 2);
    fillPermutation(this.#labels, seed, STREAM.streamTask);
    this.#labels.forEach((place, pair) => {
      this.#labels[pair] = (place + shift) % this.outputSize;
    });
    this.#load();
  }

  next(): void {
    this.#index += 1;
    this.#load();
  }

  #load(): void {
    const { input, target, lifetimeSteps: pairs } = this;
    const place = this.#index % pairs;
    if (place === 0) {
      const round = this.#index / pairs;
      fillPermutation(this.#order, deriveSeed(this.#seed, STREAM.streamExample, round), STREAM.streamExample);
    }
    const pair = this.#order[place];
    fillGaussian(input, this.#seed, STREAM.streamExample, this.#index);
    for (let n = 0; n < input.length; n++) {
      input[n] = this.#patterns[pair * input.length + n] + this.#noise * input[n];
    }
    target.fill(0);
    target[this.#labels[pair]] = 1;
  }
}
