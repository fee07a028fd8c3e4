/**
 * A stream: a supervised task met one example at a time. `reset` draws the task and its first example, `next` the
 * following one; both are exact functions of the seed. (Kirsch & Schmidhuber 2021, section 4: online learning)
 */

/** What an answer is compared with, which decides loss and error (`score.ts`). */
export type StreamKind = 'classification' | 'regression';

export interface Stream {
  /** Name in the registry. */
  readonly id: string;
  readonly kind: StreamKind;
  readonly inputSize: number;
  /** Classes, or the size of the target vector. */
  readonly outputSize: number;
  /** Examples of one lifetime unless told otherwise. */
  readonly lifetimeSteps: number;
  /** `[inputSize]`, the example at hand; rewritten in place. */
  readonly input: Float32Array;
  /** `[outputSize]`, the one-hot label or the target vector of the example at hand; rewritten in place. */
  readonly target: Float32Array;
  /** Starts a lifetime: draws the task and loads its first example. */
  reset(seed: number): void;
  /** Loads the following example. */
  next(): void;
}
