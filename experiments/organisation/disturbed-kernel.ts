/**
 * A kernel in which things go wrong: synapses sleep through ticks or tick in a random order, messages are lost, units
 * are absent. It ticks all synapses of a layer and puts back the states of those that did not tick; what does not
 * arrive is silence. All chance is drawn at (seed of the life, tick, synapse or unit, kind).
 */
import { integerAt, uniformAt } from '../../src/numerics/noise.ts';
import { STREAM } from '../../src/numerics/streams.ts';
import type { ContributionSource, Kernel } from '../../src/vsml/kernel.ts';
import type { LayerMemory, NetworkMemory } from '../../src/vsml/network-memory.ts';
import type { Disturbance } from './disturbance.ts';

/** The last index of a draw. */
const KIND = {
  tick: 0,
  example: 1,
  inputs: 2,
  errors: 3,
  forward: 4,
  backward: 5,
  order: 6,
  silent: 7,
} as const;

/** Synapses of two layers never share the index of a draw. */
const LAYER_STRIDE = 0x1000000;

/** What of a layer is kept while it ticks. */
interface Kept {
  readonly hidden: Float32Array;
  readonly cell: Float32Array;
  readonly forwardIn: Float32Array;
  readonly backwardIn: Float32Array;
  /** How often each synapse ticks. */
  readonly ticks: Uint32Array;
  /** 1 for a synapse that contributes nothing now. */
  readonly silent: Uint8Array;
  /** Inputs in the order of their size. */
  readonly order: Uint32Array;
}

export class DisturbedKernel implements Kernel {
  readonly name: string;
  readonly memory: NetworkMemory;
  /** `[layers][inputs, outputs]`, 1 for a synapse that is not there: it neither ticks nor speaks, nor counts in a mean. */
  readonly absent: readonly Uint8Array[];
  readonly #kernel: Kernel;
  readonly #disturbance: Disturbance;
  readonly #kept: readonly Kept[];
  #seed = 0;
  #tick = 0;
  #example = 0;

