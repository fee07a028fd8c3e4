/**
 * A unit's synapses run a candidate rule through a chunk: forward and backward pass of an example, again, and a forward
 * pass at the end; how far that is from backpropagation, and in which direction the rule should change.
 *
 *   forward contribution   tanh(x) w + b         after each forward pass
 *   backward contribution  e w tanh'(x)          after each backward pass
 *   new w, new b           w - alpha tanh(x) e, b - beta e, one forward pass after the error: so the last tick of the
 *                          backward pass may take one half of a step and the first tick that follows the other
 *
 * All targets are computed from the w and b that the rule itself holds. Steps are measured in units of their learning
 * rates, else nothing would be learned of them; and relative to the error, since small errors count over a lifetime.
 * What a unit's synapses have in common adds up 784 times in a network, so the mean over synapses counts for itself.
 */
import { tanh } from '../../src/numerics/hyperbolic.ts';
import {
  BIAS_CELL,
  BIAS_LEARNING_RATE,
  CLONE_TICKS,
  type CloneLayout,
  LEARNING_RATE,
  WEIGHT_CELL,
} from './clone-weights.ts';
import { SynapseTape } from './synapse-tape.ts';
import { EXAMPLES, SYNAPSES, type UnitExample } from './unit-example.ts';

/** Sums of squares, one for each way to be wrong. */
export const terms = [
  'forward',
  'backward',
  'weight',
  'bias',
  'forward in common',
  'weight in common',
] as const;
export type Term = (typeof terms)[number];
export type Terms = Record<Term, number>;

export const noTerms = (): Terms => Object.fromEntries(terms.map((term) => [term, 0])) as Terms;

const PASSES = 2 * EXAMPLES - 1;
/** Errors below this are not told apart. */
const SMALLEST_ERROR = 0.15;
const emphasis = (error: number) => 1 / (error * error + SMALLEST_ERROR * SMALLEST_ERROR);

/** One number for each synapse and example. */
export interface Residuals {
  /** `[EXAMPLES, SYNAPSES]`; the steps of example t are those that the error of example t - 1 asks for, none at 0. */
  readonly forward: Float64Array;
  readonly weight: Float64Array;
  readonly bias: Float64Array;
  /** `[EXAMPLES - 1, SYNAPSES]` */
  readonly backward: Float64Array;
}

const residuals = (): Residuals => ({
  forward: new Float64Array(EXAMPLES * SYNAPSES),
  weight: new Float64Array(EXAMPLES * SYNAPSES),
  bias: new Float64Array(EXAMPLES * SYNAPSES),
  backward: new Float64Array((EXAMPLES - 1) * SYNAPSES),
});

export class UnitChunk {
  /** How far the last chunk was from its targets, and the targets: steps in units of the learning rates. */
  readonly wrong: Residuals = residuals();
  readonly wanted: Residuals = residuals();
  readonly #layout: CloneLayout;
  readonly #tapes: readonly SynapseTape[];
  readonly #ofHidden: Float64Array;
  readonly #ofCell: Float64Array;
  #example: UnitExample | undefined;

  constructor(layout: CloneLayout) {
    this.#layout = layout;
    this.#tapes = Array.from({ length: SYNAPSES }, () => new SynapseTape(layout, CLONE_TICKS * PASSES));
    this.#ofHidden = new Float64Array(layout.units);
    this.#ofCell = new Float64Array(layout.units);
  }

  /** Forgets what earlier chunks left. */
  clear(): void {
    for (const { hidden, cell } of this.#tapes) {
      hidden.fill(0);
      cell.fill(0);
    }
  }

