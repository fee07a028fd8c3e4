/**
 * A VSML network whose rule is itself held by small LSTMs with shared parameters, and those perhaps by still smaller
 * ones: only the topmost parameters are meta-learned, and the levels below are grown from them before life begins.
 * (Kirsch & Schmidhuber 2021, section 5: variable sharing applied to its own variables)
 */
import { z } from 'zod';
import { levelGrower } from '../../src/vsml/hierarchy/grow.ts';
import {
  type GrowthShape,
  growthLayout,
  growthParameterCount,
  initialGrowthParameters,
} from '../../src/vsml/hierarchy/growth-cell.ts';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import { type ParameterTensor, parameterLayout, type RuleShape } from '../../src/vsml/rule-shape.ts';
import type { MetaLearner } from '../learner.ts';
import { VsmlLearner, vsmlLearnerOptionsSchema } from './vsml-learner.ts';

/** The levels above the rule, nearest first; the last holds what is meta-learned. */
export const growthLevelsSchema = z
  .array(
    z.strictObject({
      stateSize: z.int().min(1).max(16),
      codeSize: z.int().min(1).max(16),
      ticks: z.int().min(1).max(16),
    }),
  )
  .min(1)
  .max(4);

interface Level {
  /** Writes the variables of the level below. */
  readonly grow: (parameters: Float32Array, variables: Float32Array) => void;
  /** Variables of the level below, rewritten by `grow`. */
  readonly below: Float32Array;
}

export class GrownLearner implements MetaLearner {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly parameterCount: number;
  readonly stateSize: number;
  /** Variables of each level, the meta-learned ones first, the rule's last: #V_MM, #V_M. */
  readonly levelSizes: readonly number[];
  readonly #network: VsmlLearner;
  readonly #top: GrowthShape;
  /** Topmost first. */
  readonly #levels: readonly Level[];
  #loaded: Float32Array | undefined;

  /**
   * @param growth the levels above the rule, nearest first
   * @throws RangeError if a level is not smaller than the one that it holds
   */
  constructor(
    ruleShape: RuleShape,
    size: { readonly inputSize: number; readonly outputSize: number },
    growth: readonly GrowthShape[],
    createKernel: KernelFactory,
  ) {
    this.inputSize = size.inputSize;
    this.outputSize = size.outputSize;
    this.#network = new VsmlLearner(ruleShape, size, vsmlLearnerOptionsSchema.parse({}), createKernel);
    this.stateSize = this.#network.stateSize;
    const sizes = [this.#network.parameterCount, ...growth.map(growthParameterCount)];
    sizes.forEach((count, level) => {
      if (level > 0 && count >= sizes[level - 1]) {
        throw new RangeError(
          `level ${level + 1} of a grown rule must be smaller than the ${sizes[level - 1]} variables that it holds, got ${count}`,
        );
      }
    });
    const layouts: ParameterTensor[][] = [parameterLayout(ruleShape), ...growth.map(growthLayout)];
    this.#levels = growth
      .map((shape, level) => ({
        grow: levelGrower(shape, layouts[level]),
        below: new Float32Array(sizes[level]),
      }))
      .reverse();
    this.levelSizes = sizes.toReversed();
    this.parameterCount = this.levelSizes[0];
    this.#top = growth[growth.length - 1];
  }

  initialParameters(seed: number): Float32Array {
    return initialGrowthParameters(this.#top, seed);
  }

  /** Grows every level below; the same parameters again cost nothing. */
  loadParameters(parameters: Float32Array): void {
    if (parameters.length !== this.parameterCount) {
      throw new RangeError(`this learner takes ${this.parameterCount} parameters, got ${parameters.length}`);
    }
    if (this.#loaded?.every((value, n) => value === parameters[n])) return;
    this.#loaded = parameters.slice();
    this.#network.loadParameters(this.grownVariables(parameters).at(-1)!);
  }

  /** The variables of every level below the topmost, the rule's last. */
  grownVariables(parameters: Float32Array): readonly Float32Array[] {
    let held = parameters;
    return this.#levels.map(({ grow, below }) => {
      grow(held, below);
      held = below;
      return below.slice();
    });
  }

  reset(seed: number): void {
    this.#network.reset(seed);
  }

  predict(input: Float32Array, prediction: Float32Array): void {
    this.#network.predict(input, prediction);
  }

  learn(error: Float32Array, target: Float32Array): void {
    this.#network.learn(error, target);
  }
}