  /** @throws RangeError for a network of several bodies */
  constructor(kernel: Kernel, disturbance: Disturbance) {
    if (kernel.memory.shape.bodies !== 1) throw new RangeError('a disturbed network has one body');
    this.name = `disturbed ${kernel.name}`;
    this.memory = kernel.memory;
    this.#kernel = kernel;
    this.#disturbance = disturbance;
    this.absent = this.memory.layers.map(({ inputs, outputs }) => new Uint8Array(inputs * outputs));
    this.#kept = this.memory.layers.map(({ hidden, cell, forwardIn, backwardIn, inputs, outputs }) => ({
      hidden: hidden.slice(),
      cell: cell.slice(),
      forwardIn: forwardIn.slice(),
      backwardIn: backwardIn.slice(),
      ticks: new Uint32Array(inputs * outputs),
      silent: new Uint8Array(inputs * outputs),
      order: new Uint32Array(inputs),
    }));
  }

  /** Starts a life, in which all synapses are there. */
  begin(seed: number): void {
    this.#seed = seed;
    this.#tick = 0;
    this.#example = 0;
    for (const own of this.absent) own.fill(0);
  }

  /** Tells that another example begins. */
  nextExample(): void {
    this.#example++;
  }

  loadParameters(parameters: Float32Array): void {
    this.#kernel.loadParameters(parameters);
  }

  update(layer: number, rule?: number): void {
    this.#tick++;
    const memory = this.memory.layers[layer];
    const kept = this.#kept[layer];
    this.#drawSilence(layer, kept);
    const { most, least } = this.#drawTicks(layer, kept);
    this.#loseMessages(memory, kept);
    if (least === 1 && most === 1) this.#kernel.update(layer, rule);
    else this.#tickSome(layer, kept, most, rule);
    memory.forwardIn.set(kept.forwardIn);
    memory.backwardIn.set(kept.backwardIn);
  }

  #tickSome(layer: number, kept: Kept, most: number, rule?: number): void {
    const memory = this.memory.layers[layer];
    for (let round = 1; round <= most; round++) {
      kept.hidden.set(memory.hidden);
      kept.cell.set(memory.cell);
      this.#kernel.update(layer, rule);
      this.#putBack(memory, kept, round);
    }
  }

  aggregateForward(layer: number, source: ContributionSource, rule?: number): void {
    const arrived = source === 'hidden' && this.#deliver(layer, 'forward');
    this.#kernel.aggregateForward(layer, arrived ? 'arrived' : source, rule);
  }

  aggregateBackward(layer: number, source: ContributionSource, rule?: number): void {
    const arrived = source === 'hidden' && this.#deliver(layer, 'backward');
    this.#kernel.aggregateBackward(layer, arrived ? 'arrived' : source, rule);
  }

  shareMemory(layer: number): void {
    this.#kernel.shareMemory(layer);
  }

  /** Who contributes nothing: the absent, the silent, and all synapses of small inputs where work is sparse. */
  #drawSilence(layer: number, { silent, order }: Kept): void {
    const { silentForExample, sparse } = this.#disturbance;
    silent.set(this.absent[layer]);
    for (let n = 0; n < silent.length; n++) {
      if (this.#happens(silentForExample, this.#example, layer * LAYER_STRIDE + n, KIND.silent))
        silent[n] = 1;
    }
    const { forwardIn, inputs, outputs } = this.memory.layers[layer];
    const { messageSize } = this.memory.ruleShape;
    const size = (input: number) => Math.abs(forwardIn[input * messageSize]);
    for (let n = 0; n < inputs; n++) order[n] = n;
    if (sparse > 0) order.sort((one, other) => size(one) - size(other) || one - other);
    for (const input of order.subarray(0, Math.round(sparse * inputs))) {
      silent.fill(1, input * outputs, (input + 1) * outputs);
    }
  }

  /** How often each synapse ticks now. @returns the most and the least that one does */
  #drawTicks(layer: number, { ticks, silent }: Kept): { readonly most: number; readonly least: number } {
    const { asleepForTick, asleepForExample, randomOrder } = this.#disturbance;
    ticks.fill(randomOrder ? 0 : 1);
    if (randomOrder) {
      for (let n = 0; n < ticks.length; n++) {
        ticks[integerAt(this.#seed, STREAM.disturbance, ticks.length, this.#tick, n, KIND.order)]++;
      }
    }
    let [most, least] = [0, ticks.length];
    for (let n = 0; n < ticks.length; n++) {
      const sleeps =
        silent[n] === 1 ||
        this.#happens(asleepForTick, this.#tick, n, KIND.tick) ||
        this.#happens(asleepForExample, this.#example, layer * LAYER_STRIDE + n, KIND.example);
      if (sleeps) ticks[n] = 0;
      most = Math.max(most, ticks[n]);
      least = Math.min(least, ticks[n]);
    }
    return { most, least };
  }

  #happens(probability: number, i: number, j: number, kind: number): boolean {
    return probability > 0 && uniformAt(this.#seed, STREAM.disturbance, i, j, kind) < probability;
  }

  /** Silences what does not arrive; `kept` holds what was said. */
  #loseMessages({ forwardIn, backwardIn }: LayerMemory, kept: Kept): void {
    kept.forwardIn.set(forwardIn);
    kept.backwardIn.set(backwardIn);
    const { lostInputs, lostErrors } = this.#disturbance;
    this.#silence(forwardIn, lostInputs, KIND.inputs);
    this.#silence(backwardIn, lostErrors, KIND.errors);
  }

  #silence(messages: Float32Array, probability: number, kind: number): void {
    const { messageSize } = this.memory.ruleShape;
    for (let unit = 0; unit * messageSize < messages.length; unit++) {
      if (this.#happens(probability, this.#tick, unit, kind)) {
        messages.fill(0, unit * messageSize, (unit + 1) * messageSize);
      }
    }
  }

  /** Gives the synapses that do not tick in this round their states back. */
  #putBack({ hidden, cell }: LayerMemory, kept: Kept, round: number): void {
    const { stateSize } = this.memory.ruleShape;
    for (let synapse = 0; synapse < kept.ticks.length; synapse++) {
      if (kept.ticks[synapse] >= round) continue;
      for (let n = synapse * stateSize; n < (synapse + 1) * stateSize; n++) {
        hidden[n] = kept.hidden[n];
        cell[n] = kept.cell[n];
      }
    }
  }

  /**
   * Writes the contributions that arrive: nothing of lost ones, and of the others so much that the mean over all
   * synapses of a unit is the mean over those that are there.
   * @returns whether anything is lost or absent
   */
  #deliver(layer: number, direction: 'forward' | 'backward'): boolean {
    const { lostContributions } = this.#disturbance;
    const absent = this.absent[layer];
    const { silent } = this.#kept[layer];
    if (lostContributions === 0 && !silent.includes(1)) return false;
    const { hidden, arrivedForward, arrivedBackward, inputs, outputs } = this.memory.layers[layer];
    const { stateSize } = this.memory.ruleShape;
    const forward = direction === 'forward';
    const arrived = forward ? arrivedForward : arrivedBackward;
    const [units, count] = forward ? [outputs, inputs] : [inputs, outputs];
    for (let unit = 0; unit < units; unit++) {
      const synapseAt = (n: number) => (forward ? n * outputs + unit : unit * outputs + n);
      let there = 0;
      for (let n = 0; n < count; n++) there += 1 - absent[synapseAt(n)];
      const scale = there === 0 ? 0 : count / there;
      for (let n = 0; n < count; n++) {
        const synapse = synapseAt(n);
        const lost = this.#happens(lostContributions, this.#tick, synapse, KIND[direction]);
        const size = lost || silent[synapse] === 1 ? 0 : scale;
        for (let m = synapse * stateSize; m < (synapse + 1) * stateSize; m++) arrived[m] = size * hidden[m];
      }
    }
    return true;
  }
}
