/**
 * A supervised lifetime: a learner meets a stream once, example by example, answering before it is told.
 * What is measured is online: every answer counts, from the first. (Kirsch & Schmidhuber 2021, section 4)
 */
import type { Learner } from '../../agents/learner.ts';
import { argmax, score } from '../../envs/streams/score.ts';
import type { Stream } from '../../envs/streams/stream.ts';
import { lifetimePartSeed } from '../../src/numerics/lifetime-seed.ts';

/** Sums over lifetimes at each step, `[steps]`. */
export interface LearningCurve {
  readonly loss: Float64Array;
  readonly correct: Float64Array;
}

export interface LifetimeScore {
  /** Mean loss of an answer. */
  readonly loss: number;
  /** Share of answers that named the right class; NaN for regression. */
  readonly accuracy: number;
}

/** Something to be done to a learner in mid-life: a lesion, another task. */
export type Intervention = (step: number) => void;

export class SupervisedLifetime {
  readonly stream: Stream;
  readonly learner: Learner;
  /** Examples that the learner meets side by side. */
  readonly batchSize: number;
  readonly #input: Float32Array;
  readonly #target: Float32Array;
  readonly #prediction: Float32Array;
  readonly #error: Float32Array;
  /** One example's share of the arrays above. */
  readonly #members: readonly { readonly [name in 'prediction' | 'target' | 'error']: Float32Array }[];

  constructor(stream: Stream, learner: Learner, batchSize = 1) {
    const { inputSize, outputSize } = stream;
    this.stream = stream;
    this.learner = learner;
    this.batchSize = batchSize;
    this.#input = new Float32Array(batchSize * inputSize);
    this.#target = new Float32Array(batchSize * outputSize);
    this.#prediction = new Float32Array(batchSize * outputSize);
    this.#error = new Float32Array(batchSize * outputSize);
    this.#members = Array.from({ length: batchSize }, (_, member) => {
      const own = (array: Float32Array) => array.subarray(member * outputSize, (member + 1) * outputSize);
      return { prediction: own(this.#prediction), target: own(this.#target), error: own(this.#error) };
    });
  }

  /**
   * Lives one lifetime.
   * @param steps examples met, or batches of them
   * @param curve each step's mean over the batch is added to it
   * @param intervene called before each step
   */
  live(seed: number, steps: number, curve?: LearningCurve, intervene?: Intervention): LifetimeScore {
    this.stream.reset(lifetimePartSeed(seed, 'world'));
    this.learner.reset(lifetimePartSeed(seed, 'society'));
    let totalLoss = 0;
    let totalCorrect = 0;
    for (let step = 0; step < steps; step++) {
      intervene?.(step);
      const { loss, correct } = this.#advance();
      totalLoss += loss;
      totalCorrect += correct;
      if (curve) {
        curve.loss[step] += loss;
        curve.correct[step] += correct;
      }
    }
    const accuracy = this.stream.kind === 'classification' ? totalCorrect / steps : Number.NaN;
    return { loss: totalLoss / steps, accuracy };
  }

  #advance(): { readonly loss: number; readonly correct: number } {
    const { stream, learner, batchSize } = this;
    for (let member = 0; member < batchSize; member++) {
      this.#input.set(stream.input, member * stream.inputSize);
      this.#target.set(stream.target, member * stream.outputSize);
      stream.next();
    }
    learner.predict(this.#input, this.#prediction);
    let loss = 0;
    let correct = 0;
    for (const { prediction, target, error } of this.#members) {
      loss += score(stream.kind, prediction, target, error);
      if (stream.kind === 'classification' && argmax(prediction) === argmax(target)) correct++;
    }
    learner.learn(this.#error, this.#target);
    return { loss: loss / batchSize, correct: correct / batchSize };
  }
}

/** An empty curve. */
export function emptyCurve(steps: number): LearningCurve {
  return { loss: new Float64Array(steps), correct: new Float64Array(steps) };
}
