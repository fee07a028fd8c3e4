/** The blocks of a boundary: the parts of a society that are one agent each, named as a `ParallelEnv` names its agents. */
import type { BoundaryName } from '../boundary.ts';

/** One agent inside bodies: which synapses of which layer of which body it is made of. */
export interface Block {
  readonly name: string;
  readonly body: number;
  readonly layer: number;
  /** First input and output unit, and how many of each. */
  readonly firstInput: number;
  readonly inputs: number;
  readonly firstOutput: number;
  readonly outputs: number;
}

/** Boundaries whose agents are parts of a body. */
export type PartBoundary = Extract<BoundaryName, 'layer' | 'neuron' | 'synapse'>;

/** Cuts every layer `[A, B]` of every body into blocks: whole, by column, or by synapse. */
export function partBlocks(boundary: PartBoundary, layerSizes: readonly number[], bodies: number): Block[] {
  const blocks: Block[] = [];
  for (let body = 0; body < bodies; body++) {
    for (let layer = 0; layer < layerSizes.length - 1; layer++) {
      const [A, B] = [layerSizes[layer], layerSizes[layer + 1]];
      const place = `body_${body}/layer_${layer}`;
      if (boundary === 'layer') {
        blocks.push({ name: place, body, layer, firstInput: 0, inputs: A, firstOutput: 0, outputs: B });
      } else if (boundary === 'neuron') {
        for (let b = 0; b < B; b++) {
          const name = `${place}/unit_${b}`;
          blocks.push({ name, body, layer, firstInput: 0, inputs: A, firstOutput: b, outputs: 1 });
        }
      } else {
        for (let a = 0; a < A; a++) {
          for (let b = 0; b < B; b++) {
            const name = `${place}/synapse_${a}_${b}`;
            blocks.push({ name, body, layer, firstInput: a, inputs: 1, firstOutput: b, outputs: 1 });
          }
        }
      }
    }
  }
  return blocks;
}
