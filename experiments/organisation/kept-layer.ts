/** What is kept of a layer while it ticks, so that the synapses that do not tick can be given their states back. */
import type { LayerMemory } from '../../src/vsml/network-memory.ts';

/** What of a layer is kept while it ticks. */
export interface KeptLayer {
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

/** Room for a layer. */
export function keptLayer({ hidden, cell, forwardIn, backwardIn, inputs, outputs }: LayerMemory): KeptLayer {
  return {
    hidden: hidden.slice(),
    cell: cell.slice(),
    forwardIn: forwardIn.slice(),
    backwardIn: backwardIn.slice(),
    ticks: new Uint32Array(inputs * outputs),
    silent: new Uint8Array(inputs * outputs),
    order: new Uint32Array(inputs),
  };
}

/** Gives the synapses that do not tick in this round their states back. */
export function putBack({ hidden, cell }: LayerMemory, kept: KeptLayer, round: number): void {
  const stateSize = hidden.length / kept.ticks.length;
  for (let synapse = 0; synapse < kept.ticks.length; synapse++) {
    if (kept.ticks[synapse] >= round) continue;
    for (let n = synapse * stateSize; n < (synapse + 1) * stateSize; n++) {
      hidden[n] = kept.hidden[n];
      cell[n] = kept.cell[n];
    }
  }
}
