/**
 * A learner: what answers the examples of a supervised stream and is told how wrong it was, while it lives.
 * VSML networks, gradient descent and the memory baselines all stand behind this one interface.
 */
export interface Learner {
  readonly inputSize: number;
  readonly outputSize: number;
  /** Forgets everything and starts a new life; an exact function of the seed. */
  reset(seed: number): void;
  /**
   * Answers an example.
   * @param input `[inputSize]`
   * @param prediction `[outputSize]`, written: logits for classes, values for regression
   */
  predict(input: Float32Array, prediction: Float32Array): void;
  /**
   * Tells how wrong the last answer was.
   * @param error `[outputSize]`, the derivative of the loss by the prediction
   * @param target `[outputSize]`, the one-hot label or target vector
   */
  learn(error: Float32Array, target: Float32Array): void;
}

/** A learner whose behaviour is set by meta-learned parameters. */
export interface MetaLearner extends Learner {
  /** Length of the vector that `loadParameters` takes (the paper's V_M). */
  readonly parameterCount: number;
  /** Floats that change while it lives (the paper's V_L). */
  readonly stateSize: number;
  /** Where meta-training starts, an exact function of the seed. */
  initialParameters(seed: number): Float32Array;
  /** Copies parameters in; the next lifetime runs them. Throws a RangeError if their number is wrong. */
  loadParameters(parameters: Float32Array): void;
}
