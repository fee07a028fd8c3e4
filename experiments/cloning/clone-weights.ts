/**
 * The rule that is trained to be backpropagation, as its training holds it: in float64, one row of weights a gate, so
 * that a tick is 4N inner products. Cell 0 of a synapse is the weight w, cell 1 the bias b. (Kirsch & Schmidhuber 2021,
 * section 4.1: learning algorithm cloning)
 *
 * A rule can speak and listen on more channels than backpropagation needs. The clone listens on channel 0 of both
 * messages, speaks forward on channels 0 (what the next layer reads) and 1 (the prediction) alike and backward on
 * channel 0; all its other parameters are 0.
 */
import { log } from '../../src/numerics/logarithm.ts';
import { initialRule, type Rule } from '../../src/vsml/rule.ts';
import { parameterCount, parameterLayout, type RuleShape } from '../../src/vsml/rule-shape.ts';

/** The shape of a clone: 16 units, nothing but the two messages; no constant gate offset. */
export const cloneShape: RuleShape = {
  stateSize: 16,
  messageSize: 2,
  ownMessages: false,
  reward: false,
  coordinates: false,
  gateOffset: 0,
};

/** The cells that are the weight and the bias of a synapse. */
export const WEIGHT_CELL = 0;
export const BIAS_CELL = 1;

/** Step of the weights, and of the biases: of a unit with 784 synapses, 784 biases learn as fast as one with `LEARNING_RATE`. */
export const LEARNING_RATE = 0.01;
export const BIAS_LEARNING_RATE = LEARNING_RATE / 784;

/** Micro ticks of a layer in each pass: one forms products, the next applies them. */
export const CLONE_TICKS = 2;

/** `sigmoid(17)` is 1 - 4e-8: a cell is kept for a lifetime. */
const KEPT = 17;
/** Memory cells first hear everything softly, so that what they keep is not drowned. */
const SOFTENED = 0.1;

/** Where the parts of the weights lie, for N units: rows of gates, then what h says forward, then backward. */
export interface CloneLayout {
  readonly units: number;
  /** `4N`: input, candidate, forget and output gates. */
  readonly gates: number;
  /** `N + 3` weights of a gate: of h, of the input x, of the error e, and its bias. */
  readonly row: number;
  readonly forward: number;
  readonly backward: number;
  readonly length: number;
}

export function cloneLayout(units: number): CloneLayout {
  const gates = 4 * units;
  const row = units + 3;
  const forward = gates * row;
  return { units, gates, row, forward, backward: forward + units, length: forward + 2 * units };
}

/** Pairs of indices: where each weight of the clone stands in the parameter vector of its rule. */
function places(shape: RuleShape): readonly (readonly [weight: number, parameters: readonly number[]])[] {
  const { stateSize: N, messageSize: M } = shape;
  const { gates, row, forward, backward } = cloneLayout(N);
  const offsets = new Map(parameterLayout(shape).map(({ name, offset }) => [name, offset]));
  const at = (name: string, index: number) => offsets.get(name)! + index;
  const found: [number, number[]][] = [];
  for (let gate = 0; gate < gates; gate++) {
    const start = gate * row;
    for (let n = 0; n < N; n++) found.push([start + n, [at('hidden', n * gates + gate)]]);
    found.push([start + N, [at('forward', gate)]]);
    found.push([start + N + 1, [at('backward', gate)]]);
    found.push([start + N + 2, [at('bias', gate)]]);
  }
  for (let n = 0; n < N; n++) {
    found.push([forward + n, [at('forward_messenger', n * M), at('forward_messenger', n * M + 1)]]);
    found.push([backward + n, [at('backward_messenger', n * M)]]);
  }
  return found;
}

/** The rule that a network runs, rounded to float32. */
export function cloneRule(weights: Float64Array, shape: RuleShape = cloneShape): Rule {
  const parameters = new Float32Array(parameterCount(shape));
  for (const [weight, indices] of places(shape)) {
    for (const index of indices) parameters[index] = weights[weight];
  }
  return { shape, parameters };
}

/** The weights of a rule: the inverse of `cloneRule`, but for its rounding. */
export function cloneWeights(rule: Rule): Float64Array {
  const weights = new Float64Array(cloneLayout(rule.shape.stateSize).length);
  for (const [weight, [index]] of places(rule.shape)) weights[weight] = rule.parameters[index];
  return weights;
}

/**
 * Where training starts: random numbers, but for the two memory cells. Their forget gates are open and hear nothing,
 * and their input gates are as small as the learning rates, so that a step is of the right size from the beginning.
 */
export function initialCloneWeights(seed: number, shape: RuleShape = cloneShape): Float64Array {
  const { units: N, row } = cloneLayout(shape.stateSize);
  const weights = cloneWeights(initialRule(shape, seed));
  for (const [cell, step] of [
    [WEIGHT_CELL, LEARNING_RATE],
    [BIAS_CELL, BIAS_LEARNING_RATE],
  ]) {
    const input = cell * row;
    const forget = (2 * N + cell) * row;
    for (let n = 0; n < row - 1; n++) weights[input + n] *= SOFTENED;
    weights[input + row - 1] = log(step);
    weights.fill(0, forget, forget + row);
    weights[forget + row - 1] = KEPT;
  }
  return weights;
}
