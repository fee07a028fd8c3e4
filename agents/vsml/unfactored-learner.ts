/**
 * A VSML network of dense and convolutional layers, with or without LayerNorm on messages: the readable reference of
 * the parts that do not factor, one life at a time. (The deep and convolutional settings of the released VSML code)
 */
import { z } from 'zod';
import type { RuleShape } from '../../src/vsml/rule-shape.ts';
import type { UnfactoredLayer } from '../../src/vsml/unfactored/unfactored-layer.ts';
import {
  initialUnfactoredParameters,
  type UnfactoredRule,
  unfactoredParameterCount,
  viewUnfactoredRule,
} from '../../src/vsml/unfactored/unfactored-rule.ts';
import type { MetaLearner } from '../learner.ts';
import { bornCell } from './initial-state.ts';
import {
  passThrough,
  presentError,
  presentInput,
  readPrediction,
  withdrawError,
} from './supervised-schedule.ts';
import { createLayers, layerOptionsSchema } from './unfactored-stack.ts';

/** What a network is stacked of and how it runs an example; `ticks` to `reduction` as in `VsmlLearner`. */
export const unfactoredLearnerOptionsSchema = z.strictObject({
  layers: z
    .array(layerOptionsSchema)
    .min(1)
    .max(9)
    .default([{ kind: 'dense' }]),
  /** Whether every message is normalised before the mean is taken. */
  layerNorm: z.boolean().default(false),
  ticks: z.int().min(1).max(100).default(1),
  backwardPass: z.boolean().default(true),
  targetFeedback: z.boolean().default(false),
  reduction: z.enum(['mean', 'sum']).default('mean'),
});

export type UnfactoredLearnerOptions = z.infer<typeof unfactoredLearnerOptionsSchema>;

export class UnfactoredLearner implements MetaLearner {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly parameterCount: number;
  readonly stateSize: number;
  /** Inputs first. */
  readonly layers: readonly UnfactoredLayer[];
  readonly #ruleShape: RuleShape;
  readonly #options: UnfactoredLearnerOptions;
  readonly #parameters: Float32Array;
  readonly #rule: UnfactoredRule;

  /**
   * @throws RangeError if layers do not fit each other, the inputs or the outputs, or if the rule's shape asks for
   * an input that only the kernels offer
   */
  constructor(
    ruleShape: RuleShape,
    size: { readonly inputSize: number; readonly outputSize: number },
    options: UnfactoredLearnerOptions,
  ) {
    this.inputSize = size.inputSize;
    this.outputSize = size.outputSize;
    this.parameterCount = unfactoredParameterCount(ruleShape, options.layerNorm);
    this.layers = createLayers(ruleShape, size, options.layers, options.reduction);
    this.stateSize = this.layers.reduce((sum, { hidden, cell }) => sum + hidden.length + cell.length, 0);
    this.#ruleShape = ruleShape;
    this.#options = options;
    this.#parameters = new Float32Array(this.parameterCount);
    this.#rule = viewUnfactoredRule(ruleShape, options.layerNorm, this.#parameters);
  }

  initialParameters(seed: number): Float32Array {
    return initialUnfactoredParameters(this.#ruleShape, this.#options.layerNorm, seed);
  }

  loadParameters(parameters: Float32Array): void {
    if (parameters.length !== this.parameterCount) {
      throw new RangeError(`this learner takes ${this.parameterCount} parameters, got ${parameters.length}`);
    }
    this.#parameters.set(parameters);
  }

  /**
   * All messages and states are 0 but for the first half of every cell state, Gaussian with deviation
   * 1/sqrt(fan-in). The fan-in of a convolution is kernel * kernel * input channels; the original took the first
   * axis of its states, the height of the kernel, and so gave its copies louder starts.
   */
  reset(seed: number): void {
    const { stateSize } = this.#ruleShape;
    this.layers.forEach((own, layer) => {
      const { fanIn: inputs, outputs, hidden, cell } = own;
      const { forwardIn, backwardIn, forwardOut, backwardOut } = own;
      for (const values of [forwardIn, backwardIn, forwardOut, backwardOut, hidden, cell]) values.fill(0);
      for (let input = 0; input < inputs; input++) {
        for (let output = 0; output < outputs; output++) {
          const place = { bodies: 1, body: 0, layer, inputs, outputs, input, output };
          bornCell(cell, (input * outputs + output) * stateSize, stateSize, seed, place);
        }
      }
    });
  }

  predict(input: Float32Array, prediction: Float32Array): void {
    const { messageSize } = this.#ruleShape;
    presentInput(this.layers, messageSize, input);
    passThrough(this.layers, 'forward', (k) => this.#tickLayer(k));
    readPrediction(this.layers, messageSize, prediction);
  }

  learn(error: Float32Array, target: Float32Array): void {
    const { targetFeedback, backwardPass } = this.#options;
    presentError(this.layers, this.#ruleShape.messageSize, error, targetFeedback ? target : undefined);
    if (!backwardPass) return;
    passThrough(this.layers, 'backward', (k) => this.#tickLayer(k));
    withdrawError(this.layers);
  }

  /** All micro ticks of a layer; what it hears stays fixed meanwhile. */
  #tickLayer(k: number): void {
    for (let tick = 0; tick < this.#options.ticks; tick++) this.layers[k].tick(this.#rule);
  }
}
