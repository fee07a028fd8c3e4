/**
 * Silent copies: synapses that say the same whatever happens. What a copy says varies over the examples of a life by
 * the deviation of its contribution to messages; it is silent where that is below a tenth of its layer's mean.
 */
import type { Learner } from '../../agents/learner.ts';
import { VsmlLearner } from '../../agents/vsml/vsml-learner.ts';
import { mean, RunningStatistics } from '../../src/numerics/statistics.ts';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import { parameterLayout } from '../../src/vsml/rule-shape.ts';
import { SupervisedLifetime } from '../supervised/supervised-lifetime.ts';
import {
  type SupervisedInput,
  SupervisedSetting,
  supervisedSettingSchema,
} from '../supervised/supervised-setting.ts';

const SILENT = 0.1;
/** The channel on which the last layer answers; nobody hears the others. */
const PREDICTION_CHANNEL = 1;

/** The share of a layer's copies that are silent; of copies that say nothing at all, all. */
export function silentShare(loudness: readonly number[]): number {
  const bound = SILENT * mean(loudness);
  return loudness.filter((own) => own <= bound).length / loudness.length;
}

/** A learner that is listened to: after each answer, what every copy contributes to forward messages. */
class Listener implements Learner {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly #learner: VsmlLearner;
  /** `[layers][synapses][channels heard]` */
  #said: RunningStatistics[][][] = [];

  constructor(learner: VsmlLearner) {
    this.#learner = learner;
    this.inputSize = learner.inputSize;
    this.outputSize = learner.outputSize;
  }

  reset(seed: number): void {
    this.#learner.reset(seed);
    const { layers, ruleShape } = this.#learner.kernel.memory;
    this.#said = layers.map(({ inputs, outputs }, k) =>
      Array.from({ length: inputs * outputs }, () =>
        Array.from(
          { length: k === layers.length - 1 ? 1 : ruleShape.messageSize },
          () => new RunningStatistics(),
        ),
      ),
    );
  }

  predict(input: Float32Array, prediction: Float32Array): void {
    this.#learner.predict(input, prediction);
    this.#listen();
  }

  learn(error: Float32Array, target: Float32Array): void {
    this.#learner.learn(error, target);
  }

  /** `[layers][synapses]`, deviation of what each copy said in this life, over all channels heard. */
  loudness(): number[][] {
    return this.#said.map((layer) =>
      layer.map((channels) => Math.sqrt(channels.reduce((sum, { variance }) => sum + variance, 0))),
    );
  }

  #listen(): void {
    const { layers, ruleShape, parameters } = this.#learner.kernel.memory;
    const { stateSize: N, messageSize: M } = ruleShape;
    const messenger = parameterLayout(ruleShape).find(({ name }) => name === 'forward_messenger')!.offset;
    layers.forEach(({ hidden }, k) => {
      this.#said[k].forEach((channels, synapse) => {
        channels.forEach((statistics, heard) => {
          const channel = k === layers.length - 1 ? PREDICTION_CHANNEL : heard;
          let said = 0;
          for (let n = 0; n < N; n++)
            said += parameters[messenger + n * M + channel] * hidden[synapse * N + n];
          statistics.push(said);
        });
      });
    });
  }
}

/**
 * The mean share of silent copies of a network with one rule, over layers and lifetimes.
 * @throws TypeError unless the setting's learner is a VSML network
 */
export function silentCopies(
  input: SupervisedInput,
  parameters: Float32Array,
  seeds: readonly number[],
  createKernel: KernelFactory,
): number {
  const setting = new SupervisedSetting(supervisedSettingSchema.parse(input), createKernel);
  setting.loadParameters(parameters);
  if (!(setting.learner instanceof VsmlLearner)) throw new TypeError('only a VSML network has copies');
  const listener = new Listener(setting.learner);
  const lifetime = new SupervisedLifetime(setting.lifetime.stream, listener);
  const shares = seeds.flatMap((seed) => {
    lifetime.live(seed, setting.steps);
    return listener.loudness().map(silentShare);
  });
  return mean(shares);
}
