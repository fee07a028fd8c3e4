/**
 * Backpropagation through whole lifetimes in segments: a first sweep keeps only the states at their borders, the second
 * lives each segment again, last to first, and differentiates it. (Chen et al. 2016, "Training deep nets with
 * sublinear memory cost")
 *
 * With segment outputs s' = f(p, s), segment loss l(p, s) and cotangent s'* from the segments after it, the derivatives
 * by p and s are those of the scalar l + <s', s'*>.
 *
 * Memory, in floats, for layers of A x B synapses, L learners, N units, S ticks, R passes an example (2 with a backward
 * pass), T examples in segments of E: 2 N A B L for each of the T / E borders and some 26 N A B L S R E for the segment at
 * work (printed by `npm run bench:gradient`). Every E < T costs one more forward sweep, and no more than that.
 */
import * as tf from '@tensorflow/tfjs-core';
import { exampleAt, liveExample } from './lifetime.ts';
import { assertLifetimeBatch, type LifetimeBatch, type LifetimeSetting } from './lifetime-batch.ts';
import { born, type LifetimeState, stateFrom, stateTensors } from './lifetime-state.ts';
import { createNetwork } from './network.ts';
import { registerOperationGradients } from './operation-gradients.ts';

/** The derivative of a batch's mean loss. */
export interface LifetimeGradient {
  /** Mean over examples and learners, as the derivative sees it. */
  readonly loss: number;
  /** `[T]`, mean over learners of the loss of each example. */
  readonly exampleLosses: Float32Array;
  /** `[lifetimeParameterCount(setting)]` */
  readonly gradient: Float32Array;
}

/** Examples of a segment for which borders and segment together need the least memory. */
export function leastMemorySegment({ ticks, backwardPass }: LifetimeSetting, examples: number): number {
  const ticksPerExample = ticks * (backwardPass ? 2 : 1);
  return Math.max(1, Math.round(Math.sqrt(examples / (13 * ticksPerExample))));
}

/** What the backward sweep carries from segment to segment; whoever replaces it disposes of the old. */
interface Sweep {
  readonly gradient: tf.Tensor1D;
  /** By the state before the segment just differentiated, in the order of `stateTensors`. */
  readonly cotangents: readonly tf.Tensor[];
}

class LifetimeDifferentiation {
  readonly #setting: LifetimeSetting;
  readonly #batch: LifetimeBatch;
  readonly exampleLosses: Float32Array;

  constructor(setting: LifetimeSetting, batch: LifetimeBatch) {
    this.#setting = setting;
    this.#batch = batch;
    this.exampleLosses = new Float32Array(batch.examples);
  }

  /** Lives examples `first .. end - 1`. @returns what they leave, and the sum of their losses, means over learners */
  #live(parameters: tf.Tensor1D, state: LifetimeState, first: number, end: number) {
    const network = createNetwork(this.#setting, parameters, this.#batch.learners);
    let loss: tf.Tensor = tf.scalar(0);
    let last = state;
    for (let t = first; t < end; t++) {
      const before = last;
      // Inside a gradient this frees all that the derivatives will not read.
      const [exampleLoss, after] = tf.tidy(() => {
        const { input, target } = exampleAt(this.#setting, this.#batch, t);
        const lived = liveExample(network, before, input, target);
        return [tf.mean(lived.loss), lived.state] as unknown as tf.TensorContainer;
      }) as unknown as [tf.Tensor, LifetimeState];
      this.exampleLosses[t] = exampleLoss.dataSync()[0];
      loss = tf.add(loss, exampleLoss);
      last = after;
    }
    return { state: last, loss };
  }

  /** Tensors of the state at every border: before the first segment, before the second, and so on. */
  borders(parameters: tf.Tensor1D, starts: readonly number[]): tf.Tensor[][] {
    const borders = [tf.tidy(() => stateTensors(born(this.#setting, this.#batch)))];
    for (let s = 1; s < starts.length; s++) {
      const before = stateFrom(this.#setting, borders[s - 1]);
      const after = tf.tidy(() => {
        const { state } = this.#live(parameters, before, starts[s - 1], starts[s]);
        // A message may stand in the state twice, and derivatives by each place are asked for: each gets its own name.
        return stateTensors(state).map((tensor) => tf.clone(tensor));
      });
      borders.push(after);
    }
    return borders;
  }

  /** Differentiates examples `first .. end - 1`, given the state before them and the sweep so far. */
  segment(
    parameters: tf.Tensor1D,
    before: readonly tf.Tensor[],
    first: number,
    end: number,
    sweep: Sweep | undefined,
  ): Sweep {
    const { examples } = this.#batch;
    const scalar = (...operands: tf.Tensor[]): tf.Scalar => {
      const [rule, ...state] = operands;
      const lived = this.#live(rule as tf.Tensor1D, stateFrom(this.#setting, state), first, end);
      const loss = tf.mul(lived.loss, 1 / examples);
      if (!sweep) return loss as tf.Scalar;
      const after = stateTensors(lived.state);
      return after.reduce<tf.Tensor>(
        (sum, tensor, n) => tf.add(sum, tf.sum(tf.mul(tensor, sweep.cotangents[n]))),
        loss,
      ) as tf.Scalar;
    };
    return tf.tidy(() => {
      // Nobody asks for derivatives by the state at birth.
      const operands = first === 0 ? [parameters] : [parameters, ...before];
      const withState = (...given: tf.Tensor[]) =>
        first === 0 ? scalar(given[0], ...before) : scalar(...given);
      const [gradient, ...cotangents] = tf.grads(withState)(operands) as [tf.Tensor1D, ...tf.Tensor[]];
      const sum = sweep ? tf.add(sweep.gradient, gradient) : gradient;
      return { gradient: sum, cotangents } as unknown as tf.TensorContainer;
    }) as unknown as Sweep;
  }
}

/**
 * The gradient of a batch's mean loss by the parameters, through every tick of every example, on the backend that tfjs
 * uses. Keeps no tensor. NaN and infinities in the loss come out as they are.
 * @param parameters `[lifetimeParameterCount(setting)]`
 * @param segmentExamples examples of a segment; as many as the lifetime has save a forward sweep and need most memory
 * @throws RangeError when parameters, batch or segments do not fit the setting
 */
export function lifetimeGradient(
  setting: LifetimeSetting,
  parameters: Float32Array,
  batch: LifetimeBatch,
  segmentExamples: number = leastMemorySegment(setting, batch.examples),
): LifetimeGradient {
  assertLifetimeBatch(setting, batch);
  if (!Number.isInteger(segmentExamples) || segmentExamples < 1) {
    throw new RangeError(`segmentExamples must be an integer of at least 1, got ${segmentExamples}`);
  }
  registerOperationGradients();
  const { examples } = batch;
  const starts = Array.from({ length: Math.ceil(examples / segmentExamples) }, (_, s) => s * segmentExamples);
  const life = new LifetimeDifferentiation(setting, batch);
  const gradient = tf.tidy(() => {
    const rule = tf.tensor1d(parameters);
    const borders = life.borders(rule, starts);
    let sweep: Sweep | undefined;
    for (let s = starts.length - 1; s >= 0; s--) {
      const next = life.segment(rule, borders[s], starts[s], starts[s + 1] ?? examples, sweep);
      tf.dispose([borders[s], sweep] as unknown as tf.TensorContainer);
      sweep = next;
    }
    return sweep!.gradient.dataSync() as Float32Array;
  });
  const loss = life.exampleLosses.reduce((sum, value) => sum + value, 0) / examples;
  return { loss, exampleLosses: life.exampleLosses, gradient: Float32Array.from(gradient) };
}
