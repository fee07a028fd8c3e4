/**
 * A VSML network that learns a supervised stream by running forward only: inputs enter as forward messages, errors as
 * backward messages, and the weights are the states of its synapses. (Kirsch & Schmidhuber 2021, algorithm 1; the
 * schedule and the mean messages of the released code)
 */
import { z } from 'zod';
import { deriveSeed } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import type { Kernel, KernelFactory } from '../../src/vsml/kernel.ts';
import { initialRule } from '../../src/vsml/rule.ts';
import { parameterCount, type RuleShape } from '../../src/vsml/rule-shape.ts';
import type { MetaLearner } from '../learner.ts';
import { coordinateCodes, writeCode, writeTime } from './coordinate-code.ts';
import { bornCell } from './initial-state.ts';
import {
  passThrough,
  presentError,
  presentInput,
  readPrediction,
  withdrawError,
} from './supervised-schedule.ts';
import { assignTypes, ruleTypesSchema, typeCount } from './type-assignment.ts';

/** How a VSML network runs an example. */
export const vsmlLearnerOptionsSchema = z.strictObject({
  /** Sizes of hidden layers; none is one layer of inputs x outputs synapses. */
  hiddenLayers: z.array(z.int().min(1).max(10_000)).max(8).default([]),
  /** Micro ticks of a layer for each message that it hears (the paper's S). */
  ticks: z.int().min(1).max(100).default(1),
  /**
   * The same input is shown again with its error, layers last to first. Without it the error of an example enters
   * together with the input of the next, and a synapse must remember what the error is about.
   */
  backwardPass: z.boolean().default(true),
  /** Whether the target enters beside the error. */
  targetFeedback: z.boolean().default(false),
  /** A rule of its own for the backward pass. */
  separateBackwardRule: z.boolean().default(false),
  /** A rule of its own for each layer. */
  layerwiseRules: z.boolean().default(false),
  /** Types of synapses, each with parameters of its own in every rule; `synapse`: each synapse is its own type. */
  ruleTypes: ruleTypesSchema.default(1),
  /** What synapses are told of where and when they are; others than `place` need a rule with coordinates. */
  coordinateCode: z.enum(coordinateCodes).default('place'),
  /** Examples after which the code `time` has come half its way. */
  timeScale: z.number().positive().max(1_000_000).default(40),
  /** Examples met side by side: the first half of every synapse's state is averaged over them before each pass. */
  batchSize: z.int().min(1).max(1024).default(1),
  reduction: z.enum(['mean', 'sum']).default('mean'),
});

export type VsmlLearnerOptions = z.infer<typeof vsmlLearnerOptionsSchema>;

export class VsmlLearner implements MetaLearner {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly batchSize: number;
  readonly kernel: Kernel;
  readonly parameterCount: number;
  readonly stateSize: number;
  readonly #ruleShape: RuleShape;
  readonly #options: VsmlLearnerOptions;
  readonly #rules: number;
  readonly #types: number;
  readonly #life: Uint8Array;
  /** Examples learnt in this life. */
  #examples = 0;

  /** @throws RangeError naming the option that does not fit the rule or the network */
  constructor(
    ruleShape: RuleShape,
    size: { readonly inputSize: number; readonly outputSize: number },
    options: VsmlLearnerOptions,
    createKernel: KernelFactory,
  ) {
    const layers = options.hiddenLayers.length + 1;
    const layerSizes = [size.inputSize, ...options.hiddenLayers, size.outputSize];
    if (options.coordinateCode !== 'place' && !ruleShape.coordinates) {
      throw new RangeError(`coordinateCode '${options.coordinateCode}' needs a rule with coordinates`);
    }
    this.inputSize = size.inputSize;
    this.outputSize = size.outputSize;
    this.batchSize = options.batchSize;
    this.#ruleShape = ruleShape;
    this.#options = options;
    this.#rules = (options.layerwiseRules ? layers : 1) * (options.separateBackwardRule ? 2 : 1);
    this.#types = typeCount(options.ruleTypes, layerSizes);
    this.kernel = createKernel(ruleShape, {
      layerSizes,
      bodies: options.batchSize,
      rules: this.#rules,
      types: this.#types,
      reduction: options.reduction,
    });
    const { memory } = this.kernel;
    assignTypes(memory.layers, options.ruleTypes);
    this.parameterCount = this.#rules * this.#types * parameterCount(ruleShape);
    this.stateSize = memory.layers.reduce((sum, layer) => sum + layer.hidden.length + layer.cell.length, 0);
    this.#life = new Uint8Array(memory.buffer, memory.lifeStart, memory.lifeEnd - memory.lifeStart);
  }

