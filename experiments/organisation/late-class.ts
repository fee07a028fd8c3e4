/** A stream in which the last class does not occur at first: its examples are passed over until it may appear. */
import type { Stream } from '../../envs/streams/stream.ts';

export class LateClass implements Stream {
  readonly id = 'late-class';
  readonly kind = 'classification';
  readonly inputSize: number;
  readonly outputSize: number;
  readonly lifetimeSteps: number;
  readonly input: Float32Array;
  readonly target: Float32Array;
  readonly #stream: Stream;
  readonly #from: number;
  #index = 0;

  /**
   * @param stream of at least two classes
   * @param from the example, from 0, at which the last class may first appear
   */
  constructor(stream: Stream, from: number) {
    if (stream.kind !== 'classification' || stream.outputSize < 2) {
      throw new RangeError('a class can only be late in a stream of two or more');
    }
    const { inputSize, outputSize, lifetimeSteps, input, target } = stream;
    this.inputSize = inputSize;
    this.outputSize = outputSize;
    this.lifetimeSteps = lifetimeSteps;
    this.input = input;
    this.target = target;
    this.#stream = stream;
    this.#from = from;
  }

  reset(seed: number): void {
    this.#index = 0;
    this.#stream.reset(seed);
    this.#passOver();
  }

  next(): void {
    this.#index++;
    this.#stream.next();
    this.#passOver();
  }

  #passOver(): void {
    const last = this.outputSize - 1;
    while (this.#index < this.#from && this.target[last] === 1) this.#stream.next();
  }
}
