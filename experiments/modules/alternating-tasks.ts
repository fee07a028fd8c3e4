/** Two tasks by turns, a block of examples each; a task goes on where it was when its turn comes again. */
import type { Stream } from '../../envs/streams/stream.ts';
import { deriveSeed } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import { PlacedTask } from './placed-task.ts';

/** How two tasks share the inputs of a network. */
export interface Alternation {
  /** Inputs of each task, and how many of them both speak through. */
  readonly inputs: number;
  readonly shared: number;
  readonly classes: number;
  /** Examples of a block, and how many blocks there are. */
  readonly block: number;
  readonly visits: number;
}

/** Inputs of the network that meets both tasks. */
export function widthOf({ inputs, shared }: Alternation): number {
  return 2 * inputs - shared;
}

/** The two tasks, the first through the first inputs, the second through the last. */
export function tasksOf(alternation: Alternation): readonly [PlacedTask, PlacedTask] {
  const { inputs, shared, classes } = alternation;
  const width = widthOf(alternation);
  const placed = (first: number) => new PlacedTask({ width, first, inputs, classes });
  return [placed(0), placed(inputs - shared)];
}

/** The seed of a task of an alternation with this seed. */
export function taskSeed(seed: number, task: number): number {
  return deriveSeed(seed, STREAM.streamTask, task, 1);
}

export class AlternatingTasks implements Stream {
  readonly id = 'alternating-tasks';
  readonly kind = 'classification';
  readonly inputSize: number;
  readonly outputSize: number;
  readonly lifetimeSteps: number;
  readonly input: Float32Array;
  readonly target: Float32Array;
  readonly #tasks: readonly Stream[];
  readonly #block: number;
  #index = 0;

  constructor(alternation: Alternation) {
    this.#tasks = tasksOf(alternation);
    this.#block = alternation.block;
    this.inputSize = widthOf(alternation);
    this.outputSize = alternation.classes;
    this.lifetimeSteps = alternation.block * alternation.visits;
    this.input = new Float32Array(this.inputSize);
    this.target = new Float32Array(this.outputSize);
  }

  reset(seed: number): void {
    this.#index = 0;
    for (const [task, stream] of this.#tasks.entries()) stream.reset(taskSeed(seed, task));
    this.#show();
  }

  next(): void {
    this.#active().next();
    this.#index++;
    this.#show();
  }

  #active(): Stream {
    return this.#tasks[Math.floor(this.#index / this.#block) % 2];
  }

  #show(): void {
    const { input, target } = this.#active();
    this.input.set(input);
    this.target.set(target);
  }
}
