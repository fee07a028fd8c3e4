/**
 * A VSML network of dense and convolutional layers, with or without LayerNorm on messages: the readable reference of
 * the parts that do not factor. (The deep and convolutional settings of the released VSML code)
 *
 * Convolutions have no kernel of their own, with LayerNorm or without: the networks of the experiments are dense, and
 * what factors there would not here. States are equal at all positions when a tick begins, so W_h h is one product for
 * each weight, but every position needs gates of its own; they are most of the time, and nothing of them is saved.
 */
import { z } from 'zod';
import { deriveSeed } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
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
import { shareFirstHalf } from './shared-memory.ts';
import {
  passThrough,
  presentError,
  presentInput,
  readPrediction,
  withdrawError,
} from './supervised-schedule.ts';
import { createLayers, layerOptionsSchema } from './unfactored-stack.ts';

/** What a network is stacked of and how it runs an example; from `ticks` on as in `VsmlLearner`. */
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
  separateBackwardRule: z.boolean().default(false),
  layerwiseRules: z.boolean().default(false),
  batchSize: z.int().min(1).max(1024).default(1),
  reduction: z.enum(['mean', 'sum']).default('mean'),
});

export type UnfactoredLearnerOptions = z.infer<typeof unfactoredLearnerOptionsSchema>;

export class UnfactoredLearner implements MetaLearner {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly batchSize: number;
  readonly parameterCount: number;
  readonly stateSize: number;
  /** One network for each member of a batch, `[batchSize, layers]`, inputs first. */
  readonly networks: readonly (readonly UnfactoredLayer[])[];
  readonly #ruleShape: RuleShape;
  readonly #options: UnfactoredLearnerOptions;
  readonly #parameters: Float32Array;
  /** Those of the backward pass behind those of the forward pass, each in the order of the layers. */
  readonly #rules: readonly UnfactoredRule[];

