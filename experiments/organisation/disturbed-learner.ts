/** A VSML network that lives with disturbances, whose synapses may die, be born anew, and join in mid-life. */
import type { MetaLearner } from '../../agents/learner.ts';
import { VsmlLearner } from '../../agents/vsml/vsml-learner.ts';
import { deriveSeed, uniformAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import { type LearnerConfiguration, ruleShapeOf } from '../supervised/learner-configuration.ts';
import { type MemorySites, memorySitesOf } from '../supervised/memory-sites.ts';
import type { Disturbance } from './disturbance.ts';
import { DisturbedKernel } from './disturbed-kernel.ts';

/** Last indices of draws; those of the kernel come before. */
const REBORN = 8;
const BIRTH = 9;

/** The most negative answer of a network: what a class that is not there says. */
const SILENT_CLASS = -100;

export class DisturbedLearner implements MetaLearner {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly parameterCount: number;
  readonly stateSize: number;
  /** The network itself; its memory is that of this learner. */
  readonly network: VsmlLearner;
  readonly #kernel: DisturbedKernel;
  readonly #disturbance: Disturbance;
  readonly #sites: MemorySites;
  #seed = 0;
  #example = 0;

  constructor(
    configuration: Extract<LearnerConfiguration, { kind: 'vsml' }>,
    size: { readonly inputSize: number; readonly outputSize: number },
    disturbance: Disturbance,
    createKernel: KernelFactory,
  ) {
    this.inputSize = size.inputSize;
    this.outputSize = size.outputSize;
    this.#disturbance = disturbance;
    let kernel: DisturbedKernel | undefined;
    this.network = new VsmlLearner(ruleShapeOf(configuration), size, configuration.options, (...parts) => {
      kernel = new DisturbedKernel(createKernel(...parts), disturbance);
      return kernel;
    });
    if (!kernel) throw new Error('a network has a kernel');
    this.#kernel = kernel;
    this.parameterCount = this.network.parameterCount;
    this.stateSize = this.network.stateSize;
    this.#sites = memorySitesOf(this.network);
  }

  initialParameters(seed: number): Float32Array {
    return this.network.initialParameters(seed);
  }

  loadParameters(parameters: Float32Array): void {
    this.network.loadParameters(parameters);
  }

  reset(seed: number): void {
    this.#seed = seed;
    this.#example = 0;
    this.network.reset(seed);
    this.#kernel.begin(seed);
  }

  predict(input: Float32Array, prediction: Float32Array): void {
    this.#example++;
    this.#kernel.nextExample();
    this.#bearAnew();
    this.network.predict(input, prediction);
    const last = this.#kernel.absent[this.#kernel.absent.length - 1];
    for (let b = 0; b < this.outputSize; b++) {
      let there = false;
      for (let n = b; n < last.length; n += this.outputSize) there ||= last[n] === 0;
      if (!there) prediction[b] = SILENT_CLASS;
    }
  }

  learn(error: Float32Array, target: Float32Array): void {
    this.network.learn(error, target);
  }

  /** How many synapses there are, those that are absent included. */
  get synapses(): number {
    return this.#sites.count;
  }

  /** Synapses of the first layer die: they lose their states and are absent from now on. */
  leave(synapses: Iterable<number>): void {
    for (const synapse of synapses) {
      this.#sites.zero(synapse);
      this.#kernel.absent[0][synapse] = 1;
    }
  }

  /** Synapses of the first layer are born, for the first time or anew, and are there from now on. */
  join(synapses: Iterable<number>): void {
    for (const synapse of synapses) {
      this.#sites.redraw(synapse, this.#birthSeed());
      this.#kernel.absent[0][synapse] = 0;
    }
  }

  #birthSeed(): number {
    return deriveSeed(this.#seed, STREAM.disturbance, this.#example, 0, BIRTH);
  }

  #bearAnew(): void {
    const { reborn } = this.#disturbance;
    if (reborn === 0) return;
    for (let synapse = 0; synapse < this.#sites.count; synapse++) {
      if (uniformAt(this.#seed, STREAM.disturbance, this.#example, synapse, REBORN) < reborn) {
        this.#sites.redraw(synapse, this.#birthSeed());
      }
    }
  }
}
