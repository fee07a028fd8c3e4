/** Gaussian clusters that speak through some of the inputs of a wider network; the others are silent, zero. */
import { createStream } from '../../envs/streams/registry.ts';
import type { Stream } from '../../envs/streams/stream.ts';

export interface Placement {
  /** Inputs of the network. */
  readonly width: number;
  /** The first input that the task speaks through, and how many there are. */
  readonly first: number;
  readonly inputs: number;
  readonly classes: number;
}

export class PlacedTask implements Stream {
  readonly id = 'placed-task';
  readonly kind = 'classification';
  readonly inputSize: number;
  readonly outputSize: number;
  readonly lifetimeSteps: number;
  readonly input: Float32Array;
  readonly target: Float32Array;
  readonly #task: Stream;
  readonly #first: number;

  /** @throws RangeError where the task does not fit into the network */
  constructor({ width, first, inputs, classes }: Placement) {
    if (first < 0 || first + inputs > width) {
      throw new RangeError(`inputs ${first} to ${first + inputs - 1} do not lie among ${width}`);
    }
    this.#task = createStream('GaussianClusters-v0', { inputs, classes });
    this.#first = first;
    this.inputSize = width;
    this.outputSize = classes;
    this.lifetimeSteps = this.#task.lifetimeSteps;
    this.input = new Float32Array(width);
    this.target = this.#task.target;
  }

  reset(seed: number): void {
    this.#task.reset(seed);
    this.#place();
  }

  next(): void {
    this.#task.next();
    this.#place();
  }

  #place(): void {
    this.input.set(this.#task.input, this.#first);
  }
}