  /** Whether the last chunk left a synapse with a larger weight or bias than these. */
  strayed(largestWeight: number, largestBias: number): boolean {
    const last = this.#after(PASSES - 1);
    return this.#tapes.some(
      ({ cell }) =>
        !(Math.abs(cell[last + WEIGHT_CELL]) <= largestWeight) ||
        !(Math.abs(cell[last + BIAS_CELL]) <= largestBias),
    );
  }

  /**
   * Runs a chunk. Synapses begin with what the last chunk left in them.
   * @param asTold whether w and b are set to those of the example; else they too are what was left
   */
  live(weights: Float64Array, example: UnitExample, asTold: boolean): void {
    this.#example = example;
    this.#tapes.forEach((tape, a) => {
      const { hidden, cell } = tape;
      const { units: N } = this.#layout;
      hidden.copyWithin(0, tape.ticks * N);
      cell.copyWithin(0, tape.ticks * N);
      if (asTold) {
        cell[WEIGHT_CELL] = example.weights[a];
        cell[BIAS_CELL] = example.biases[a];
      }
      for (let pass = 0; pass < PASSES; pass++) {
        const t = pass >> 1;
        const error = pass % 2 === 0 ? 0 : example.errors[t];
        for (let tick = 0; tick < CLONE_TICKS; tick++) {
          tape.tick(weights, pass * CLONE_TICKS + tick, example.inputs[t * SYNAPSES + a], error);
        }
        if (pass % 2 === 0) this.#judgeForward(weights, tape, a, t);
        else this.#judgeBackward(weights, tape, a, t);
      }
    });
  }

  #said(weights: Float64Array, messenger: number, tape: SynapseTape, end: number): number {
    let sum = 0;
    for (let n = 0; n < this.#layout.units; n++) sum += weights[messenger + n] * tape.hidden[end + n];
    return sum;
  }

  /** Index of the state after pass number `pass`, counted from 0; the state before all passes is that after -1. */
  #after(pass: number): number {
    return (pass + 1) * CLONE_TICKS * this.#layout.units;
  }

  #judgeForward(weights: Float64Array, tape: SynapseTape, a: number, t: number): void {
    const { inputs, errors } = this.#example!;
    const { cell } = tape;
    const end = this.#after(2 * t);
    const start = t === 0 ? 0 : this.#after(2 * t - 2);
    const error = t === 0 ? 0 : errors[t - 1];
    const weightStep = t === 0 ? 0 : -tanh(inputs[(t - 1) * SYNAPSES + a]) * error;
    const weight = cell[start + WEIGHT_CELL] + LEARNING_RATE * weightStep;
    const bias = cell[start + BIAS_CELL] - BIAS_LEARNING_RATE * error;
    const index = t * SYNAPSES + a;
    const contribution = tanh(inputs[index]) * weight + bias;
    const { wrong, wanted } = this;
    wanted.forward[index] = contribution;
    wanted.weight[index] = weightStep;
    wanted.bias[index] = -error;
    wrong.forward[index] = this.#said(weights, this.#layout.forward, tape, end) - contribution;
    wrong.weight[index] = (cell[end + WEIGHT_CELL] - weight) / LEARNING_RATE;
    wrong.bias[index] = (cell[end + BIAS_CELL] - bias) / BIAS_LEARNING_RATE;
  }

  #judgeBackward(weights: Float64Array, tape: SynapseTape, a: number, t: number): void {
    const { inputs, errors } = this.#example!;
    const index = t * SYNAPSES + a;
    const activation = tanh(inputs[index]);
    const weight = tape.cell[this.#after(2 * t) + WEIGHT_CELL];
    const contribution = errors[t] * weight * (1 - activation * activation);
    this.wanted.backward[index] = contribution;
    this.wrong.backward[index] =
      this.#said(weights, this.#layout.backward, tape, this.#after(2 * t + 1)) - contribution;
  }

  /** How much an error of example t counts: of a backward contribution, and of a step that was asked for before t. */
  #emphasis(t: number): number {
    return emphasis(t < 0 ? 0 : this.#example!.errors[t]);
  }

  /** Sum over synapses of the forward residuals of example t, and of the weights' as the unit would feel them. */
  #inCommon(t: number): { readonly forward: number; readonly weight: number } {
    const { wrong } = this;
    let [forward, weight] = [0, 0];
    for (let a = 0; a < SYNAPSES; a++) {
      forward += wrong.forward[t * SYNAPSES + a];
      weight += wrong.weight[t * SYNAPSES + a] * this.#felt(t, a);
    }
    return { forward, weight };
  }

  /** By how much a unit feels a weight's residual of example t: the input that the step was about. */
  #felt(t: number, a: number): number {
    return tanh(this.#example!.inputs[Math.max(0, t - 1) * SYNAPSES + a]);
  }

  /** Adds the last chunk's squares. */
  addTerms(sums: Terms): void {
    const { wrong } = this;
    for (let t = 0; t < EXAMPLES; t++) {
      const steps = this.#emphasis(t - 1);
      for (let a = 0; a < SYNAPSES; a++) {
        const index = t * SYNAPSES + a;
        sums.forward += wrong.forward[index] ** 2;
        sums.weight += steps * wrong.weight[index] ** 2;
        sums.bias += steps * wrong.bias[index] ** 2;
        if (t < EXAMPLES - 1) sums.backward += this.#emphasis(t) * wrong.backward[index] ** 2;
      }
      const common = this.#inCommon(t);
      sums['forward in common'] += common.forward ** 2;
      sums['weight in common'] += steps * common.weight ** 2;
    }
  }

  /**
   * Differentiates half the sum of the last chunk's terms, each times its factor.
   * @param gradient `CloneLayout`, added to
   */
  differentiate(weights: Float64Array, factors: Terms, gradient: Float64Array): void {
    const common = Array.from({ length: EXAMPLES }, (_, t) => this.#inCommon(t));
    this.#tapes.forEach((tape, a) => {
      const ofCell = this.#ofCell.fill(0);
      const ofHidden = this.#ofHidden.fill(0);
      for (let pass = PASSES - 1; pass >= 0; pass--) {
        const t = pass >> 1;
        const end = this.#after(pass);
        const index = t * SYNAPSES + a;
        if (pass % 2 === 0) {
          const { forward, 'forward in common': together } = factors;
          const slope = forward * this.wrong.forward[index] + together * common[t].forward;
          this.#throughMessenger(weights, gradient, this.#layout.forward, slope, tape, end);
          this.#addStepSlopes(factors, common[t].weight, t, a, 1);
          // Steps are differences: what is held now is also where the next step begins.
          if (t + 1 < EXAMPLES) this.#addStepSlopes(factors, common[t + 1].weight, t + 1, a, -1);
        } else {
          const slope = factors.backward * this.#emphasis(t) * this.wrong.backward[index];
          this.#throughMessenger(weights, gradient, this.#layout.backward, slope, tape, end);
        }
        for (let tick = CLONE_TICKS - 1; tick >= 0; tick--) {
          tape.backward(weights, gradient, pass * CLONE_TICKS + tick, ofHidden, ofCell);
        }
      }
    });
  }

  #throughMessenger(
    weights: Float64Array,
    gradient: Float64Array,
    messenger: number,
    slope: number,
    tape: SynapseTape,
    end: number,
  ): void {
    for (let n = 0; n < this.#layout.units; n++) {
      this.#ofHidden[n] += slope * weights[messenger + n];
      gradient[messenger + n] += slope * tape.hidden[end + n];
    }
  }

  #addStepSlopes(factors: Terms, common: number, t: number, a: number, sign: number): void {
    const index = t * SYNAPSES + a;
    const scale = sign * this.#emphasis(t - 1);
    const together = factors['weight in common'] * common * this.#felt(t, a);
    this.#ofCell[WEIGHT_CELL] +=
      (scale * (factors.weight * this.wrong.weight[index] + together)) / LEARNING_RATE;
    this.#ofCell[BIAS_CELL] += (scale * factors.bias * this.wrong.bias[index]) / BIAS_LEARNING_RATE;
  }
}