  /**
   * Every rule starts from other random numbers; the types of one rule start alike, so that whatever their number the
   * network starts as the same one.
   */
  initialParameters(seed: number): Float32Array {
    const length = parameterCount(this.#ruleShape);
    const parameters = new Float32Array(this.parameterCount);
    for (let rule = 0; rule < this.#rules; rule++) {
      const ruleSeed = rule === 0 ? seed : deriveSeed(seed, STREAM.ruleInitialisation, rule);
      const initial = initialRule(this.#ruleShape, ruleSeed).parameters;
      for (let type = 0; type < this.#types; type++) {
        parameters.set(initial, (rule * this.#types + type) * length);
      }
    }
    return parameters;
  }

  loadParameters(parameters: Float32Array): void {
    this.kernel.loadParameters(parameters);
  }

  /** All messages and states are 0 but for what synapses are born with; the members of a batch are born alike. */
  reset(seed: number): void {
    this.#life.fill(0);
    this.#examples = 0;
    const { layers } = this.kernel.memory;
    const { stateSize } = this.#ruleShape;
    writeCode(layers, this.#options.coordinateCode, seed);
    layers.forEach(({ inputs, outputs, cell }, layer) => {
      const synapses = inputs * outputs;
      for (let synapse = 0; synapse < synapses; synapse++) {
        const [input, output] = [Math.floor(synapse / outputs), synapse % outputs];
        const place = { bodies: 1, body: 0, layer, inputs, outputs, input, output };
        bornCell(cell, synapse * stateSize, stateSize, seed, place);
      }
      for (let body = 1; body < this.batchSize; body++) {
        cell.copyWithin(body * synapses * stateSize, 0, synapses * stateSize);
      }
    });
  }

  /**
   * Answers a batch of examples.
   * @param input `[batchSize, inputSize]`
   * @param prediction `[batchSize, outputSize]`, written
   */
  predict(input: Float32Array, prediction: Float32Array): void {
    const { layers } = this.kernel.memory;
    const { messageSize } = this.#ruleShape;
    presentInput(layers, messageSize, input);
    this.#mergeBatch();
    passThrough(layers, 'forward', (k) => this.#tickLayer(k, false));
    readPrediction(layers, messageSize, prediction);
  }

  /**
   * Tells a batch how wrong its last answers were: at once in a backward pass, or with the next input.
   * @param error `[batchSize, outputSize]`
   * @param target `[batchSize, outputSize]`
   */
  learn(error: Float32Array, target: Float32Array): void {
    const { layers } = this.kernel.memory;
    const { messageSize } = this.#ruleShape;
    const { targetFeedback, backwardPass, coordinateCode, timeScale } = this.#options;
    presentError(layers, messageSize, error, targetFeedback ? target : undefined);
    if (backwardPass) {
      this.#mergeBatch();
      passThrough(layers, 'backward', (k) => this.#tickLayer(k, true));
      withdrawError(layers);
    }
    this.#examples++;
    if (coordinateCode === 'time') writeTime(layers, this.#examples, timeScale);
  }

  #mergeBatch(): void {
    if (this.batchSize === 1) return;
    for (let k = 0; k < this.kernel.memory.layers.length; k++) this.kernel.shareMemory(k);
  }

  /** All micro ticks of a layer; what it hears stays fixed meanwhile, and only what it says last leaves. */
  #tickLayer(k: number, backward: boolean): void {
    const { ticks, layerwiseRules, separateBackwardRule } = this.#options;
    const firstRule = backward && separateBackwardRule ? this.#rules / 2 : 0;
    const rule = firstRule + (layerwiseRules ? k : 0);
    for (let tick = 0; tick < ticks; tick++) {
      this.kernel.update(k, rule);
      const leaves = tick === ticks - 1;
      if (leaves || this.#ruleShape.ownMessages) {
        this.kernel.aggregateForward(k, 'hidden', rule);
        if (k > 0 || this.#ruleShape.ownMessages) this.kernel.aggregateBackward(k, 'hidden', rule);
      }
    }
  }
}
