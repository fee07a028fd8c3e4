/**
 * A meta-learner whose number of outputs was fixed in training, on a stream that has fewer classes: what it says of
 * the classes that are not there goes unheard, and it is told nothing about them. (Kirsch & Schmidhuber 2021, Fig. 8,
 * pad the baselines' labels to 62 classes; here their answers are cut as well, which is kinder to them)
 */
import type { MetaLearner } from '../../learner.ts';

export class PaddedLearner implements MetaLearner {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly parameterCount: number;
  readonly stateSize: number;
  readonly #learner: MetaLearner;
  readonly #prediction: Float32Array;
  readonly #error: Float32Array;
  readonly #target: Float32Array;

  /**
   * @param outputSize classes of the stream
   * @throws RangeError if the learner has fewer outputs
   */
  constructor(learner: MetaLearner, outputSize: number) {
    if (outputSize > learner.outputSize) {
      throw new RangeError(
        `a learner of ${learner.outputSize} outputs cannot be padded to the ${outputSize} classes of a stream`,
      );
    }
    this.inputSize = learner.inputSize;
    this.outputSize = outputSize;
    this.parameterCount = learner.parameterCount;
    this.stateSize = learner.stateSize;
    this.#learner = learner;
    this.#prediction = new Float32Array(learner.outputSize);
    this.#error = new Float32Array(learner.outputSize);
    this.#target = new Float32Array(learner.outputSize);
  }

  initialParameters(seed: number): Float32Array {
    return this.#learner.initialParameters(seed);
  }

  loadParameters(parameters: Float32Array): void {
    this.#learner.loadParameters(parameters);
  }

  reset(seed: number): void {
    this.#learner.reset(seed);
  }

  predict(input: Float32Array, prediction: Float32Array): void {
    this.#learner.predict(input, this.#prediction);
    prediction.set(this.#prediction.subarray(0, this.outputSize));
  }

  learn(error: Float32Array, target: Float32Array): void {
    this.#error.set(error);
    this.#target.set(target);
    this.#learner.learn(this.#error, this.#target);
  }
}
