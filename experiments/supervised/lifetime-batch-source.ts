/**
 * Supervised lifetimes as the differentiable path takes them: the setting of a network, and batches of the very
 * lifetimes that `SupervisedSetting` lives one by one on the kernel.
 */
import { bornCell } from '../../agents/vsml/initial-state.ts';
import { createStream } from '../../envs/streams/registry.ts';
import type { Stream } from '../../envs/streams/stream.ts';
import { lifetimePartSeed } from '../../src/numerics/lifetime-seed.ts';
import type { LifetimeBatch, LifetimeSetting } from '../../src/vsml/differentiable/lifetime-batch.ts';
import { ruleShapeOf } from './learner-configuration.ts';
import type { SupervisedConfiguration } from './supervised-setting.ts';

/** A layer of newborn synapses. */
export interface Newborn {
  readonly layer: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly stateSize: number;
}

/**
 * Writes the cells `[A, B, N]` that the synapses of a layer are born with; an exact function of the learner's seed.
 * @param cells all 0
 */
export type Birth = (cells: Float32Array, seed: number, newborn: Newborn) => void;

/** As `VsmlLearner` is born. */
export const randomBirth: Birth = (cells, seed, { layer, inputs, outputs, stateSize }) => {
  for (let synapse = 0; synapse < inputs * outputs; synapse++) {
    const [input, output] = [Math.floor(synapse / outputs), synapse % outputs];
    const place = { bodies: 1, body: 0, layer, inputs, outputs, input, output };
    bornCell(cells, synapse * stateSize, stateSize, seed, place);
  }
};

/** Draws the lifetimes of seeds, one learner a seed. */
export class LifetimeBatchSource {
  readonly setting: LifetimeSetting;
  readonly examples: number;
  readonly #stream: Stream;
  readonly #birth: Birth;

  /** @throws TypeError for a learner that is no network, or one that the differentiable path does not have */
  constructor(configuration: SupervisedConfiguration, birth: Birth = randomBirth) {
    const { learner } = configuration;
    if (learner.kind !== 'vsml') {
      const got =
        learner.kind === 'baseline'
          ? `the baseline '${learner.name}'`
          : `a learner of kind '${learner.kind}'`;
      throw new TypeError(`only a vsml learner can be differentiated, got ${got}`);
    }
    const { hiddenLayers, batchSize, ...options } = learner.options;
    if (batchSize !== 1) {
      throw new TypeError(
        `only a learner that meets one example at a time can be differentiated, got ${batchSize}`,
      );
    }
    this.#stream = createStream(configuration.stream, configuration.streamOptions);
    this.#birth = birth;
    const { inputSize, outputSize, kind, lifetimeSteps } = this.#stream;
    this.examples = configuration.steps ?? lifetimeSteps;
    const layerSizes = [inputSize, ...hiddenLayers, outputSize];
    this.setting = { ...options, ruleShape: ruleShapeOf(learner), layerSizes, kind };
  }

  /** The lifetimes with these seeds, in their order. */
  draw(seeds: readonly number[]): LifetimeBatch {
    const stream = this.#stream;
    const { inputSize: A, outputSize: B } = stream;
    const [learners, examples] = [seeds.length, this.examples];
    const inputs = new Float32Array(examples * learners * A);
    const targets = new Float32Array(examples * learners * B);
    seeds.forEach((seed, learner) => {
      stream.reset(lifetimePartSeed(seed, 'world'));
      for (let t = 0; t < examples; t++) {
        inputs.set(stream.input, (t * learners + learner) * A);
        targets.set(stream.target, (t * learners + learner) * B);
        stream.next();
      }
    });
    return { learners, examples, inputs, targets, cells: this.#cells(seeds) };
  }

  #cells(seeds: readonly number[]): Float32Array[] {
    const { layerSizes, ruleShape } = this.setting;
    const { stateSize } = ruleShape;
    return layerSizes.slice(1).map((outputs, layer) => {
      const inputs = layerSizes[layer];
      const size = inputs * outputs * stateSize;
      const cells = new Float32Array(seeds.length * size);
      seeds.forEach((seed, learner) => {
        const own = cells.subarray(learner * size, (learner + 1) * size);
        this.#birth(own, lifetimePartSeed(seed, 'society'), { layer, inputs, outputs, stateSize });
      });
      return cells;
    });
  }
}