  /**
   * @throws RangeError if layers do not fit each other, the inputs or the outputs, or if the rule's shape asks for
   * an input that only the kernels offer
   */
  constructor(
    ruleShape: RuleShape,
    size: { readonly inputSize: number; readonly outputSize: number },
    options: UnfactoredLearnerOptions,
  ) {
    const { layers, layerNorm, layerwiseRules, separateBackwardRule, batchSize, reduction } = options;
    this.inputSize = size.inputSize;
    this.outputSize = size.outputSize;
    this.batchSize = batchSize;
    this.networks = Array.from({ length: batchSize }, () => createLayers(ruleShape, size, layers, reduction));
    this.stateSize = this.networks
      .flat()
      .reduce((sum, { hidden, cell }) => sum + hidden.length + cell.length, 0);
    const rules = (layerwiseRules ? layers.length : 1) * (separateBackwardRule ? 2 : 1);
    const ownCount = unfactoredParameterCount(ruleShape, layerNorm);
    this.parameterCount = rules * ownCount;
    this.#ruleShape = ruleShape;
    this.#options = options;
    this.#parameters = new Float32Array(this.parameterCount);
    this.#rules = Array.from({ length: rules }, (_, rule) => {
      const own = this.#parameters.subarray(rule * ownCount, (rule + 1) * ownCount);
      return viewUnfactoredRule(ruleShape, layerNorm, own);
    });
  }

  /** Every rule starts from other random numbers. */
  initialParameters(seed: number): Float32Array {
    const parameters = new Float32Array(this.parameterCount);
    const length = this.parameterCount / this.#rules.length;
    for (let rule = 0; rule < this.#rules.length; rule++) {
      const ruleSeed = rule === 0 ? seed : deriveSeed(seed, STREAM.ruleInitialisation, rule);
      const own = initialUnfactoredParameters(this.#ruleShape, this.#options.layerNorm, ruleSeed);
      parameters.set(own, rule * length);
    }
    return parameters;
  }

  loadParameters(parameters: Float32Array): void {
    if (parameters.length !== this.parameterCount) {
      throw new RangeError(`this learner takes ${this.parameterCount} parameters, got ${parameters.length}`);
    }
    this.#parameters.set(parameters);
  }

  /**
   * All messages and states are 0 but for the first half of every cell state, Gaussian with deviation
   * 1/sqrt(fan-in); the members of a batch are born alike. The fan-in of a convolution is kernel * kernel * input
   * channels; the original took the first axis of its states, the height of the kernel, and so gave its copies
   * louder starts.
   */
  reset(seed: number): void {
    const { stateSize } = this.#ruleShape;
    const [first, ...others] = this.networks;
    for (const { forwardIn, backwardIn, forwardOut, backwardOut, hidden, cell } of this.networks.flat()) {
      for (const values of [forwardIn, backwardIn, forwardOut, backwardOut, hidden, cell]) values.fill(0);
    }
    first.forEach(({ fanIn: inputs, outputs, cell }, layer) => {
      for (let input = 0; input < inputs; input++) {
        for (let output = 0; output < outputs; output++) {
          const place = { bodies: 1, body: 0, layer, inputs, outputs, input, output };
          bornCell(cell, (input * outputs + output) * stateSize, stateSize, seed, place);
        }
      }
      for (const network of others) network[layer].cell.set(cell);
    });
  }

  /**
   * Answers a batch of examples.
   * @param input `[batchSize, inputSize]`
   * @param prediction `[batchSize, outputSize]`, written
   */
  predict(input: Float32Array, prediction: Float32Array): void {
    const { inputSize, outputSize } = this;
    const { messageSize } = this.#ruleShape;
    this.#mergeBatch();
    this.networks.forEach((layers, member) => {
      presentInput(layers, messageSize, input.subarray(member * inputSize, (member + 1) * inputSize));
      passThrough(layers, 'forward', (k) => this.#tickLayer(layers, k, false));
      const own = prediction.subarray(member * outputSize, (member + 1) * outputSize);
      readPrediction(layers, messageSize, own);
    });
  }

  /**
   * Tells a batch how wrong its last answers were: at once in a backward pass, or with the next input.
   * @param error `[batchSize, outputSize]`
   * @param target `[batchSize, outputSize]`
   */
  learn(error: Float32Array, target: Float32Array): void {
    const { targetFeedback, backwardPass } = this.#options;
    const { messageSize } = this.#ruleShape;
    if (backwardPass) this.#mergeBatch();
    this.networks.forEach((layers, member) => {
      const own = (values: Float32Array) =>
        values.subarray(member * this.outputSize, (member + 1) * this.outputSize);
      presentError(layers, messageSize, own(error), targetFeedback ? own(target) : undefined);
      if (!backwardPass) return;
      passThrough(layers, 'backward', (k) => this.#tickLayer(layers, k, true));
      withdrawError(layers);
    });
  }

  /** Before each pass what is learned becomes one for the whole batch. */
  #mergeBatch(): void {
    if (this.batchSize === 1) return;
    const { stateSize } = this.#ruleShape;
    for (let k = 0; k < this.networks[0].length; k++) {
      shareFirstHalf(
        this.networks.map((layers) => layers[k].hidden),
        stateSize,
      );
      shareFirstHalf(
        this.networks.map((layers) => layers[k].cell),
        stateSize,
      );
    }
  }

  /** All micro ticks of a layer; what it hears stays fixed meanwhile. */
  #tickLayer(layers: readonly UnfactoredLayer[], k: number, backward: boolean): void {
    const { ticks, layerwiseRules, separateBackwardRule } = this.#options;
    const firstRule = backward && separateBackwardRule ? this.#rules.length / 2 : 0;
    const rule = this.#rules[firstRule + (layerwiseRules ? k : 0)];
    for (let tick = 0; tick < ticks; tick++) layers[k].tick(rule);
  }
}
